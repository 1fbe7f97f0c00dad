import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const output = join(root, 'src/lib/ui/paraglide');
const stamp = join(output, '.compiled');

/**
 * Compiles the messages that pages and tests import, unless they are compiled already.
 * In a process of its own, which ends at once: the compiler leaves timers that hold a process for half a minute.
 */
export function compileMessages(): void {
	const inputs = inputsHash();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[
			join(root, 'node_modules/@inlang/paraglide-js/bin/run.js'),
			...['compile', '--silent', '--project', './project.inlang', '--outdir', './src/lib/ui/paraglide'],
			...['--strategy', 'baseLocale', '--emit-ts-declarations']
		],
		{ cwd: root, encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`The messages could not be compiled:\n${stdout}${stderr}`);
	writeFileSync(stamp, inputs);
}

function inputsHash(): string {
	const hash = createHash('sha256');
	const files = readdirSync(join(root, 'messages')).map((name) => `messages/${name}`);
	for (const file of [
		...files.sort(),
		'project.inlang/settings.json',
		'node_modules/@inlang/paraglide-js/package.json'
	]) {
		hash.update(file).update(readFileSync(join(root, file)));
	}
	return hash.digest('hex');
}

if (import.meta.main) compileMessages();
