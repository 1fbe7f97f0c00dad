/** Times of the steps over the database: a lead for each way a step can be timed, left out, lost or still open. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { StepDetail } from '#lib/leadtime/step-times.ts';
import { readConfig } from '#lib/server/config.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { funnelDurations } from '#lib/server/reports/funnel-durations.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import { stepTimesReport, stepTrendReport } from '#lib/server/reports/step-times.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll } from '../support/load.ts';

const config = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
const db = await testDatabase();
const steady = await testDatabase();

type Told = [type: string, at: string, more?: object];

/** A time of 2026: `01-10` is that day at 10:00 UTC, anything else as it is written. */
const story = (lead: string, channel: string, ...told: Told[]) =>
	told.map(([type, at, more]) => ({
		type,
		at: at.length === 5 ? `2026-${at}T10:00:00Z` : at,
		lead,
		source: 'crm',
		channel,
		...more
	}));

const events = [
	...story('whole', 'Ads', ['created', '01-10'], ['sal', '01-12'], ['sql', '01-20'], ['client', '02-09']),
	// The first of February in Berlin; two calendar days before the third.
	...story('dates', 'Ads', ['created', '2026-01-31T23:30:00Z'], ['sal', '2026-02-03']),
	...story(
		'approximate',
		'Mail',
		['created', '02-01'],
		['sal', '02-02', { approximate: true }],
		['sql', '02-11']
	),
	...story('wrong order', 'Mail', ['created', '01-15'], ['sql', '01-20'], ['sal', '01-25']),
	...story('implied', 'Mail', ['created', '02-05'], ['client', '02-07']),
	...story('lost', 'Ads', ['created', '02-10'], ['sal', '02-14'], ['refused', '02-20']),
	...story('slow', 'Ads', ['created', '02-20'], ['sal', '03-06']),
	...story('open', 'Mail', ['created', '03-08'])
];

/** A lead a day that is accepted after 1 to 20 days in turn, from 1 January on. */
const steadyEvents = Array.from({ length: 151 }, (_, day) => {
	const at = (days: number) => new Date(Date.UTC(2026, 0, 1 + days, 9)).toISOString();
	return story(`steady ${day}`, 'Ads', ['created', at(day)], ['sal', at(day + 1 + ((day * 7) % 20))]);
}).flat();

beforeAll(async () => {
	await loadEvents(db.pool, events, { config });
	await replayAll(db.pool, config);
	await loadEvents(steady.pool, steadyEvents, { config });
	await replayAll(steady.pool, config);
});

const report = (filters: object = {}) =>
	withReport(db, config, (context) => stepTimesReport(context, filtersSchema.parse(filters)));
const trend = (filters: object = {}, database = db) =>
	withReport(database, config, (context) => stepTrendReport(context, filtersSchema.parse(filters)));

const brief = (steps: StepDetail[]) =>
	steps.map(({ from, to, n, median, untimed }) => [
		`${from} ${to}`,
		n,
		median,
		...[untimed.implied, untimed.approximate, untimed.wrongOrder]
	]);

/** Of each step and month: n, untimed, open, lost and the median; months without entries are left out. */
const months = async (filters: object = {}) =>
	Object.fromEntries(
		(await trend(filters)).steps.map(({ from, to, months }) => [
			`${from} ${to}`,
			Object.fromEntries(
				months
					.filter(({ n, untimed, open, lost }) => n + untimed + open + lost > 0)
					.map(({ month, n, untimed, open, lost, median }) => [
						month.slice(0, 7),
						[n, untimed, open, lost, median]
					])
			)
		])
	);

describe('the steps', () => {
	test('have the durations of replay, and say what is left out', async () => {
		const { steps, groups } = await report();
		expect(groups).toEqual([]);
		expect(brief(steps)).toEqual([
			['lead sal', 5, 4, 1, 1, 0],
			['sal sql', 1, 8, 1, 1, 1],
			['sql client', 1, 20, 1, 0, 0]
		]);
		// 2, 2, 4, 10 and 14 days.
		expect(steps[0]).toMatchObject({
			p75: 10,
			p90: expect.closeTo(12.4, 9),
			leftOut: 2,
			bins: [0, 0, 2, 1, 2, 0, 0, 0],
			medianRange: [null, null]
		});
	});

	test('are those of the funnel and of the quality report', async () => {
		const filters = filtersSchema.parse({ by: ['channel'] });
		const { steps, groups } = await report(filters);
		const [funnel, quality] = await withReport(db, config, async (context) => [
			await funnelDurations(context, filters),
			await qualityReport(context, filters)
		]);
		const stages = (list: StepDetail[]) =>
			list.map(({ to, n, median, p90 }) => ({ stage: to, medianDays: median, p90Days: p90, timed: n }));
		expect(funnel.stages).toEqual(stages(steps));
		expect(funnel.groups).toEqual(groups.map((group) => ({ key: group.key, stages: stages(group.steps) })));
		expect(quality.steps).toEqual(
			steps.map(({ from, to, n, leftOut, untimed: { implied, approximate, wrongOrder } }) => ({
				...{ from, to, reached: n + leftOut, timed: n },
				...{ implied, approximate, negative: wrongOrder }
			}))
		);
	});

	test('follow the breakdown and the filters', async () => {
		const { steps, groups } = await report({ by: ['channel'] });
		expect(steps[0]).toMatchObject({ n: 5, median: 4 });
		const byKey = Object.fromEntries(groups.map(({ key, steps }) => [key as string, brief(steps)]));
		expect(byKey).toEqual({
			Ads: [
				['lead sal', 4, 3, 0, 0, 0],
				['sal sql', 1, 8, 0, 0, 0],
				['sql client', 1, 20, 0, 0, 0]
			],
			Mail: [
				['lead sal', 1, 10, 1, 1, 0],
				['sal sql', 0, null, 1, 1, 1],
				['sql client', 0, null, 1, 0, 0]
			]
		});
		expect(brief((await report({ values: { channel: ['Mail'] } })).steps)).toEqual(byKey.Mail);
		const pairs = await report({ by: ['channel', 'month'] });
		expect(pairs.groups.find(({ key }) => String(key) === 'Mail,2026-02-01')!.steps[0]).toMatchObject({
			n: 0,
			leftOut: 2
		});
	});

	test('are those that end in the range in period mode', async () => {
		const { steps } = await report({ mode: 'period', from: '2026-02-01', to: '2026-03-01' });
		expect(brief(steps)).toEqual([
			['lead sal', 2, 3, 1, 1, 0],
			['sal sql', 0, null, 1, 1, 0],
			['sql client', 1, 20, 1, 0, 0]
		]);
	});

	test('are those that end within the window', async () => {
		// The lead in the wrong order reached SAL by its SQL after five days; its own SAL came after ten.
		expect(brief((await report({ window: 5 })).steps)[0]).toEqual(['lead sal', 4, 3, 1, 0, 0]);
		expect(brief((await report({ window: 4 })).steps)[0]).toEqual(['lead sal', 3, 2, 1, 0, 0]);
	});

	test('are empty where the filters choose nobody', async () => {
		const nobody = { values: { channel: ['none such'] } };
		expect((await report({ ...nobody, by: ['channel'] })).groups).toEqual([]);
		expect((await report(nobody)).steps.map(({ n, leftOut, median }) => [n, leftOut, median])).toEqual([
			...[
				[0, 0, null],
				[0, 0, null],
				[0, 0, null]
			]
		]);
		expect(await months(nobody)).toEqual({ 'lead sal': {}, 'sal sql': {}, 'sql client': {} });
	});
});

describe('the trend', () => {
	test('is by local month of the own, exact entry; open leads count for as long as they are open', async () => {
		expect(await months()).toEqual({
			// February: 2, 4 and 14 days stand for two more without a time.
			'lead sal': {
				'2026-01': [2, 0, 0, 0, 2],
				'2026-02': [3, 2, 0, 0, 4],
				'2026-03': [0, 0, 1, 0, null]
			},
			'sal sql': {
				'2026-01': [1, 0, 0, 0, 8],
				'2026-02': [0, 0, 1, 1, null],
				'2026-03': [0, 0, 1, 0, null]
			},
			'sql client': { '2026-01': [1, 0, 1, 0, 20], '2026-02': [0, 0, 1, 0, null] }
		});
	});

	test('takes what is later than the as-of date for open', async () => {
		expect(await months({ asOf: '2026-02-05' })).toEqual({
			'lead sal': { '2026-01': [2, 0, 0, 0, 2], '2026-02': [1, 1, 1, 0, 2] },
			'sal sql': { '2026-01': [1, 0, 0, 0, 8], '2026-02': [0, 0, 1, 0, null] },
			'sql client': { '2026-01': [0, 0, 2, 0, null] }
		});
		const lost = { values: { channel: ['Ads'] } };
		expect((await months({ asOf: '2026-02-19', ...lost }))['sal sql']!['2026-02']).toEqual([
			...[0, 0, 2, 0, null]
		]);
		expect((await months({ asOf: '2026-02-20', ...lost }))['sal sql']!['2026-02']).toEqual([
			...[0, 0, 1, 1, null]
		]);
	});

	test('takes what is later than the window for open', async () => {
		// 2 and 4 days stand for two more; the slow one is open at five.
		expect((await months({ window: 5 }))['lead sal']).toEqual({
			'2026-01': [2, 0, 0, 0, 2],
			'2026-02': [2, 2, 1, 0, 4]
		});
	});

	test('has the entries of the range in period mode, whenever the step was made', async () => {
		expect(await months({ mode: 'period', from: '2026-02-01', to: '2026-03-01' })).toEqual({
			'lead sal': { '2026-02': [3, 2, 0, 0, 4] },
			'sal sql': { '2026-02': [0, 0, 1, 1, null] },
			'sql client': { '2026-02': [0, 0, 1, 0, null] }
		});
	});

	test('of a steady process does not fall in the months before the as-of date', async () => {
		const medians = async (asOf: string) => {
			const { steps } = await trend({ asOf }, steady);
			return steps[0]!.months.map(({ n, open, median }) => [n, open, median]);
		};
		const whole = [
			[31, 0, 10],
			[28, 0, 11]
		];
		expect(await medians('2026-06-30')).toEqual([
			...whole,
			[31, 0, 10],
			[30, 0, 11],
			[31, 0, 10],
			[0, 0, null]
		]);
		expect(await medians('2026-04-20')).toEqual([...whole, [31, 0, 10], [11, 9, 11]]);
		expect(await medians('2026-04-12')).toEqual([...whole, [30, 1, 10], [4, 8, 11]]);
		expect(await medians('2026-04-05')).toEqual([...whole, [26, 5, 10], [0, 5, null]]);
	});
});
