import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantText } from './instant-text.ts';

test('it writes what Date writes', () => {
	const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });
	fc.assert(fc.property(instants, (ms) => instantText(ms) === new Date(ms).toISOString()));
	expect(instantText(-1)).toBe('1969-12-31T23:59:59.999Z');
});
