/** Every figure of a funnel opens to exactly its leads, and paging visits each of them once. */
import { beforeAll, expect, test } from 'vitest';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { handoverStates, leadSorts } from '#lib/filters/names.ts';
import type { Handover, HandoverRow } from '#lib/channels/report.ts';
import type { FunnelReport } from '#lib/funnel/report.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

beforeAll(async () => {
	const demo = createDemo({
		leads: 300,
		seed: 'figures',
		until: new Date('2026-11-01T00:00:00Z'),
		timezone: 'UTC',
		currency: 'EUR'
	});
	const text = Array.from(demo.lines(), (line) => `${line.text}\n`).join('');
	const { problem, rows } = await loadText(db.pool, text, { file: 'demo.ndjson' });
	expect([problem, rows.accepted > 3000]).toEqual([null, true]);
	await replayAll(db.pool);
});

const count = async (context: ReportContext, filters: Filters, selection: object): Promise<number> =>
	(await listLeads(context, filters, leadSelectionSchema.parse({ ...selection, limit: 1 }))).total;

type Figure = [name: string, figure: number, selection: object];

const figuresOf = ({ stages, reasons }: FunnelReport): Figure[] => [
	...stages.flatMap((row): Figure[] => [
		[`${row.stage} reached`, row.reached, { reached: row.stage }],
		[`${row.stage} implied`, row.implied, { implied: row.stage }],
		[`${row.stage} out of order`, row.outOfOrder, { outOfOrder: row.stage }],
		[`${row.stage} returned`, row.returned, { returned: row.stage }],
		...(['open', 'refused', 'unfit', 'junk'] as const).map((ended): Figure => [
			`${row.stage} ${ended}`,
			row[ended],
			{ deepest: row.stage, ended }
		])
	]),
	...reasons.map(({ lostFrom, outcome, reason, count: leads }): Figure => [
		`${lostFrom} ${outcome} ${reason}`,
		leads,
		{ deepest: lostFrom, ended: outcome, reason: reason ?? '' }
	])
];

const range = { from: '2026-03-01', to: '2026-08-01' };
const period = { mode: 'period', ...range };

const filterCases: [string, object][] = [
	['all', {}],
	['a range', range],
	['a window', { window: 30 }],
	['a window of a range', { ...range, window: 10 }],
	['a period', period],
	['a period with a window', { ...period, window: 60 }],
	['a period without ends', { mode: 'period' }],
	['an open period', { mode: 'period', from: '2026-06-01' }],
	['an as-of date', { asOf: '2026-06-30', window: 30 }],
	['values', { values: { channel: ['!Google Ads', '!'], manager: ['!'] }, window: 90 }],
	['outcomes in a period', { ...period, values: { outcome: ['refused', 'junk'] } }]
];

test.each(filterCases)('the figures of %s', async (_name, filters) => {
	await withReport(db, utcConfig, async (context) => {
		const parsed = filtersSchema.parse(filters);
		const report = await funnelReport(context, parsed);
		expect(report.leads).toBeGreaterThan(20);
		const figures = figuresOf(report);
		const listed: [string, number][] = [];
		for (const [name, , selection] of figures) listed.push([name, await count(context, parsed, selection)]);
		expect(listed).toEqual(figures.map(([name, figure]) => [name, figure]));

		const sums = report.stages.reduce((sum, row) => sum + row.open + row.refused + row.unfit + row.junk, 0);
		const lost = report.stages.reduce((sum, row) => sum + row.refused + row.unfit + row.junk, 0);
		expect(report.reasons.reduce((sum, reason) => sum + reason.count, 0)).toBe(lost);
		if (parsed.mode === 'cohort') {
			expect(sums + report.stages.at(-1)!.reached).toBe(report.leads);
			expect(report.leads).toBe(await count(context, parsed, {}));
			for (let i = 1; i < report.stages.length; i++)
				expect(report.stages[i]!.reached).toBeLessThanOrEqual(report.stages[i - 1]!.reached);
		}
	});
});

const handoverFigures = ({ total, channels, managers, reasons }: Handover): [Figure, object?][] => [
	...rowFigures('', total).map((figure): [Figure] => [figure]),
	...channels.slice(0, 4).flatMap((row) => inRow('channel', row)),
	...managers.slice(0, 4).flatMap((row) => inRow('manager', row)),
	...reasons.map(({ how, reason, count: leads }): [Figure] => {
		const ended = how === 'returned' ? 'open' : how;
		return [[`${how} ${reason}`, leads, { handover: 'rejected', ended, reason: reason ?? '' }]];
	})
];
const inRow = (name: string, row: HandoverRow) =>
	rowFigures(`${name} ${row.key} `, row).map((figure): [Figure, object] => [
		figure,
		{ [name]: [row.key ?? ''] }
	]);
const rowFigures = (name: string, row: Omit<HandoverRow, 'key'>): Figure[] => [
	[`${name}mql`, row.mql, { reached: 'mql' }],
	...handoverStates.map((handover): Figure => [`${name}${handover}`, row[handover], { handover }]),
	[`${name}sql`, row.sql, { handover: 'accepted', reached: 'sql' }],
	[`${name}clients`, row.clients, { handover: 'accepted', reached: 'client' }]
];

test.each(filterCases)('the hand-over of %s adds up and opens', async (_name, filters) => {
	await withReport(db, utcConfig, async (context) => {
		const parsed = filtersSchema.parse(filters);
		const report = (await handoverReport(context, parsed))!;
		const { total, channels, managers, reasons } = report;
		expect(total.mql).toBeGreaterThan(10);
		expect(total.accepted + total.rejected + total.waiting).toBe(total.mql);
		for (const rows of [channels, managers])
			for (const name of ['mql', 'accepted', 'rejected', 'waiting', 'sql', 'clients'] as const)
				expect([name, rows.reduce((sum, row) => sum + row[name], 0)]).toEqual([name, total[name]]);
		expect(reasons.reduce((sum, row) => sum + row.count, 0)).toBe(total.rejected);

		for (const [[name, figure, selection], values] of handoverFigures(report)) {
			// A row's value is one of those that the filter lets in.
			const within = values ? { ...parsed, values: { ...parsed.values, ...values } } : parsed;
			expect([name, await count(context, within, selection)]).toEqual([name, figure]);
		}
	});
});

test.each(['channel', 'manager', 'firstManager', 'outcome', 'stage', 'source'])(
	'the groups by %s open to their leads, and add up',
	async (by) => {
		await withReport(db, utcConfig, async (context) => {
			const filters = filtersSchema.parse({ by: [by], ...range });
			const report = await funnelReport(context, filters);
			for (const { key, leads } of report.groups) {
				const values = { [by]: [(key as string | null) ?? ''] };
				expect([key, await count(context, { ...filters, values }, {})]).toEqual([key, leads]);
			}
			expect(report.groups.reduce((sum, group) => sum + group.leads, 0)).toBe(report.leads);
		});
	}
);

test('two breakdowns add up to one', async () => {
	await withReport(db, utcConfig, async (context) => {
		const of = async (by: string[]) => (await funnelReport(context, filtersSchema.parse({ by }))).groups;
		const pairs = await of(['channel', 'month']);
		for (const { key, leads } of await of(['channel'])) {
			const parts = pairs.filter((pair) => Array.isArray(pair.key) && pair.key[0] === key);
			expect(parts.reduce((sum, part) => sum + part.leads, 0)).toBe(leads);
		}
	});
});

test.each(leadSorts)('pages by %s visit each lead once, in order', async (sort) => {
	await withReport(db, utcConfig, async (context) => {
		const filters = filtersSchema.parse({ window: 30 });
		const select = (more: object) =>
			listLeads(context, filters, leadSelectionSchema.parse({ sort, reached: 'iql', ...more }));
		const whole = await select({ limit: 1000 });
		const ids: string[] = [];
		let after: string | undefined;
		do {
			const page = await select({ limit: 17, after });
			ids.push(...page.leads.map(({ id }) => id));
			expect(page.total).toBe(whole.total);
			after = page.next ?? undefined;
		} while (after);
		expect(ids).toEqual(whole.leads.map(({ id }) => id));
		expect(new Set(ids).size).toBe(whole.total);
	});
});

test('a search finds names, ids, addresses and numbers, whatever their case', async () => {
	await withReport(db, utcConfig, async (context) => {
		const filters = filtersSchema.parse({});
		const { rows } = await db.pool.query<{ lead_id: string; key: string }>(
			`SELECT r.lead_id, min(k.key) AS key FROM record_keys k JOIN records r USING (record_id)
			WHERE k.key NOT IN (SELECT key FROM shared_keys) GROUP BY 1 ORDER BY 1 LIMIT 5`
		);
		for (const { lead_id, key } of rows) {
			const found = await listLeads(context, filters, leadSelectionSchema.parse({ q: key.toUpperCase() }));
			expect(found.leads.map(({ id }) => id)).toContain(lead_id);
		}
		expect(await count(context, filters, { q: "nobody's %_ name" })).toBe(0);
	});
});
