import { statSync } from 'node:fs';
import { loadFile, readMappingFile } from '#lib/server/ingest/load-file.ts';
import { isExport, loadExport } from '#lib/server/export/load-export.ts';
import { fileSource } from '#lib/server/ingest/read-bytes.ts';
import type { LoadResult } from '#lib/server/ingest/load-rows.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';
import { UserError } from './user-error.ts';

/** What `load --json` prints of one file. */
type FileResult = Omit<LoadResult, 'problem'> & {
	file: string;
	problem: string | null;
	seconds: number;
};

/**
 * `sluice load FILE…`: a file that cannot be read at all does not keep the others out. An export goes into an empty
 * installation as it is.
 */
export const load = (call: Call): Promise<void> => loadFiles(call, 'events');

/** `sluice costs FILE…`: the same for what channels cost. */
export const costs = (call: Call): Promise<void> => loadFiles(call, 'costs');

async function loadFiles({ words, options, config, open }: Call, kind: 'events' | 'costs'): Promise<void> {
	const command = kind === 'costs' ? 'costs' : 'load';
	if (words.length === 0)
		throw new UserError(`Name the files to load: sluice ${command} FILE… [--mapping M.json]`);
	const mapping = options.mapping === undefined ? null : await readMappingFile(String(options.mapping), kind);
	const source = options.source === undefined ? null : String(options.source);
	const dryRun = options['dry-run'] === true;
	const db = await open();
	const results: FileResult[] = [];
	const problems: string[] = [];
	for (const file of words) {
		const started = performance.now();
		const bar = progressBar(file);
		const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
		const progress = (counts: { rows: { read: number } }, bytes: number) => {
			const perSecond = Math.round((counts.rows.read / (performance.now() - started)) * 1000);
			const note = ` rows of ${file}, ${perSecond.toLocaleString('en')}/s`;
			bar.show(bytes, size, note);
		};
		try {
			const { problem, ...result } =
				kind === 'events' && (await isExport(await fileSource(file)))
					? await loadExport(db.pool, config, await fileSource(file), { dryRun, progress })
					: await loadFile(db.pool, config, file, { mapping, kind, source, dryRun, progress });
			bar.end();
			const seconds = (performance.now() - started) / 1000;
			results.push({ file, ...result, problem: problem?.message ?? null, seconds });
			if (!options.json) console.log(summary(results.at(-1)!, kind, dryRun));
		} catch (error) {
			bar.end();
			if (!(error instanceof Error) || error.name !== 'FileProblem') throw error;
			problems.push(error.message);
			console.error(`sluice: ${error.message}`);
		}
	}
	if (results.length && !dryRun) {
		const bar = progressBar('Recalculating');
		await bringUpToDate(db.pool, config, ({ leads, of }) => bar.show(leads, of));
		bar.end();
	}
	if (options.json && results.length) console.log(JSON.stringify(words.length === 1 ? results[0] : results));
	const readable = ({ rows, problem }: FileResult) => problem === null && rows.quarantined < rows.read;
	if (problems.length || !results.every(readable)) process.exitCode = 1;
}

const n = (value: number) => value.toLocaleString('en');

function summary(
	{ file, rows, events, leads, reasons, warnings, problem, seconds }: FileResult,
	kind: 'events' | 'costs',
	dryRun: boolean
): string {
	const lines = [
		`${file}: ${n(rows.read)} rows read in ${seconds.toFixed(1)} s${dryRun ? ' (a trial: nothing was kept)' : ''}`,
		`  rows    ${n(rows.accepted)} accepted, ${n(rows.corrected)} corrected, ${n(rows.known)} known, ${n(rows.ignored)} ignored, ${n(rows.quarantined)} not loaded`
	];
	if (kind === 'events')
		lines.push(
			`  events  ${n(events.accepted)} new, ${n(events.corrected)} corrected, ${n(events.withdrawn)} withdrawn, ${n(events.known)} known`,
			`  leads   ${n(leads.new)} new, ${n(leads.joined)} merged as one person with another`
		);
	for (const { reason, count } of reasons) lines.push(`  not loaded  ${n(count)} × ${reason}`);
	for (const { warning, count } of warnings) lines.push(`  note        ${n(count)} × ${warning}`);
	if (problem) lines.push(`  stopped     ${problem}`);
	return lines.join('\n');
}
