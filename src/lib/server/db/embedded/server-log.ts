import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const largest = 5 * 1024 * 1024;

/** Bytes; 0 when there is no log yet. */
export function logSize(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Keeps the log within bounds: past 5 MB it moves to `….old`, over the one before. The server holds the file
 * open for appending, so it is emptied, not renamed.
 */
export function trimLog(file: string): void {
	if (logSize(file) <= largest) return;
	copyFileSync(file, `${file}.old`);
	truncateSync(file);
}

/** The last lines of what was written to the log from byte `start` on. */
export function logLines(file: string, start: number, lines = 8): string {
	const size = logSize(file);
	const from = Math.max(start, size - 16 * 1024);
	if (size <= from) return '';
	const buffer = Buffer.alloc(size - from);
	const log = openSync(file, 'r');
	try {
		readSync(log, buffer, 0, buffer.length, from);
	} finally {
		closeSync(log);
	}
	return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
