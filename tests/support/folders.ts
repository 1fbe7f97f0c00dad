import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder that other users can enter too: as root the database server runs as one of them. */
export function makeTemporaryFolder(): string {
	const folder = mkdtempSync(join(realpathSync(tmpdir()), 'sluice-test-'));
	chmodSync(folder, 0o755);
	return folder;
}
