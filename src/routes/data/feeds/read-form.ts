import { access, constants } from 'node:fs/promises';
import { isAbsolute, normalize } from 'node:path';
import { z } from 'zod';
import { parseMapping, type Mapping } from '#lib/events/mapping-schema.ts';
import { compileDatePattern } from '#lib/events/date-patterns.ts';
import { findPreset } from '#lib/events/presets/presets.ts';
import { checkHost, parseAddress, type AddressRules } from '#lib/server/feeds/check-address.ts';
import { FeedProblem } from '#lib/server/feeds/feed-problem.ts';
import type { FeedDraft } from '#lib/server/feeds/feeds.ts';
import { dataFiles } from '#lib/server/feeds/read-folder.ts';

/** What the form of a feed holds, as it was typed. */
export const emptyForm = {
	...{ name: '', kind: 'folder', place: '', preset: '', mapping: '', source: '', dates: '', every: '60' }
};
export type FeedForm = typeof emptyForm;
export type FeedFaults = Partial<Record<keyof FeedForm, string>>;

const line = z.string().trim();
const lines = z.string().transform((all) =>
	all
		.split('\n')
		.map((one) => one.trim())
		.filter(Boolean)
);

const schema = z.object({
	name: line.min(1, 'Give it a name.').max(100, 'Give it a name of at most 100 characters.'),
	kind: z.enum(['folder', 'address']),
	place: line.min(1, 'Name the folder or the address.').max(2000, 'It is longer than 2,000 characters.'),
	preset: line
		.transform((name) => name || null)
		.refine((name) => name === null || findPreset(name), 'There is no such preset.'),
	mapping: line.transform((json, check): Mapping | null => {
		if (json === '') return null;
		let value: unknown;
		try {
			value = JSON.parse(json);
		} catch (error) {
			check.addIssue({
				code: 'custom',
				message: `It is not valid JSON: ${error instanceof Error ? error.message : ''}.`
			});
			return z.NEVER;
		}
		const parsed = parseMapping(value);
		if ('mapping' in parsed) return parsed.mapping;
		check.addIssue({ code: 'custom', message: parsed.problem });
		return z.NEVER;
	}),
	source: line.max(100, 'It is longer than 100 characters.').transform((name) => name || null),
	dates: lines.superRefine((patterns, check) => {
		for (const pattern of patterns) {
			const reader = compileDatePattern(pattern);
			if ('problem' in reader) check.addIssue({ code: 'custom', message: `"${pattern}" ${reader.problem}.` });
		}
	}),
	every: z.coerce
		.number('Give whole minutes.')
		.int('Give whole minutes.')
		.min(1, 'Give at least 1 minute.')
		.max(10_080, 'Give at most 10,080 minutes (a week).')
});

export const formOf = (feed: FeedDraft): FeedForm => ({
	...{
		name: feed.name,
		kind: feed.kind,
		place: feed.place,
		preset: feed.preset ?? '',
		source: feed.source ?? ''
	},
	mapping: feed.mapping ? JSON.stringify(feed.mapping, null, 2) : '',
	...{ dates: feed.dates.join('\n'), every: String(feed.everyMinutes) }
});

/** Reads the form; `faults` say what is to be mended, by field. */
export async function readFeedForm(
	data: FormData,
	rules: AddressRules
): Promise<{ values: FeedForm; draft: FeedDraft | null; faults: FeedFaults }> {
	const values = { ...emptyForm };
	for (const key of Object.keys(values) as (keyof FeedForm)[])
		values[key] = String(data.get(key) ?? '').slice(0, 200_000);
	const parsed = schema.safeParse(values);
	const faults: FeedFaults = {};
	if (!parsed.success) {
		for (const { path, message } of parsed.error.issues) faults[path[0] as keyof FeedForm] ??= message;
		return { values, draft: null, faults };
	}
	const { every, ...rest } = parsed.data;
	const draft: FeedDraft = { ...rest, everyMinutes: every };
	if (draft.preset && draft.mapping) faults.mapping = 'Choose a preset or give a mapping, not both.';
	try {
		if (draft.kind === 'folder') draft.place = await checkFolder(draft.place);
		else checkHost(parseAddress(draft.place), rules);
	} catch (error) {
		if (!(error instanceof FeedProblem)) throw error;
		faults.place = error.message;
	}
	return { values, draft: Object.keys(faults).length ? null : draft, faults };
}

async function checkFolder(path: string): Promise<string> {
	if (!isAbsolute(path))
		throw new FeedProblem(
			`"${path}" is not a whole path: begin with the root of the disk, such as /srv/exports.`
		);
	await dataFiles(path);
	await access(path, constants.R_OK | constants.X_OK).catch(() => {
		throw new FeedProblem(
			`The files in ${path} may not be read: give the user that runs Sluice the right to.`
		);
	});
	return normalize(path);
}
