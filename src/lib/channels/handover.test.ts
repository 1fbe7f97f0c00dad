import { expect, it } from 'vitest';
import { byMqls, handoverFigures, handoverTable, rejectionTable, type HandoverCounts } from './handover.ts';

const counts = (accepted: number, rejected: number, waiting: number, clients = 0): HandoverCounts => ({
	accepted,
	rejected,
	waiting,
	clients,
	sql: clients,
	medianDays: null,
	p90Days: null,
	waitingMedianDays: null,
	waitingP90Days: null
});

it('takes acceptance of the MQLs and yield of those accepted, with their ranges', () => {
	const figures = handoverFigures(counts(5, 3, 2, 1));
	expect(figures).toMatchObject({ mql: 10, acceptance: 0.5, yield: 0.2 });
	// Wilson: 5 of 10, 1 of 5.
	expect(figures.acceptanceInterval).toEqual([expect.closeTo(0.2366, 4), expect.closeTo(0.7634, 4)]);
	expect(figures.yieldInterval).toEqual([expect.closeTo(0.0362, 4), expect.closeTo(0.6245, 4)]);
});

it('has no rate where nobody was handed over, and no yield where nobody was accepted', () => {
	expect(handoverFigures(counts(0, 0, 0))).toMatchObject({
		mql: 0,
		acceptance: null,
		acceptanceInterval: [null, null],
		yield: null
	});
	const waiting = handoverFigures(counts(0, 0, 4));
	expect(waiting).toMatchObject({ mql: 4, acceptance: 0, yield: null, yieldInterval: [null, null] });
	expect(waiting.acceptanceInterval).toEqual([0, expect.closeTo(0.4899, 4)]);
});

it('sorts by MQLs, then by name, no name last', () => {
	const row = (key: string | null, accepted: number) => ({ key, ...handoverFigures(counts(accepted, 0, 0)) });
	const rows = [row(null, 2), row('B', 2), row('C', 5), row('A', 2)].sort(byMqls);
	expect(rows.map(({ key }) => key)).toEqual(['C', 'A', 'B', null]);
});

it('writes the total, the channels, the managers and the reasons as tables', () => {
	const total = handoverFigures(counts(5, 3, 2, 1));
	const reasons = [{ how: 'returned' as const, reason: null, count: 3 }];
	const handover = {
		total,
		channels: [{ key: 'Ads', ...total }],
		managers: [{ key: null, ...total }],
		reasons
	};
	const { header, rows } = handoverTable(handover);
	expect(rows.map((row) => row.slice(0, 7))).toEqual([
		['total', null, 10, 5, 3, 2, 0.5],
		['channel', 'Ads', 10, 5, 3, 2, 0.5],
		['manager', null, 10, 5, 3, 2, 0.5]
	]);
	expect(rows.map((row) => row.length)).toEqual([header.length, header.length, header.length]);
	expect(rejectionTable(handover).rows).toEqual([['returned', null, 3]]);
});
