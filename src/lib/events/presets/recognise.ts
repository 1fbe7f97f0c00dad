/** Which preset a file is for, told by its header. */
import type { Mapping } from '../mapping-schema.ts';
import { columnFinder, type FindColumn } from './column-names.ts';
import { fitMapping } from './fit-mapping.ts';
import { presets } from './presets.ts';
import type { Preset } from './preset.ts';

/**
 * The presets whose signature a header has: none, the one to use, or several, between which the header leaves the
 * choice. A row that is an event is one whatever else it holds; a file of a known system is not taken for a general
 * form. Case and spacing of names do not count, save for events, whose columns are read by their exact names.
 */
export function recognise(header: readonly string[]): Preset[] {
	for (const rank of ['events', 'system', 'general'] as const) {
		const found = presets.filter((preset) => preset.rank === rank && hasSignature(preset, header));
		if (found.length > 0) return found;
	}
	return [];
}

function hasSignature(preset: Preset, header: readonly string[]): boolean {
	const exact = new Set(header.map((name) => name.replace(/^\uFEFF/, '').trim()));
	const find: FindColumn = preset.mapping
		? columnFinder(header, preset.variants)
		: (name) => (exact.has(name) ? name : undefined);
	return preset.signature.every((names) =>
		typeof names === 'string' ? find(names) !== undefined : names.some((name) => find(name) !== undefined)
	);
}

/**
 * The mapping of a preset for this header: its columns as the header spells them, without those that it lacks and
 * without the events that needed them. Null if the preset has none or nothing that makes sense is left. `header` of
 * JSON are keys of a few rows only: `complete` false keeps what they lack, since other rows may have it.
 */
export function fitPreset(preset: Preset, header: readonly string[], complete = true): Mapping | null {
	if (!preset.mapping) return null;
	const find = columnFinder(header, preset.variants);
	return fitMapping(preset.mapping, complete ? find : (name) => find(name) ?? name);
}

/** The columns that date the events of a preset, one of which a file must have. */
export function dateColumns({ mapping }: Preset): string[] {
	if (mapping?.kind !== 'events') return [];
	const names = mapping.events.flatMap(({ at }) => {
		if (typeof at === 'string') return [at];
		if (Array.isArray(at)) return at;
		return 'column' in at ? [at.column] : [];
	});
	return [...new Set(names)];
}
