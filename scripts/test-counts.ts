import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** What Vitest's JSON report says; null when there is none. A file that could not be loaded is one failure. */
export function vitestCounts(file: string): Counts | null {
	const report = read(file) as {
		numPassedTests: number;
		numFailedTests: number;
		numPendingTests: number;
		numTodoTests: number;
		testResults: { status: string; assertionResults: { status: string }[] }[];
	} | null;
	if (!report) return null;
	const broken = report.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

/** What Playwright's JSON report says; null when there is none. */
export function playwrightCounts(file: string): Counts | null {
	const report = read(file) as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: unknown[];
	} | null;
	if (!report) return null;
	const { expected, unexpected, flaky, skipped } = report.stats;
	return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

function read(file: string): unknown {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Such as `12 passed, 0 failed`, or `12 passed, 0 failed, 3 skipped`. */
export function countsLine({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
