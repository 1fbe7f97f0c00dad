import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { findPreset } from '#lib/events/presets/presets.ts';
import { isExport, loadExport } from '#lib/server/export/load-export.ts';
import { namedPreset } from '#lib/server/ingest/choose-mapping.ts';
import { loadSource, readMappingFile, type LoadOptions } from '#lib/server/ingest/load-file.ts';
import type { LoadResult } from '#lib/server/ingest/load-rows.ts';
import { fileSource } from '#lib/server/ingest/read-bytes.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';
import { UserError } from './user-error.ts';

/** What `load --json` prints of one file. */
type FileResult = Omit<LoadResult, 'problem'> & {
	file: string;
	kind: 'events' | 'costs';
	problem: string | null;
	seconds: number;
};

/**
 * `sluice load FILE…`: a file that cannot be read at all does not keep the others out. What is recognised as costs is
 * loaded as costs, and an export goes into an empty installation as it is.
 */
export const load = (call: Call): Promise<void> => loadFiles(call, undefined);

/** `sluice costs FILE…`: the same for what channels cost, and for nothing else. */
export const costs = (call: Call): Promise<void> => loadFiles(call, 'costs');

async function loadFiles({ words, options, config, open }: Call, kind: 'costs' | undefined): Promise<void> {
	if (words.length === 0)
		throw new UserError(
			`Name the files to load: sluice ${kind ?? 'load'} FILE… [--preset P | --mapping M.json]`
		);
	const wish = await readWish(options);
	const isRecognised = !wish.mapping && !wish.preset;
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
			const bytes = await fileSource(file);
			const { problem, ...result } =
				kind === undefined && isRecognised && (await isExport(bytes))
					? { ...(await loadExport(db.pool, config, bytes, { dryRun, progress })), kind: 'events' as const }
					: await loadSource(db.pool, config, bytes, {
							...wish,
							...{ name: basename(file), kind, dryRun, progress }
						});
			bar.end();
			const seconds = (performance.now() - started) / 1000;
			results.push({ file, ...result, problem: problem?.message ?? null, seconds });
			if (!options.json) console.log(summary(results.at(-1)!, isRecognised, dryRun));
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

/** How the files are to be read, as far as the options say. Throws a FileProblem or UserError that says what is wrong. */
async function readWish(options: Call['options']): Promise<LoadOptions> {
	const said = (name: string) => (options[name] === undefined ? null : String(options[name]));
	const [mapping, preset] = [said('mapping'), said('preset')];
	if (mapping !== null && preset !== null) throw new UserError('Give --mapping or --preset, not both.');
	return {
		mapping: mapping === null ? null : await readMappingFile(mapping),
		preset: preset === null ? null : namedPreset(preset).name,
		source: said('source'),
		dates: said('dates')?.split(','),
		sheet: said('sheet')
	};
}

const n = (value: number) => value.toLocaleString('en');

function summary(result: FileResult, isRecognised: boolean, dryRun: boolean): string {
	const { file, kind, preset, rows, events, leads, reasons, warnings, problem, seconds } = result;
	const known = preset === null ? undefined : findPreset(preset);
	const as = known ? `, ${isRecognised ? 'recognised' : 'read'} as ${known.name} (${known.title})` : '';
	const lines = [
		`${file}: ${n(rows.read)} rows${kind === 'costs' ? ' of costs' : ''} read in ${seconds.toFixed(1)} s${as}${dryRun ? ' (a trial: nothing was kept)' : ''}`,
		`  rows    ${n(rows.accepted)} accepted, ${n(rows.corrected)} corrected, ${n(rows.known)} known, ${n(rows.ignored)} ignored, ${n(rows.quarantined)} not loaded`
	];
	if (kind === 'events')
		lines.push(
			`  events  ${n(events.accepted)} new, ${n(events.corrected)} corrected, ${n(events.withdrawn)} withdrawn, ${n(events.known)} known`,
			`  leads   ${n(leads.new)} new, ${n(leads.joined)} merged as one person with another`
		);
	for (const { reason, count } of reasons) lines.push(`  not loaded  ${n(count)} × ${reason}`);
	for (const { warning, count } of warnings) lines.push(`  note        ${n(count)} × ${warning}`);
	if (known && isRecognised) lines.push(`  check       ${known.check}`);
	if (problem) lines.push(`  stopped     ${problem}`);
	return lines.join('\n');
}
