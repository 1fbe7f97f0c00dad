/** Leads with their hits, read once for the sections that judge them. */
import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { knownModel } from '#lib/scoring/count-evidence.ts';
import { structureOf } from '#lib/scoring/structure.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { auditedLeads, judgedLeads } from '#lib/server/scoring/kept-leads.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const model = smallModel();

const load = async (lead: string) => {
	const created = { lead, source: 'crm', type: 'created', at: '2026-01-01T10:00:00Z', channel: 'Fair' };
	await loadText(db.pool, JSON.stringify({ ...created, attributes: { Budget: 'approved' } }), {
		file: `${lead}.ndjson`
	});
	await bringUpToDate(db.pool, utcConfig);
};

const judged = (of = model, filters: object = {}) =>
	withReport(db, utcConfig, (context) => judgedLeads(context, filtersSchema.parse(filters), of));
const audited = () =>
	withReport(db, utcConfig, (context) => auditedLeads(context, filtersSchema.parse({}), model));

it('are the same for other points, others for other filters and data', async () => {
	await load('a');
	const first = await judged();
	expect(first.facts.createdAt.length).toBe(1);
	expect(first.structure).toEqual(structureOf(model));
	const rules = model.rules.map((rule) => ({ ...rule, points: rule.points + 1 }));
	expect(await judged(smallModel({ rules }))).toBe(first);
	expect(await judged(smallModel({ rules: rules.slice(1) }))).toBe(first);
	const filtered = await judged(model, { values: { channel: ['!Fair'] } });
	expect(filtered.facts.createdAt.length).toBe(0);
	expect(await judged()).toBe(first);
	await load('b');
	expect((await judged()).facts.createdAt.length).toBe(2);
});

it('hold for an audit which answers are known, in one reading or in another of these alone', async () => {
	const before = await judged();
	const second = await audited();
	expect(second.judged).toBe(before);
	expect(second.known.structure).toEqual(structureOf(knownModel(model)));
	await load('c');
	const alone = await audited();
	expect(alone.known).toBe(alone.judged);
	expect(alone.judged.structure).toEqual(structureOf(model, knownModel(model)));
	expect(await judged()).toBe(alone.judged);
});
