/** Points suggested for X Education's hand-made model, against the figures of an independent implementation. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { delong } from '#lib/scoring/delong.ts';
import { fitPenalised } from '#lib/scoring/penalised-logistic.ts';
import { parseModel } from '#lib/scoring/model.ts';
import { columnsOf, ruleColumns } from '#lib/scoring/suggest-columns.ts';
import { suggestPoints } from '#lib/scoring/suggest.ts';
import { giveWay } from '#lib/server/give-way.ts';
import { loadFile, readMappingFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { judgeModel } from '#lib/server/scoring/judged.ts';
import { testDatabase } from '../support/database.ts';
import { utcConfig } from '../support/load.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);
if (!here) console.warn(`A suggestion for real leads is not compared: there is no folder ${data}.`);

/** The fixture xeducation-suggestion. */
const live = 0.8457479642763331;
const unrounded = 0.8665418965064355;

describe.runIf(here)('X Education', async () => {
	const db = await testDatabase();

	it('has better points for its rules', async () => {
		await loadFile(db.pool, utcConfig, join(data, 'xeducation/leads.csv'), {
			mapping: await readMappingFile(join(data, 'xeducation/mapping.json')),
			source: null
		});
		await bringUpToDate(db.pool, utcConfig);
		const model = parseModel(JSON.parse(readFileSync(join(data, 'xeducation/model.json'), 'utf8')));
		const { counts, cohort } = await withReport(db, utcConfig, (context) =>
			judgeModel(context, filtersSchema.parse({}), model)
		);
		const { isClient } = cohort;

		const training = 6468;
		const columns = ruleColumns(model, counts, isClient, training, new Set());
		const { rows, offset } = columnsOf(model, counts, columns);
		const signs = new Int8Array(9);
		const fit = await giveWay(fitPenalised({ rows, isClient, from: 0, to: training, signs, offset, c: 1 }));
		if (fit.end !== 'found') throw new Error(fit.end);
		const score = new Float64Array(9240).map((_, i) => {
			let sum = 0;
			for (let e = rows.start[i]!; e < rows.start[i + 1]!; e++)
				sum += rows.value[e]! * fit.weights[rows.column[e]!]!;
			return sum;
		});
		const newer = score.subarray(training);
		expect(delong(isClient.subarray(training), newer, newer)!.aucA).toBeCloseTo(unrounded, 4);

		const suggestion = await giveWay(suggestPoints(model, counts, isClient, new Set()));
		const { comparison, ...found } = suggestion.found!;
		expect([suggestion.training.leads, suggestion.test.leads]).toEqual([training, 2772]);
		expect(comparison.aucB).toBeCloseTo(live, 10);
		expect(Math.abs(comparison.aucA - unrounded)).toBeLessThan(0.005);
		expect(found).toMatchObject({ verdict: 'better', scale: 'same' });
		// Its points say the opposite of what the past does, as long as those who stay longer have other points.
		expect(suggestion.rules.filter(({ held }) => held).map(({ key }) => key)).toEqual([
			'short-visit',
			'visits'
		]);
	});
});
