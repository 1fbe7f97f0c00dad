/** The demo company's answer that is written down with hindsight, through the ordinary loader. */
import { beforeAll, expect, test } from 'vitest';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { leak } from '#lib/demo/leak.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { readAudit } from '#lib/server/reports/audit.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { readShared } from '#lib/server/reports/shared.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';
import { companyOf } from '../support/simulated-managers.ts';

const db = await testDatabase();
const company = companyOf('own', 7, 2500);
const config = readConfig({ SLUICE_TIMEZONE: company.timezone });

beforeAll(async () => {
	const text = Array.from(createDemo(company).lines(), (line) => `${line.text}\n`).join('');
	await loadText(db.pool, text, { config, file: 'demo.ndjson' });
	await replayAll(db.pool, config);
}, 120_000);

test('is the only thing that knows the answer in advance, of all that clients share', async () => {
	const { rows } = await withReport(db, config, (context) => readShared(context, filtersSchema.parse({})));
	expect(rows.length).toBeGreaterThan(40);
	const flagged = rows.filter((row) => row.leak.by !== null).map(({ part }) => part);
	// Those who do not have it are the rest: what the one knows, the other does.
	expect(flagged.map(({ kind }) => kind).sort()).toEqual(['is', 'missing']);
	expect(flagged.map((part) => part.kind !== 'did' && part.attribute)).toEqual([
		leak.attribute,
		leak.attribute
	]);
});

test('is the only rule of a model that is said to', async () => {
	const model = smallModel();
	const when = { attribute: leak.attribute, op: 'eq' as const, value: leak.value };
	const planted = { ...model.rules[0]!, key: 'planted', label: 'Customer group', when };
	const { rules } = await withReport(db, config, (context) =>
		readAudit(context, filtersSchema.parse({}), { ...model, rules: [...model.rules, planted] })
	);
	const found = rules.filter(({ findings }) => findings.includes('leak'));
	expect(found.map(({ key }) => key)).toEqual(['planted']);
});
