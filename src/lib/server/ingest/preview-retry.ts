/** What rows that were not loaded would become by a changed mapping. */
import type pg from 'pg';
import { parseMapping } from '#lib/events/mapping-schema.ts';
import type { Config } from '../config.ts';
import { formOfLoad, pageOfRows, type QuarantineSelection } from '../reports/quarantine.ts';
import { faultsByPlace, noPreview, type Preview } from './draft.ts';
import { FileProblem } from './file-problem.ts';
import { parseContext } from './parse-context.ts';
import { anyReader, previewRows } from './preview.ts';
import { rowOfText } from './row-text.ts';

/** Rows that are tried; of these the first are shown. */
const TRIED = 1000;
const SHOWN = 50;

export interface RetryPreview extends Preview {
	/** Rows tried, and how many of them would go in. */
	tried: number;
	loaded: number;
}

export async function previewRetry(
	pool: pg.Pool,
	config: Config,
	selection: QuarantineSelection & { load: number },
	json: Record<string, unknown>
): Promise<RetryPreview> {
	const none = { ...noPreview, tried: 0, loaded: 0 };
	const form = await formOfLoad(pool, selection.load);
	const parsed = parseMapping(json);
	if ('problem' in parsed)
		return { ...none, faults: faultsByPlace(parsed.faults), problems: [parsed.problem] };
	const { mapping } = parsed;
	const rows = await pageOfRows(pool, { ...selection, after: undefined }, TRIED);
	const context = await parseContext(pool, config, form?.source ?? mapping.source ?? null);
	try {
		const reader = anyReader(form?.file ?? '', mapping, form?.header ?? null, context);
		const raw = rows.map(({ line, text }) => rowOfText(line, text, form?.header ?? null, form?.readAs ?? {}));
		for (const row of raw) reader.see(row);
		reader.decide();
		const shown = previewRows(raw, reader);
		return {
			...none,
			rows: shown.slice(0, SHOWN),
			tried: shown.length,
			loaded: shown.filter((row) => row.kind === 'loaded').length
		};
	} catch (error) {
		if (!(error instanceof FileProblem)) throw error;
		return { ...none, problems: [error.message] };
	}
}
