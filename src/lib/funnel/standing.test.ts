import { expect, test } from 'vitest';
import { readStanding } from './standing.ts';

test('each part has its own bits', () => {
	const parts = { deepest: 6, outcome: 4, own: 0b1010101, outOfOrder: 0b0100010, returned: 0b1111111 };
	const { deepest, outcome, own, outOfOrder, returned } = parts;
	expect(readStanding(deepest + outcome * 8 + own * 64 + outOfOrder * 8192 + returned * 1048576)).toEqual(
		parts
	);
	expect(readStanding(0)).toEqual({ deepest: 0, outcome: 0, own: 0, outOfOrder: 0, returned: 0 });
});
