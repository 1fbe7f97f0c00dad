/** Which mapping a file is read by: the one that was given, that of a preset, or that of the preset it is recognised as. */
import type { CostsMapping, EventsMapping, Mapping } from '#lib/events/mapping-schema.ts';
import type { Preset } from '#lib/events/presets/preset.ts';
import { findPreset, presets } from '#lib/events/presets/presets.ts';
import { dateColumns, fitPreset, recognise } from '#lib/events/presets/recognise.ts';
import { shown } from '#lib/events/reasons.ts';
import { FileProblem } from './file-problem.ts';
import { readHead, type FileHead } from './read-head.ts';
import type { ByteSource } from './read-bytes.ts';

export interface MappingWish {
	mapping?: Mapping | null;
	/** The name of a preset; without it and a mapping the header decides. */
	preset?: string | null;
	sheet?: string | null;
	/** What the rows must be; by default either. */
	kind?: Mapping['kind'];
}

/** `mapping` null: columns, or JSON keys, are the fields. */
export type Chosen = { preset: string | null } & (
	{ kind: 'events'; mapping: EventsMapping | null } | { kind: 'costs'; mapping: CostsMapping | null }
);

/** Throws a FileProblem if there is no preset of that name, or the file fits none, or several, or another kind. */
export async function chooseMapping(
	file: ByteSource,
	{ mapping, preset: name, sheet, kind }: MappingWish
): Promise<Chosen> {
	if (mapping && name) throw new FileProblem('Give a mapping or a preset, not both.');
	if (mapping)
		return insist({ preset: null, ...kindOf(mapping) }, kind, `The mapping ${shown(mapping.name)}`);
	const named = name ? namedPreset(name) : null;
	// Nothing depends on the header then.
	if (named && !named.mapping) return insist(eventRows(named), kind, `The preset ${named.name}`);

	const head = await readHead(file, undefined, sheet ? { sheet } : {});
	const preset = named ?? recognised(file.name, head, kind);
	if (!preset) return { preset: null, kind: kind ?? 'events', mapping: null };
	return insist(
		fitted(file.name, preset, head),
		kind,
		named ? `The preset ${preset.name}` : `${file.name} is recognised as ${preset.name}, which`
	);
}

const kindOf = (mapping: Mapping) =>
	mapping.kind === 'events' ? { kind: 'events' as const, mapping } : { kind: 'costs' as const, mapping };

const eventRows = ({ name }: Preset): Chosen => ({ preset: name, kind: 'events', mapping: null });

function insist(chosen: Chosen, kind: Mapping['kind'] | undefined, what: string): Chosen {
	if (kind === undefined || chosen.kind === kind) return chosen;
	const command = chosen.kind === 'costs' ? 'sluice costs' : 'sluice load';
	throw new FileProblem(`${what} is for ${chosen.kind}, not for ${kind}: load the file with "${command}".`);
}

/** Throws a FileProblem that lists the presets if there is none of that name. */
export function namedPreset(name: string): Preset {
	const preset = findPreset(name);
	if (preset) return preset;
	throw new FileProblem(`There is no preset ${shown(name)}: there are ${presetNames()}.`);
}

const presetNames = () => presets.map(({ name }) => name).join(', ');

/** Null: the rows are to be read by the names of their fields. */
function recognised(file: string, head: FileHead, kind: Mapping['kind'] | undefined): Preset | null {
	const found = recognise(head.header);
	if (found.length === 1) return found[0]!;
	if (found.length > 1) {
		const names = found.map(({ name }) => name);
		const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
		throw new FileProblem(
			`${file} fits ${found.length === 2 ? 'two' : found.length} presets, ${all}: name the one to use by --preset.`
		);
	}
	// Every row says by itself what is wrong with it.
	if (kind === 'costs' || head.header.length === 0) return null;
	if (isExportHead(head))
		throw new FileProblem(
			`${file} is an export of Sluice, which goes whole into an empty installation: load it there with "sluice load".`
		);
	const what = isJson(head) ? 'keys' : 'columns';
	throw new FileProblem(
		`${file} is not recognised by its ${what}: give a mapping by --mapping, or name a preset by --preset (${presetNames()}), or name the columns as events have them (type, at, and lead, email or phone). Its ${what} are ${columnList(head.header)}.`
	);
}

const isJson = ({ format }: FileHead) => format === 'json' || format === 'ndjson';

function isExportHead({ rows }: FileHead): boolean {
	const first = rows[0]?.value;
	return typeof first === 'object' && first !== null && 'kind' in first && first.kind === 'export';
}

const own = ['date', 'channel', 'amount', 'source'];

function fitted(file: string, preset: Preset, head: FileHead): Chosen {
	if (!preset.mapping) return eventRows(preset);
	// Costs with a source in each row, as Sluice writes them.
	if (preset.name === 'costs' && own.every((field) => head.header.includes(field)))
		return { preset: preset.name, kind: 'costs', mapping: null };
	const mapping = fitPreset(preset, head.header, !isJson(head));
	if (mapping) return { preset: preset.name, ...kindOf(mapping) };
	throw new FileProblem(`${file} ${misfit(preset, head.header)}`);
}

function misfit(preset: Preset, header: readonly string[]): string {
	const dates = dateColumns(preset);
	const lacking =
		preset.mapping?.kind === 'costs'
			? 'has no date, no channel or no amount'
			: fitPreset(preset, [...header, ...dates])
				? `has no date: none of the columns ${dates.map(shown).join(', ')}`
				: 'has no column that says whose its rows are';
	return `looks like ${preset.title} (preset ${preset.name}), but ${lacking}. Export it with such a column, or give a mapping by --mapping. Its columns are ${columnList(header)}.`;
}

const columnList = (header: readonly string[]) => header.slice(0, 60).map(shown).join(', ');
