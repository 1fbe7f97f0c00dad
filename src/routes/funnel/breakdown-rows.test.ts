import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { FunnelGroup, FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { arrangeRows, breakdownGroups, breakdownRows as rowsOf, medianDays } from './breakdown-rows.ts';

const stage = (name: Stage, reached: number, fromPrevious: number | null): FunnelStage => ({
	stage: name,
	recorded: true,
	reached,
	fromPrevious,
	fromFirst: null,
	interval: [null, null],
	implied: 0,
	outOfOrder: 0,
	medianDays: null,
	p90Days: null,
	timed: 0,
	open: 0,
	refused: 0,
	unfit: 0,
	junk: 0,
	returned: 0,
	amount: 0
});
const group = (key: FunnelGroup['key'], leads: number, clients: number): FunnelGroup => ({
	key,
	leads,
	stages: [stage('lead', leads, null), stage('client', clients, leads ? clients / leads : null)],
	maturity: null
});
const report = (groups: FunnelGroup[], by: string[], mode = 'cohort'): FunnelReport => ({
	filters: filtersSchema.parse({ by, mode }),
	asOf: null,
	model: null,
	dataVersion: 1,
	excluded: 0,
	timezone: 'UTC',
	currency: 'EUR',
	behindSeconds: 0,
	leads: 1000,
	stages: [stage('lead', 1000, null), stage('client', 100, 0.1)],
	reasons: [],
	groups,
	maturity: null,
	leftOut: { young: 0, undated: 0 },
	afterAsOf: { leads: 0, outcomes: 0 },
	comparison: null
});

const breakdownRows = (whole: FunnelReport) => rowsOf(whole, breakdownGroups(whole.groups));

describe('breakdownRows', () => {
	it('names keys and computes the road from lead to client', () => {
		const [ads, none] = breakdownRows(report([group('Ads', 100, 7), group(null, 900, 93)], ['channel']));
		expect(ads).toMatchObject({ names: ['Ads'], clients: 7, rate: 0.07, few: false });
		expect(ads!.range[0]).toBeCloseTo(0.0343, 4);
		expect(none).toMatchObject({ names: ['none'], key: null });
	});

	it('names pairs and times', () => {
		const rows = breakdownRows(report([group(['2026-01-01', 'refused'], 5, 0)], ['month', 'outcome']));
		expect(rows[0]!.names).toEqual(['Jan 2026', 'lost, refused']);
		expect(breakdownRows(report([group('2026-01-05', 5, 0)], ['week']))[0]!.names).toEqual(['5 Jan 2026']);
	});

	it('calls few only what neither has nor was expected to have 10 clients', () => {
		const few = (leads: number, clients: number) =>
			breakdownRows(report([group('a', leads, clients)], ['channel']))[0]!.few;
		expect(few(99, 9)).toBe(true);
		expect(few(100, 0)).toBe(false);
		expect(few(20, 10)).toBe(false);
	});

	it('has no rate of nobody and no range between different leads', () => {
		expect(breakdownRows(report([group('a', 0, 0)], ['channel']))[0]).toMatchObject({
			rate: null,
			range: [null, null]
		});
		expect(breakdownRows(report([group('a', 9, 3)], ['channel'], 'period'))[0]!.range).toEqual([null, null]);
	});
});

describe('arrangeRows', () => {
	const rows = breakdownRows(
		report([group('Beta', 10, 5), group('Alpha', 20, 0), group('Gamma', 0, 0)], ['channel'])
	);
	const names = (sorted: typeof rows) => sorted.map((row) => row.names[0]);

	it('keeps the order it is given', () =>
		expect(names(arrangeRows(rows, null, ''))).toEqual(['Beta', 'Alpha', 'Gamma']));

	it('sorts by any column, unknown last', () => {
		expect(names(arrangeRows(rows, { by: 'rate', down: true }, ''))).toEqual(['Beta', 'Alpha', 'Gamma']);
		expect(names(arrangeRows(rows, { by: 'rate', down: false }, ''))).toEqual(['Alpha', 'Beta', 'Gamma']);
		expect(names(arrangeRows(rows, { by: 'leads', down: true }, ''))).toEqual(['Alpha', 'Beta', 'Gamma']);
		expect(names(arrangeRows(rows, { by: 'key', down: false }, ''))).toEqual(['Alpha', 'Beta', 'Gamma']);
		expect(names(arrangeRows(rows, { by: 'reached:client', down: true }, ''))).toEqual([
			'Beta',
			'Alpha',
			'Gamma'
		]);
		expect(names(arrangeRows(rows, { by: 'share:client', down: false }, ''))).toEqual([
			'Alpha',
			'Beta',
			'Gamma'
		]);
	});

	it('searches in the names', () => expect(names(arrangeRows(rows, null, ' ALP '))).toEqual(['Alpha']));
});

it('sends of the times only what is known', () => {
	const times = [
		{ stage: 'sal' as const, medianDays: 2.5 },
		{ stage: 'client' as const, medianDays: null }
	];
	expect(medianDays([{ key: ['Ads', null], stages: times }])).toEqual({ '["Ads",null]': { sal: 2.5 } });
	expect(
		breakdownGroups([{ ...group('a', 1, 0), stages: [{ ...stage('lead', 1, null), recorded: false }] }])
	).toEqual([{ key: 'a', leads: 1, stages: [] }]);
});
