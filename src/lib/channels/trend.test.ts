import { describe, expect, it } from 'vitest';
import { channelTrend, lastMonths, monthRow, trendTable, type MonthRow, type TrendFigures } from './trend.ts';
import { channelFigures, noCounts } from './figures.ts';

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };
const row = (
	key: string | null,
	month: string,
	leads: number,
	clients: number,
	cost: number | null
): MonthRow => ({
	key,
	month,
	row: channelFigures(
		{ ...noCounts(null), leads, clients, cost: cost === null ? null : cost * 100 },
		settings
	)
});
const brief = ({ leads, clients, cost, cac }: TrendFigures) => [leads, clients, cost, cac];

describe('months', () => {
	it('end with the last, at most 24 of them and none before the first', () => {
		expect(lastMonths('2026-02-01', '2025-12-01')).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
		expect([lastMonths('2026-02-01').length, lastMonths('2026-02-01')[0]]).toEqual([24, '2024-03-01']);
		expect(lastMonths('2026-02-01', '2026-03-01')).toEqual([]);
	});
});

describe('the trend', () => {
	const months = lastMonths('2026-04-01', '2026-01-01');
	const rows = [
		row('Organic', '2026-02-01', 40, 2, 0),
		row('Ads', '2026-02-01', 10, 2, 300),
		row('Ads', '2026-04-01', 5, 0, 100),
		row('Radio', '2026-03-01', 0, 0, 50),
		row('Nothing', '2026-03-01', 0, 0, 0),
		row('Mail', '2025-12-01', 7, 1, 900)
	];
	const trend = channelTrend('channel', months, rows, 0);

	it('starts with the first month that has something, and fills the gaps', () => {
		expect(trend.months).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
		const [ads] = trend.series;
		expect(ads!.months.map(brief)).toEqual([
			[10, 2, 300, 150],
			[0, 0, 0, null],
			[5, 0, 100, null]
		]);
		expect(ads!.months[2]!.cacInterval).toEqual([expect.closeTo(26.03, 2), null]);
	});

	it('has rows with most spend first, then with most leads, and none of other months or of nothing', () => {
		expect(trend.series.map(({ key }) => key)).toEqual(['Ads', 'Radio', 'Organic']);
	});

	it('does not know costs where there are none', () => {
		const [only] = channelTrend('page', months, [row(null, '2026-03-01', 4, 1, null)], null).series;
		expect([only!.key, only!.months.map(brief)]).toEqual([
			null,
			[[4, 1, null, null]].concat([[0, 0, null, null]] as never)
		]);
	});

	it('is empty without rows', () => {
		expect(channelTrend('channel', [], [], 0)).toEqual({ by: 'channel', months: [], series: [] });
	});

	it('takes the month from the second key', () => {
		const { row: figures } = rows[1]!;
		const made = monthRow({ key: ['Ads', '2026-02-01'], ...figures } as never);
		expect(made).toEqual({ key: 'Ads', month: '2026-02-01', row: figures });
	});

	it('is written a row a month', () => {
		const { header, rows: lines } = trendTable(trend);
		expect(header).toEqual([
			'channel',
			'month',
			'leads',
			'sql',
			'clients',
			'conversion',
			'intervalLow',
			'intervalHigh',
			'cost',
			'cac',
			'cacIntervalLow',
			'cacIntervalHigh',
			'costPerSql',
			'costPerSqlIntervalLow',
			'costPerSqlIntervalHigh',
			...['complete', 'expectedClients', 'expectedRangeLow', 'expectedRangeHigh']
		]);
		expect(lines).toHaveLength(9);
		expect(lines[2]!.slice(0, 6)).toEqual(['Ads', '2026-04-01', 5, 0, 0, 0]);
		expect(lines.every((line) => line.length === header.length)).toBe(true);
	});
});
