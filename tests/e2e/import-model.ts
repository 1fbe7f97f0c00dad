import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../support/folders.ts';

/** Keeps a score model as a draft of the application that the tests look at, with the command. */
export function importModel(model: object): void {
	const folder = makeTemporaryFolder();
	const file = join(folder, 'model.json');
	writeFileSync(file, JSON.stringify(model));
	execFileSync(
		process.execPath,
		[join(import.meta.dirname, '../../src/cli/sluice.ts'), 'model', 'import', file],
		{ env: { ...process.env, ...(JSON.parse(process.env.SLUICE_E2E_DATA!) as Record<string, string>) } }
	);
	rmSync(folder, { recursive: true, force: true });
}
