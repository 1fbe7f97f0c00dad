/** `POST /api/v1/events` and `/costs`. */
import type { Mapping } from '#lib/events/mapping-schema.ts';
import { findPreset, presets } from '#lib/events/presets/presets.ts';
import { apiError } from '../api.ts';
import type { Config } from '../config.ts';
import { loadSource } from '../ingest/load-file.ts';
import { takePost, type Post } from './take-post.ts';

type Kind = Mapping['kind'];

/**
 * Loads a JSON array, one object a line, or CSV. `?source=` is the source of rows that name none; `?preset=` says what
 * the rows are, if not events or costs by the names of their fields.
 */
export async function postRows(post: Post, config: Config, kind: Kind): Promise<Response> {
	const params = new URL(post.request.url).searchParams;
	const refused = refusedParameter(params, kind);
	if (refused) return refused;
	const source = params.get('source')?.trim() || null;
	const preset = params.get('preset') ?? kind;
	return takePost(post, (bytes) =>
		loadSource(post.pool, config, bytes, { kind, preset, source, name: post.name, origin: 'api' })
	);
}

function refusedParameter(params: URLSearchParams, kind: Kind): Response | null {
	const unknown = [...params.keys()].find((name) => name !== 'source' && name !== 'preset');
	if (unknown !== undefined) {
		const message = `There is no parameter "${unknown}".`;
		return apiError(400, {
			code: 'unknown_parameter',
			message,
			field: unknown,
			hint: 'There are: source, preset.'
		});
	}
	const preset = params.get('preset');
	if (preset === null || presetsOf(kind).includes(preset)) return null;
	const message = findPreset(preset)
		? `The preset "${preset}" is not for ${kind}.`
		: `There is no preset "${preset}".`;
	const hint = `For ${kind} there are: ${presetsOf(kind).join(', ')}.`;
	return apiError(400, { code: 'wrong_preset', message, field: 'preset', hint });
}

/** The names of the presets for rows of this kind. */
export const presetsOf = (kind: Kind): string[] =>
	presets.filter(({ mapping }) => (mapping?.kind ?? 'events') === kind).map(({ name }) => name);
