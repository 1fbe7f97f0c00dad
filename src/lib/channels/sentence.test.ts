import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { channelFigures, noCounts, sumCounts } from './figures.ts';
import type { ChannelsReport, Verdict } from './report.ts';
import { channelSentence, costsLess } from './sentence.ts';

interface Row {
	leads: number;
	clients: number;
	/** null: no costs are loaded. */
	cost: number | null;
	/** Clients to be expected in its weeks; absent: at the rate of all leads. */
	expected?: number;
	verdict?: Verdict;
	difference?: number;
}

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };

/** A report of the rows given, by channel. */
function report(given: Record<string, Row>, filters = {}): ChannelsReport {
	const chosen = filtersSchema.parse(filters);
	const names = Object.keys(given);
	const counts = names.map((name) => {
		const { leads, clients, cost } = given[name]!;
		return { ...noCounts(null), leads, clients, cost: cost === null ? null : cost * 100 };
	});
	const total = channelFigures(sumCounts(counts, null), settings);
	const cohort = chosen.mode === 'cohort';
	return {
		filters: chosen,
		asOf: '2024-06-25T23:59:59.999Z',
		model: null,
		dataVersion: 1,
		excluded: 0,
		timezone: 'UTC',
		currency: 'EUR',
		behindSeconds: 0,
		leads: total.leads,
		by: chosen.by.length > 0 ? chosen.by : ['channel'],
		recorded: ['lead', 'client'],
		unratedCosts: 0,
		noCosts: counts.every(({ cost }) => cost === null) ? { reason: 'none' } : null,
		margin: 1,
		minutesPerLead: 20,
		total,
		rows: names.map((name, i) => {
			const { expected, verdict = 'same', difference = null } = given[name]!;
			const average = total.conversion === null ? 0 : counts[i]!.leads * total.conversion;
			return {
				key: name,
				...channelFigures(counts[i]!, settings),
				expected: cohort ? (expected ?? average) : null,
				others: null,
				difference,
				differenceInterval: [null, null],
				verdict: cohort ? verdict : null
			};
		}),
		comparison: null
	};
}

/** The online school's leads, clients and costs. */
const school: Record<string, Row> = {
	Bloggers: { leads: 1089, clients: 39, cost: 13439 },
	CRM: { leads: 1656, clients: 24, cost: 0 },
	'Facebook Ads': { leads: 4850, clients: 202, cost: 33754.72 },
	'Google Ads': { leads: 4226, clients: 173, cost: 57798.6 },
	Organic: { leads: 2590, clients: 147, cost: 0 },
	Radio: { leads: 0, clients: 0, cost: 300 },
	SMM: { leads: 1730, clients: 91, cost: 7269.52 },
	Test: { leads: 159, clients: 3, cost: 50 },
	'Tiktok Ads': { leads: 2051, clients: 56, cost: 11985.67 },
	Webinar: { leads: 379, clients: 26, cost: 2874.04 }
};

describe('channelSentence, with costs', () => {
	it('sets the cheapest beside the channel with most spend, not the one with too few clients', () => {
		expect(channelSentence(report(school))[0]).toEqual({
			kind: 'costs',
			cheap: { key: 'SMM', cac: 7269.52 / 91 },
			dear: { key: 'Google Ads', cac: 57798.6 / 173 }
		});
	});

	it('sets the one whose clients cost most more beside it, if it is the cheapest itself', () => {
		const rows = {
			Google: { leads: 4000, clients: 300, cost: 30_000 },
			Meta: { leads: 2000, clients: 50, cost: 20_000 },
			Fair: { leads: 100, clients: 12, cost: 6000 }
		};
		expect(channelSentence(report(rows))).toEqual([
			{ kind: 'costs', cheap: { key: 'Google', cac: 100 }, dear: { key: 'Meta', cac: 400 } }
		]);
	});

	it('names two others where only they differ', () => {
		const rows = {
			Google: { leads: 1000, clients: 15, cost: 12_000 },
			SMM: { leads: 2000, clients: 23, cost: 11_000 },
			Meta: { leads: 2000, clients: 5, cost: 11_500 }
		};
		expect(channelSentence(report(rows))).toEqual([
			{ kind: 'costs', cheap: { key: 'SMM', cac: 11_000 / 23 }, dear: { key: 'Meta', cac: 2300 } }
		]);
	});

	it('says that differences could be chance, the more so the more are looked at', () => {
		const two = {
			Google: { leads: 1000, clients: 20, cost: 4000 },
			SMM: { leads: 1000, clients: 20, cost: 2000 }
		};
		expect(channelSentence(report(two))[0]).toMatchObject({ kind: 'costs' });
		const many = Object.fromEntries(
			Array.from({ length: 8 }, (_, i) => [`c${i}`, { leads: 1000, clients: 20, cost: 3000 - i }])
		);
		expect(channelSentence(report({ ...two, ...many }))).toEqual([
			{ kind: 'costsSame', key: 'Google', cac: 200, compared: 10, few: 0 }
		]);
	});

	it('counts what has too few clients to compare, and names what brings worse leads', () => {
		const rows = {
			Google: { leads: 1000, clients: 40, cost: 40_000 },
			SMM: { leads: 1000, clients: 38, cost: 36_000 },
			Broad: { leads: 400, clients: 2, cost: 9_000, verdict: 'worse' as const, difference: -0.023 }
		};
		expect(channelSentence(report(rows))).toEqual([
			{ kind: 'costsSame', key: 'Google', cac: 1000, compared: 2, few: 1 },
			{ kind: 'conversions', better: [], worse: [{ key: 'Broad', difference: -0.023 }] }
		]);
	});

	it('does not call a channel dear whose leads are young', () => {
		const rows = {
			Google: { leads: 4000, clients: 200, cost: 40_000 },
			Fresh: { leads: 1000, clients: 10, cost: 10_000 }
		};
		expect(channelSentence(report(rows))[0]).toMatchObject({ kind: 'costs', dear: { key: 'Fresh' } });
		const young = { Google: { ...rows.Google, expected: 199 }, Fresh: { ...rows.Fresh, expected: 11 } };
		expect(channelSentence(report(young))).toEqual([
			{ kind: 'costsSame', key: 'Google', cac: 200, compared: 2, few: 0 }
		]);
	});

	it('tells of money that brought no client, and of money that brought no lead', () => {
		const rows = {
			Google: { leads: 4000, clients: 90, cost: 90_000 },
			Display: { leads: 300, clients: 0, cost: 9200 }
		};
		expect(channelSentence(report(rows))).toMatchObject([
			{ kind: 'cost', cac: 99_200 / 90, few: true },
			{ kind: 'nothingFor', what: 'client', key: 'Display', cost: 9200, expected: 9.2 }
		]);
		const radio = { ...rows, Display: { leads: 0, clients: 0, cost: 900 } };
		expect(channelSentence(report(radio))[1]).toEqual({
			kind: 'nothingFor',
			what: 'lead',
			key: 'Display',
			cost: 900,
			expected: 40
		});
		const little = { ...rows, Display: { leads: 100, clients: 0, cost: 3000 } };
		expect(channelSentence(report(little))).toMatchObject([{ kind: 'cost', few: true }]);
	});

	it('has one paid channel alone, with its range', () => {
		const [part] = channelSentence(
			report({ Google: { leads: 400, clients: 4, cost: 1000 }, Mail: { leads: 400, clients: 20, cost: 0 } })
		);
		expect(part).toMatchObject({ kind: 'onlyCost', key: 'Google', cac: 250 });
		expect((part as { range: number[] }).range[0]).toBeCloseTo(97.22011773230587, 9);
	});

	it('leaves out what was paid back, and clients that cost nothing', () => {
		expect(
			channelSentence(
				report({
					Google: { leads: 400, clients: 4, cost: 1000 },
					Meta: { leads: 100, clients: 1, cost: 1000 },
					Mail: { leads: 400, clients: 20, cost: -50 }
				})
			)
		).toMatchObject([{ kind: 'cost', cac: 400, few: true }]);
	});

	it('has money without any client', () => {
		const rows = { Google: { leads: 40, clients: 0, cost: 1000 }, Meta: { leads: 2, clients: 0, cost: 10 } };
		expect(channelSentence(report(rows))).toEqual([{ kind: 'noClients', cost: 1010, leads: 42 }]);
		expect(channelSentence(report({ Radio: { leads: 0, clients: 0, cost: 300 } }))).toEqual([
			{ kind: 'noClients', cost: 300, leads: 0 }
		]);
	});

	it('says nothing of chance where clients are of other leads, and compares no months', () => {
		expect(channelSentence(report(school, { mode: 'period' }))).toEqual([
			{
				kind: 'costsPlain',
				cheap: { key: 'SMM', cac: 7269.52 / 91 },
				dear: { key: 'Google Ads', cac: 57798.6 / 173 }
			}
		]);
		expect(channelSentence(report(school, { by: ['month'] }))).toMatchObject([{ kind: 'cost', few: false }]);
	});
});

describe('channelSentence, without costs', () => {
	const row = (leads: number, clients: number, verdict?: Verdict, difference?: number): Row => ({
		leads,
		clients,
		cost: null,
		verdict,
		difference
	});

	it('names the channels whose leads convert better and worse, those that differ most', () => {
		const rows = {
			Mail: row(1656, 24, 'worse', -0.027),
			Organic: row(2590, 147, 'better', 0.021),
			SMM: row(1730, 91, 'better', 0.016),
			Webinar: row(379, 26, 'better', 0.035),
			Google: row(4226, 173, 'same', 0.001)
		};
		expect(channelSentence(report(rows))).toEqual([
			{
				kind: 'conversions',
				better: [
					{ key: 'Webinar', difference: 0.035 },
					{ key: 'Organic', difference: 0.021 }
				],
				worse: [{ key: 'Mail', difference: -0.027 }]
			}
		]);
	});

	it('says so where none differs, or none can be judged', () => {
		expect(channelSentence(report({ a: row(400, 20), b: row(400, 24) }))).toEqual([
			{ kind: 'conversionsSame' }
		]);
		expect(channelSentence(report({ a: row(40, 2, 'few'), b: row(40, 3, 'few') }))).toEqual([
			{ kind: 'counts', leads: 80, clients: 5 }
		]);
		expect(channelSentence(report({ a: row(400, 20), b: row(400, 24) }, { mode: 'period' }))).toEqual([
			{ kind: 'counts', leads: 800, clients: 44 }
		]);
		expect(channelSentence(report({}))).toEqual([]);
	});
});

describe('costsLess', () => {
	const { rows } = report({
		Google: { leads: 4000, clients: 200, cost: 40_000 },
		SMM: { leads: 1000, clients: 40, cost: 5000 },
		Fresh: { leads: 1000, clients: 10, cost: 10_000, expected: 11 },
		Mail: { leads: 1000, clients: 10, cost: 0 }
	});
	it.each([
		['Google', 'SMM', 2, false],
		// One pair alone, or the ends of ten rows: 45 pairs.
		['SMM', 'Google', 2, true],
		['SMM', 'Google', 10, false],
		// Its leads are young.
		['Google', 'Fresh', 2, false],
		['Google', 'Mail', 2, false],
		['SMM', 'Radio', 2, false]
	])('%s against %s, of %i: %s', (cheap, dear, pickedFrom, less) => {
		expect(costsLess(rows, cheap, dear, pickedFrom)).toBe(less);
	});
});
