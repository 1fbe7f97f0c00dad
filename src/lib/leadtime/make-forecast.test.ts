import { describe, expect, it } from 'vitest';
import { timeZone } from '#lib/events/zone.ts';
import { stageIndex } from '#lib/funnel/stages.ts';
import { addLead, cellOf, createTally } from './forecast-windows.ts';
import { horizonsOf, makeForecast } from './make-forecast.ts';

const utc = timeZone('UTC');
const asOf = Date.parse('2026-06-30T12:00:00Z');
const data = { asOf, zone: utc, digits: 2, clients: 9, leftOutClients: 2 };
const month = (at: string, zone = 'UTC') => horizonsOf(Date.parse(at), timeZone(zone)).at(-1)!.days;

describe('horizonsOf', () => {
	it('goes to the end of the month in the zone of the reports', () => {
		expect(month('2026-11-20T16:30:00Z')).toBe(10);
		expect(month('2026-02-27T23:30:00Z')).toBe(1);
		expect(month('2026-01-31T23:30:00Z', 'Europe/Berlin')).toBe(27);
	});

	it('goes to the end of the next month on the last day of one', () => {
		expect(month('2026-11-30T00:00:00Z')).toBe(31);
		expect(month('2026-12-31T12:00:00Z')).toBe(31);
		expect(month('2028-01-31T12:00:00Z')).toBe(29);
	});
});

describe('makeForecast', () => {
	/** Three windows of ten leads, of which some buy for 100; from SQL lead for 1,000. */
	function tally() {
		const made = createTally(30, 4);
		const add = (daysBefore: number, stage: 'sal' | 'sql', bought: number | null, amount: number | null) =>
			addLead([made], asOf, {
				moves: [
					...[asOf - daysBefore * 86_400_000, stage],
					...(bought === null
						? [asOf - (daysBefore - 20) * 86_400_000, 'refused' as const]
						: [asOf - bought * 86_400_000, 'client' as const])
				],
				...{ undatedClient: false, amount }
			});
		for (const start of [30, 60, 90]) {
			for (let i = 0; i < 8; i++) add(start + 1, 'sal', i < 2 ? start - 5 : null, i < 2 ? 10_000 : null);
			for (let i = 0; i < 2; i++) add(start + 1, 'sql', i < 1 ? start - 5 : null, i < 1 ? 100_000 : null);
		}
		made.open[cellOf(stageIndex.sal, 1)] = 8;
		made.open[cellOf(stageIndex.sql, 1)] = 2;
		return made;
	}
	const horizon = { name: '30', days: 30 } as const;

	it('expects what the earlier windows had, and holds each against the others', () => {
		const made = makeForecast(horizon, tally(), data);
		const sal = (6 + (5 * 6.5) / 25) / 29;
		const sql = (3 + (5 * 3.5) / 7) / 11;
		expect(made).toMatchObject({
			...{ name: '30', days: 30, until: '2026-07-30', open: 10, clients: 9, leftOutClients: 2 },
			range: [1, 5],
			// The fourth window has nobody.
			windows: [
				{ from: '2026-05-31', open: 10, actual: 3, range: [null, null] },
				{ from: '2026-05-01', open: 10, actual: 3, range: [null, null] },
				{ from: '2026-04-01', open: 10, actual: 3, range: [null, null] }
			],
			onTop: { newLeads: 0, comeBack: 0 }
		});
		expect(made.expected).toBeCloseTo(8 * sal + 2 * sql, 12);
		expect(made.windows[0]!.expected).toBeCloseTo(
			(8 * (4 + (5 * 4.5) / 17)) / 21 + (2 * (2 + (5 * 2.5) / 5)) / 9,
			12
		);
		expect(made.backtest).toBe(made.windows[0]);
	});

	it('takes the money of each stage from its own clients, and the range from the mean', () => {
		const made = makeForecast(horizon, tally(), data);
		const sal = (8 * (6 + (5 * 6.5) / 25)) / 29;
		const sql = (2 * (3 + (5 * 3.5) / 7)) / 11;
		const money = sal * 100 + sql * 1000;
		expect(made.money).toBeCloseTo(money, 9);
		expect(made.moneyRange[0]).toBeCloseTo(money / (sal + sql), 9);
		expect(made.moneyRange[1]).toBeCloseTo((5 * money) / (sal + sql), 9);
	});

	it('takes the mean of all clients for a stage that has had none', () => {
		const made = tally();
		made.open.fill(0);
		made.open[cellOf(stageIndex.mql, 1)] = 4;
		// As likely as not, and nine clients brought 6 × 100 and 3 × 1,000.
		expect(makeForecast(horizon, made, data)).toMatchObject({ expected: 2, money: 800 });
	});

	it('knows no money while no sale names an amount', () => {
		const made = tally();
		for (const window of made.windows) window.named = 0;
		expect(makeForecast(horizon, made, data)).toMatchObject({ money: null, moneyRange: [null, null] });
	});

	it('expects nobody and no money where no lead is open', () => {
		const made = tally();
		made.open.fill(0);
		expect(makeForecast(horizon, made, data)).toMatchObject({
			...{ open: 0, expected: 0, range: [0, 0], money: 0, moneyRange: [0, 0] }
		});
	});

	it('knows nothing without an earlier window', () => {
		expect(makeForecast(horizon, createTally(30, 0), data)).toMatchObject({
			...{ expected: null, range: [null, null], money: null, windows: [], backtest: null, onTop: null }
		});
	});
});
