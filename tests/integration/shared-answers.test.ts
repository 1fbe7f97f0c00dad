/** What leads had answered and done by their decision, read from the log. */
import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { readShared } from '#lib/server/reports/shared.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, utcConfig } from '../support/load.ts';

const db = await testDatabase();

interface Line {
	lead: string;
	type: string;
	at: string;
	activity?: string;
	attributes?: Record<string, string>;
}

const load = async (lines: Line[]) => {
	const text = lines.map((line) => JSON.stringify({ source: 'crm', ...line })).join('\n');
	await loadText(db.pool, text, { file: 'events.ndjson' });
	await bringUpToDate(db.pool, utcConfig);
};

const shared = (more: object = {}) =>
	withReport(db, utcConfig, (context) => readShared(context, filtersSchema.parse(more)));

it('takes answers as they stood at the decision, and tells what came later', async () => {
	await load([
		// Decided on 14 days after it came: the later of two answers in time counts, the one after does not.
		{ lead: 'a', type: 'created', at: '2026-01-01T10:00:00Z', attributes: { Budget: 'none', Size: '5' } },
		{ lead: 'a', type: 'profile', at: '2026-01-03', attributes: { Budget: 'asked' } },
		{ lead: 'a', type: 'profile', at: '2026-02-03', attributes: { Budget: 'approved' } },
		{ lead: 'a', type: 'activity', at: '2026-01-01T10:00:00Z', activity: 'webinar' },
		{ lead: 'a', type: 'activity', at: '2026-02-01T10:00:00Z', activity: 'invoice' },
		{ lead: 'a', type: 'client', at: '2026-02-10' },
		// Accepted within the hour: what happens at that instant is too late.
		{ lead: 'b', type: 'created', at: '2026-01-05T10:00:00Z', attributes: { Budget: 'none' } },
		{ lead: 'b', type: 'sal', at: '2026-01-05T11:00:00Z' },
		{ lead: 'b', type: 'activity', at: '2026-01-05T11:00:00Z', activity: 'webinar' },
		{ lead: 'b', type: 'activity', at: '2026-01-05T12:00:00Z', activity: 'invoice' },
		{ lead: 'c', type: 'created', at: '2026-01-06T10:00:00Z' },
		// Too young to know.
		{ lead: 'd', type: 'created', at: '2026-05-30T10:00:00Z', attributes: { Budget: 'none' } },
		{ lead: 'e', type: 'created', at: '2026-06-01T10:00:00Z' }
	]);
	const report = await shared();
	expect([report.n, report.clients, report.leftOut]).toEqual([3, 1, 2]);
	const actions = report.rows.filter(({ part }) => part.kind === 'did');
	expect(
		actions.map(({ part, leads, clients, ever, late }) => [
			part.kind === 'did' && part.activity,
			leads,
			clients,
			ever,
			late
		])
	).toEqual([
		['webinar', 1, 1, 2, 1],
		['invoice', 0, 0, 2, 2]
	]);
});

it('tells of each value whoever had it in time, and of those who told nothing', async () => {
	const lines: Line[] = [];
	for (let i = 0; i < 60; i++) {
		const at = `2026-01-${String(10 + (i % 10)).padStart(2, '0')}T10:00:00Z`;
		const attributes = i < 20 ? { Plan: 'large' } : i < 40 ? { Plan: String(i) } : undefined;
		lines.push({ lead: `p${i}`, type: 'created', at, attributes });
		if (i < 20 && i % 4) lines.push({ lead: `p${i}`, type: 'client', at: '2026-02-01' });
	}
	await load(lines);
	const { rows, attributes } = await shared({ values: { 'attr.Plan': ['!none such'] } });
	const plan = rows.filter(({ part }) => part.kind !== 'did' && part.attribute === 'Plan');
	// An attribute that is a text for some leads and a number for others: values beside ranges.
	expect(plan.find(({ part }) => part.kind === 'is')).toMatchObject({
		part: { value: 'large' },
		leads: 20,
		clients: 15,
		verdict: 'more',
		leak: { by: null }
	});
	expect(
		plan.flatMap(({ part, leads }) => (part.kind === 'range' ? [[part.from, part.to, leads]] : [])).sort()
	).toEqual([
		[20, 23, 4],
		[24, 27, 4],
		[28, 31, 4],
		[32, 35, 4],
		[36, 39, 4]
	]);
	expect(plan.find(({ part }) => part.kind === 'missing')).toMatchObject({ leads: 23, clients: 1 });
	expect(attributes.find(({ attribute }) => attribute === 'Plan')!.iv).toBeGreaterThan(0);
});

it('takes what was told at one instant in the order of replay, whatever the keys of the events', async () => {
	const lines: Line[] = [];
	for (let i = 0; i < 10; i++) {
		const [lead, at] = [`same${i}`, '2026-03-01T10:00:00Z'];
		// A form comes after the request that it was sent with: its answer is the later one.
		lines.push({ lead, type: 'created', at, attributes: { Colour: 'first' } });
		lines.push({ lead, type: 'profile', at, attributes: { Colour: `then ${i % 2}` } });
	}
	await load(lines);
	const { rows } = await shared();
	const told = rows.flatMap(({ part, leads }) =>
		part.kind === 'is' && part.attribute === 'Colour' ? [[part.value, leads]] : []
	);
	expect(told.sort()).toEqual([
		['first', 0],
		['then 0', 5],
		['then 1', 5]
	]);
});
