/** The managers report against the definitions of METHODS taken literally: every lead by itself, one loop a sum. */
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/demo/random.ts';
import { comparedWithin } from '#lib/filters/names.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { readConfig } from '#lib/server/config.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { tail } from '#lib/stats/tail.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll } from '../support/load.ts';

const berlin = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
const DAY = 86_400_000;
const HOUR = 3_600_000;
const end = Date.UTC(2026, 6, 25);

const people = {
	Anna: { role: 'closer', team: 'North' },
	Boris: { role: 'closer', team: 'North' },
	Clara: { role: 'closer', team: 'South' },
	Dora: { role: 'closer' },
	Emil: { role: 'closer', team: 'South' },
	Fritz: { role: 'closer', team: 'North' },
	Gero: { role: 'presales', team: 'North' },
	Hanna: { role: 'presales' },
	Ida: {}
} as const;
type Name = keyof typeof people;
const names = Object.keys(people) as Name[];
/** What each makes of a lead, against the mean. */
const skills: Partial<Record<Name, number>> = { Boris: 0.3, Clara: 1.6 };

interface Lead {
	channel: string | null;
	arrived: number;
	/** Who had it, in order. */
	managers: Name[];
	sal: number | null;
	sql: number | null;
	client: number | null;
	lost: number | null;
	/** At acceptance. */
	temperature: number;
}

/** Three in four leads have a manager, some five of them; one channel has a single lead. */
function makeLead(random: Random, index: number): Lead {
	const arrived = Date.UTC(2026, 0, 1) + Math.floor(random.next() * 200 * DAY);
	const managers: Name[] = [];
	if (random.chance(0.85)) managers.push(names[random.weighted([4, 4, 4, 2, 4, 4, 3, 2, 1])]!);
	while (managers.length > 0 && managers.length < 5 && random.chance(0.2)) {
		const next = random.pick(names);
		if (next !== managers.at(-1)) managers.push(next);
	}
	const skill = skills[managers.at(-1)!] ?? 1;
	const later = (ms: number | null, chance: number) => {
		if (ms === null || !random.chance(Math.min(1, chance))) return null;
		const at = Math.round(ms + HOUR + random.exponential(9) * DAY);
		return at <= end ? at : null;
	};
	const sal = later(arrived + DAY, 0.8);
	const sql = later(sal, 0.75 * skill);
	const client = later(sql, 0.8 * skill);
	const lost = client === null ? later(sql ?? sal ?? arrived + DAY, 0.6) : null;
	const channel = index === 0 ? 'Once' : random.pick(['Ads', 'Ads', 'Fair', null]);
	const lead = { channel, arrived, managers, sal, sql, client, lost, temperature: random.below(3) };
	// A stage that nobody entered follows from the next.
	if (sql !== null && random.chance(0.1)) return { ...lead, sal: sql };
	return lead;
}

const eventsOf = (lead: Lead, index: number): object[] => {
	const event = (type: string, ms: number | null, more = {}) =>
		ms === null ? [] : [{ source: 'crm', lead: `L${index}`, type, at: new Date(ms).toISOString(), ...more }];
	return [
		...event('created', lead.arrived, { channel: lead.channel ?? undefined }),
		...lead.managers.flatMap((manager, i) => event('assigned', lead.arrived + (i + 1) * HOUR, { manager })),
		...(lead.sal === lead.sql ? [] : event('sal', lead.sal)),
		...event('sql', lead.sql),
		...event('client', lead.client),
		...event('refused', lead.lost)
	];
};

const berlinMonth = new Intl.DateTimeFormat('sv', {
	timeZone: 'Europe/Berlin',
	year: 'numeric',
	month: '2-digit'
});
/** `2026-05` in Berlin. */
const monthIn = (ms: number) => berlinMonth.format(ms);

interface Counted {
	manager: Name | null;
	stratum: string;
	month: string;
	made: boolean;
}

/** The leads of the base under the filters. */
function countedLeads(leads: Lead[], filters: Filters, asOf: number): Counted[] {
	const { base, goal, credit, window, within } = filters;
	return leads.flatMap((lead) => {
		if (window !== undefined && lead.arrived > asOf - window * DAY) return [];
		const channels = filters.values.channel;
		if (channels && !channels.includes(lead.channel ?? '')) return [];
		const reached = (ms: number | null) =>
			ms !== null && (window === undefined || ms <= lead.arrived + window * DAY);
		if (base === 'accepted' && !reached(lead.sal)) return [];
		const manager = (credit === 'first' ? lead.managers[0] : lead.managers.at(-1)) ?? null;
		const month = monthIn(base === 'accepted' ? lead.sal! : lead.arrived);
		const place: { role?: string; team?: string } = manager ? people[manager] : {};
		const group = { role: [place.role], team: [place.role, place.team], all: [] }[within];
		const kind = base === 'accepted' ? lead.temperature : null;
		return [
			{
				manager,
				stratum: JSON.stringify([group, lead.channel, month, kind]),
				month,
				made: reached(lead[goal])
			}
		];
	});
}

interface Sums {
	n: number;
	O: number;
	E: number;
	V: number;
	others: number;
}

/** Leads that are alike; those without a manager are nobody's others. */
const strataOf = (all: Counted[]): Counted[][] => [
	...Map.groupBy(
		all.filter(({ manager }) => manager !== null),
		({ stratum }) => stratum
	).values()
];

/** METHODS, section 2, of one manager. */
function sumsOf(strata: Counted[][], manager: Name, months?: string[]): Sums {
	const sums = { n: 0, O: 0, E: 0, V: 0, others: 0 };
	for (const everybody of strata) {
		if (months && !months.includes(everybody[0]!.month)) continue;
		const own = everybody.filter((lead) => lead.manager === manager);
		const [N, n] = [everybody.length, own.length];
		const K = everybody.filter(({ made }) => made).length;
		const o = own.filter(({ made }) => made).length;
		sums.n += n;
		sums.O += o;
		sums.E += (n * K) / N;
		if (N > 1) sums.V += (n * (N - n) * K * (N - K)) / (N ** 2 * (N - 1));
		if (N > n) sums.others += (n * (K - o)) / (N - n);
	}
	return sums;
}

/** A tenth ten times is a little less than one. */
const isTen = (events: number) => events > 10 - 1e-9;

const quantile = (values: number[], p: number) => {
	const sorted = values.toSorted((a, b) => a - b);
	const place = (sorted.length - 1) * p;
	const below = sorted[Math.floor(place)]!;
	return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
};

/** METHODS, section 6. */
function spreadOf(managers: Sums[]): { dispersion: number | null; spread: number } {
	const measured = managers.filter(({ E, V }) => isTen(E) && V > 0);
	const k = measured.length;
	if (k < 5) return { dispersion: null, spread: 0 };
	const z = measured.map(({ O, E, V }) => (O - E) / Math.sqrt(V));
	const [low, high] = [quantile(z, 0.1), quantile(z, 0.9)];
	const S = z.map((each) => Math.min(high, Math.max(low, each)) ** 2).reduce((a, b) => a + b);
	const phi = S / (k * (0.6787 + 0.26 / k));
	const w = measured.map(({ E, V }) => E ** 2 / V);
	const sum = w.reduce((a, b) => a + b);
	const squares = w.map((each) => each ** 2).reduce((a, b) => a + b);
	const tau2 = Math.max(0, (k * phi - (k - 1)) / (sum - squares / sum));
	return { dispersion: phi, spread: S > 0.6787 * k + 1.9 * Math.sqrt(k) + 1.35 ? Math.sqrt(tau2) : 0 };
}

const smaller = (O: number, E: number, V: number) => {
	const { atMost, atLeast } = tail(O, E, V);
	return Math.min(atMost, atLeast);
};

function expectRow(row: ManagerRow, { n, O, E, V, others }: Sums, spread: number): void {
	expect([row.base, row.made]).toEqual([n, O]);
	expect(row.expected).toBeCloseTo(E, 9);
	expect(row.variance).toBeCloseTo(V, 9);
	expect(row.others).toBeCloseTo(others, 9);
	if (E > 0) expect(row.ratio).toBeCloseTo(O / E, 9);
	else expect(row.ratio).toBeNull();
	if (!isTen(Math.max(O, E)) || V === 0) {
		expect(row).toMatchObject({ verdict: 'few', level: null, luck: null, limits: null });
		return;
	}
	const widened = V + (spread * E) ** 2;
	const t = smaller(O, E, widened);
	const level = t < 0.001 ? 'alarm' : t < 0.025 ? 'alert' : null;
	expect(row).toMatchObject({ level, verdict: level === null ? 'within' : O < E ? 'below' : 'above' });
	expect(row.luck).toBeCloseTo(smaller(O, E, V), 9);
	const { low95, high95, low998, high998 } = row.limits!;
	const ends = [
		[low95, 0.025],
		[low998, 0.001],
		[high95, 0.025],
		[high998, 0.001]
	] as const;
	for (const [limit, chance] of ends)
		if (limit > 0 && limit < 1) expect(smaller(limit * n, E, widened) / chance).toBeCloseTo(1, 5);
}

function expectReport(report: ManagersReport, all: Counted[], asOf: number): void {
	const strata = strataOf(all);
	const sums = new Map(names.map((name) => [name, sumsOf(strata, name)]));
	const { dispersion, spread } = spreadOf([...sums.values()]);
	expect(report.spread).toBeCloseTo(spread, 9);
	if (dispersion === null) expect(report.dispersion).toBeNull();
	else expect(report.dispersion).toBeCloseTo(dispersion, 9);
	const named = all.filter(({ manager }) => manager !== null);
	expect(report.rate).toBeCloseTo(named.filter(({ made }) => made).length / named.length, 9);

	const newest = named.map(({ month }) => month).filter((month) => month <= monthIn(asOf));
	const last = newest.toSorted().at(-1)!;
	const [year, month] = last.split('-').map(Number) as [number, number];
	const six = Array.from({ length: 6 }, (_, i) =>
		new Date(Date.UTC(year, month - 1 - i)).toISOString().slice(0, 7)
	);
	for (const row of report.rows) {
		if (row.key === null) {
			const none = all.filter(({ manager }) => manager === null);
			expect([row.base, row.made]).toEqual([none.length, none.filter(({ made }) => made).length]);
			expect(row).toMatchObject({ expected: null, verdict: null, level: null, luck: null, limits: null });
			continue;
		}
		expectRow(row, sums.get(row.key as Name)!, spread);
		if (row.base === 0) continue;
		const run = sumsOf(strata, row.key as Name, six);
		expect(row.run!.observed).toBe(run.O);
		expect(row.run!.expected).toBeCloseTo(run.E, 9);
		expect(row.run!.variance).toBeCloseTo(run.V, 9);
		const enough = isTen(Math.max(run.O, run.E)) && run.V > 0;
		const signal =
			enough && smaller(run.O, run.E, run.V) < 0.001 ? (run.O < run.E ? 'below' : 'above') : null;
		expect(row.run!.signal).toBe(signal);
	}
}

const cases = (['last', 'first'] as const).flatMap((credit) =>
	(['client', 'sql'] as const).flatMap((goal) =>
		(['accepted', 'all'] as const).flatMap((base) => [
			...comparedWithin.map((within) => ({ credit, goal, base, within })),
			{ credit, goal, base, window: 30 },
			{ credit, goal, base, values: { channel: ['Ads'] } }
		])
	)
);

describe.each([
	{ seed: 1, count: 700 },
	{ seed: 2, count: 300 }
])('$count random leads', async ({ seed, count }) => {
	const db = await testDatabase();
	const random = createRandom(`managers ${seed}`);
	const leads = Array.from({ length: count }, (_, index) => makeLead(random, index));
	const asOf = Math.max(
		...leads.flatMap(({ arrived, sal, sql, client, lost }) => [
			arrived,
			sal ?? 0,
			sql ?? 0,
			client ?? 0,
			lost ?? 0
		])
	);

	test('with every credit, goal, base and comparison, alone and with other filters', async () => {
		await changeSettings(db.pool, { managers: people });
		await loadEvents(db.pool, leads.flatMap(eventsOf), { config: berlin });
		await replayAll(db.pool, berlin);
		const temperatures = Object.fromEntries(leads.map(({ temperature }, i) => [`L${i}`, temperature]));
		await db.pool.query(
			`UPDATE lead_rows l SET accepted_temperature = ($1::jsonb ->> r.external_id)::smallint FROM records r
			WHERE r.record_id = l.lead_id AND l.accepted IS NOT NULL`,
			[JSON.stringify(temperatures)]
		);
		const levels = new Set<string | null>();
		await withReport(db, berlin, async (context) => {
			for (const each of cases) {
				const filters = filtersSchema.parse(each);
				const report = await managersReport({ ...context, model: 'model' }, filters);
				expectReport(report, countedLeads(leads, filters, asOf), asOf);
				for (const { level } of report.rows) levels.add(level);
			}
		});
		expect(levels).toContain('alarm');
	});
});
