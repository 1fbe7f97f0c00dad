/** What another model would make of the open leads. */
import { beforeAll, expect, test } from 'vitest';
import { withReport } from '#lib/server/reports/context.ts';
import { classesToday } from '#lib/server/scoring/classes-today.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const ask = (...models: [ReturnType<typeof smallModel> | null, ReturnType<typeof smallModel>]) =>
	withReport(db, utcConfig, (context) => classesToday(context, ...models));
const counts = (cells: { n: number }[][]) => cells.map((row) => row.map(({ n }) => n));

beforeAll(() => replayAll(db.pool));

test('without data nothing is said', async () => {
	expect(await ask(null, smallModel())).toBeNull();
});

test('counts open leads by their class before and after, and who is handed over', async () => {
	const event = (lead: string, type: string, day: string, more: object = {}) => ({
		...{ lead, source: 'crm', type, at: `2026-03-${day}T10:00:00Z` },
		...more
	});
	await loadEvents(db.pool, [
		// 30 points, and 50.
		event('A', 'created', '01'),
		event('A', 'activity', '02', { activity: 'demo_request' }),
		event('B', 'created', '01', { Authority: 'decides' }),
		event('B', 'activity', '20', { activity: 'demo_request' }),
		// Nothing; and closed.
		event('C', 'created', '01'),
		event('D', 'activity', '02', { activity: 'demo_request' }),
		event('D', 'refused', '03')
	]);
	await replayAll(db.pool);
	const small = smallModel();
	const first = (await ask(null, small))!;
	expect([first.leads, counts(first.cells)]).toEqual([
		3,
		[
			[1, 1, 1],
			[0, 0, 0],
			[0, 0, 0]
		]
	]);
	expect(first.handOver).toEqual({ before: 0, after: 1, both: 0 });

	const stricter = smallModel({
		thresholds: { warm: 40, hot: 60, mql: 30 },
		disqualify: [{ attribute: 'Authority', op: 'eq', value: 'decides' }]
	});
	const changed = (await ask(small, stricter))!;
	expect(counts(changed.cells)).toEqual([
		[1, 0, 0],
		[1, 0, 0],
		[1, 0, 0]
	]);
	expect(changed.handOver).toEqual({ before: 1, after: 1, both: 0 });
});
