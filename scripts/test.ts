/**
 * `npm test`: unit and integration tests (Vitest), then the end-to-end tests (Playwright) on the built pages.
 * The last line counts them all. `--unit` or `--e2e` runs one of the two; other words go to that runner.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find-browser.ts';
import { countsLine, playwrightCounts, vitestCounts } from './test-counts.ts';
import type { Counts } from './test-counts.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const only = words.find((word) => word === '--unit' || word === '--e2e');
const passedOn = words.filter((word) => word !== only);
const reports = mkdtempSync(join(tmpdir(), 'sluice-reports-'));
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
/** Said again at the end, below the runners' output. */
const problems: string[] = [];
/** The tests run the command many times: it is compiled once. */
process.env.NODE_COMPILE_CACHE ??= join(reports, 'compiled');

try {
	if (passedOn.length > 0 && !only) {
		problem(`"${passedOn.join(' ')}" is for one of the runners: put --unit or --e2e before it.`);
	} else {
		const browser = only === '--unit' ? null : attempt(() => findBrowser());
		if (only !== '--e2e') await vitest();
		if (browser && (await build())) await playwright(browser);
	}
	if (total.passed + total.failed === 0) problem('No test ran.');
} finally {
	rmSync(reports, { recursive: true, force: true });
}
for (const line of problems) console.error(line);
console.log(countsLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;

async function vitest(): Promise<void> {
	const report = join(reports, 'vitest.json');
	const status = await run('vitest/vitest.mjs', [
		...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
		...passedOn
	]);
	count('Vitest', status, vitestCounts(report));
}

async function build(): Promise<boolean> {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
		{ cwd: root, encoding: 'utf8' }
	);
	if (status === 0) return true;
	console.error(stdout + stderr);
	problem('The pages could not be built, so the end-to-end tests did not run.');
	return false;
}

async function playwright(browser: string): Promise<void> {
	const report = join(reports, 'playwright.json');
	// Of chosen tests, only those.
	const chosen = passedOn.length > 0 ? ['--no-deps', ...passedOn] : [];
	const status = await run('@playwright/test/cli.js', ['test', '--reporter=list,json', ...chosen], {
		CHROMIUM_PATH: browser,
		PLAYWRIGHT_JSON_OUTPUT_NAME: report
	});
	count('Playwright', status, playwrightCounts(report));
}

function count(runner: string, status: number, counts: Counts | null): void {
	total.passed += counts?.passed ?? 0;
	total.failed += counts?.failed ?? 0;
	total.skipped += counts?.skipped ?? 0;
	if (status !== 0 && !counts?.failed) problem(`${runner} did not run to its end (exit status ${status}).`);
}

function problem(line: string): void {
	problems.push(line);
	total.failed += 1;
}

function attempt<T>(action: () => T): T | null {
	try {
		return action();
	} catch (error) {
		problem(error instanceof Error ? error.message : String(error));
		return null;
	}
}

/** Runs a program of node_modules with our Node; its output is ours. Returns its exit status. */
async function run(program: string, parameters: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
	const child = spawn(process.execPath, [join(root, 'node_modules', program), ...parameters], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'inherit', 'inherit']
	});
	const stop = (signal: NodeJS.Signals) => child.kill(signal);
	process.on('SIGTERM', stop).on('SIGINT', stop);
	const [status] = (await once(child, 'close')) as [number | null];
	process.off('SIGTERM', stop).off('SIGINT', stop);
	return status ?? 1;
}
