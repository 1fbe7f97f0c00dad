import { loadFile } from '../ingest/load-file.ts';
import type { LoadCounts } from '../ingest/load-rows.ts';
import type { Jobs } from './queue.ts';
import type { Workplace } from './workplace.ts';

/** Milliseconds between two notes of how far a trial has come. */
const NOTE_EVERY = 500;

/**
 * Tries an upload as it is to be read, and keeps the result in `uploads.trial`: a LoadResult with the problem as text.
 * If the way of reading was changed meanwhile, the result is dropped.
 */
export async function trialTask(
	{ pool, config, log }: Workplace,
	{ uploadId }: Jobs['trial']
): Promise<void> {
	const { rows } = await pool.query(
		'SELECT file, path, mapping, preset, source, sheet, dates FROM uploads WHERE id = $1',
		[uploadId]
	);
	const upload = rows[0];
	if (!upload) return;
	let noted = 0;
	let noting: Promise<unknown> = Promise.resolve();
	const progress = ({ rows: { read } }: LoadCounts, bytes: number) => {
		const now = performance.now();
		if (now - noted < NOTE_EVERY) return;
		noted = now;
		const note = JSON.stringify({ rows: read, bytes });
		// The next one tells more, and the result all. A change of the upload ends the trial for its page.
		noting = pool
			.query('UPDATE uploads SET trial_progress = $2 WHERE id = $1 AND trial_progress IS NOT NULL', [
				...[uploadId, note]
			])
			.catch(() => {});
	};
	const { file, path, mapping, preset, source, sheet, dates } = upload;
	const options = { mapping, preset, source, sheet, dates, name: file, dryRun: true, progress };
	const result = await loadFile(pool, config, path, options).catch((error: unknown) => {
		if (!(error instanceof Error && error.name === 'FileProblem'))
			log.error({ err: error }, 'A trial failed.');
		return { problem: error };
	});
	await noting;
	const problem = result.problem instanceof Error ? result.problem.message : result.problem;
	await pool.query(
		`UPDATE uploads SET trial = $2, trial_progress = NULL WHERE id = $1
			AND (mapping, preset, source, sheet, dates)
				IS NOT DISTINCT FROM ($3::jsonb, $4::text, $5::text, $6::text, $7::text[])`,
		[
			uploadId,
			JSON.stringify({ ...result, problem }),
			mapping && JSON.stringify(mapping),
			preset,
			source,
			sheet,
			dates
		]
	);
}
