import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { channelOfRow } from './channel-of-row.ts';

const filters = (values: Record<string, string[]>) => filtersSchema.parse({ values });

it('knows the channel of a row', () => {
	expect(channelOfRow(filters({}), ['channel'], 'SMM')).toBe('SMM');
	expect(channelOfRow(filters({}), ['month', 'channel'], ['2026-01-01', null])).toBeNull();
	expect(channelOfRow(filters({ channel: ['SMM'] }), ['campaign'], 'Spring')).toBe('SMM');
	expect(channelOfRow(filters({ channel: [''] }), ['campaign'], 'Spring')).toBeNull();
	expect(channelOfRow(filters({ channel: ['\\!SMM'] }), ['campaign'], 'Spring')).toBe('!SMM');
	expect(channelOfRow(filters({}), ['campaign'], 'Spring')).toBeUndefined();
});
