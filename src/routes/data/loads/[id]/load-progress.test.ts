import { expect, test } from 'vitest';
import { loadProgress } from './load-progress.ts';

test('a quarter of the file in ten seconds leaves thirty', () => {
	expect(loadProgress({ bytes: 4000, bytesRead: 1000, seconds: 10, rows: { read: 500 } })).toEqual({
		fraction: 0.25,
		rowsPerSecond: 50,
		secondsLeft: 30
	});
});

test('nothing is promised before rows are in, or where the size is unknown', () => {
	expect(loadProgress({ bytes: 4000, bytesRead: 0, seconds: 1, rows: { read: 0 } })).toEqual({
		fraction: 0,
		rowsPerSecond: null,
		secondsLeft: null
	});
	expect(loadProgress({ bytes: null, bytesRead: 10, seconds: 2, rows: { read: 4 } })).toEqual({
		fraction: null,
		rowsPerSecond: 2,
		secondsLeft: null
	});
});
