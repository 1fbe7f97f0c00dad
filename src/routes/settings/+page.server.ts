import { error, fail, redirect } from '@sveltejs/kit';
import { waitingStages } from '#lib/funnel/stages.ts';
import { waitSteps } from '#lib/leadtime/ageing.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { FeedProblem } from '#lib/server/feeds/feed-problem.ts';
import { AmbiguousDates, FileProblem } from '#lib/server/ingest/file-problem.ts';
import { loadRates } from '#lib/server/ingest/load-rates.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { recalculating } from '#lib/server/leads/recalculating.ts';
import { attributeNames, filterOptions } from '#lib/server/reports/filter-options.ts';
import { knownManagers } from '#lib/server/reports/known-managers.ts';
import { knownSources } from '#lib/server/reports/loads.ts';
import { checkHookAddress } from '#lib/server/score-hook/hook-address.ts';
import { readHookState } from '#lib/server/score-hook/hook-state.ts';
import { changeSettings, readSettings } from '#lib/server/settings.ts';
import { SettingsProblem } from '#lib/settings/settings.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { rateGroups } from './rate-groups.ts';
import { forms, readForm } from './read-form.ts';
import { repsShown } from './reps-shown.ts';

export const load = async ({ url }) => {
	const { pool } = await database();
	const { rates, ...settings } = await readSettings(pool);
	const { channels, sources, managers, attributes, limitStages } = await withReport(async (context) => ({
		channels: (await filterOptions(context, 'channel', '')).flatMap(({ value }) => value ?? []),
		sources: [
			...new Set([
				...(await knownSources(context)),
				...(await filterOptions(context, 'source', '')).flatMap(({ value }) => value ?? [])
			])
		],
		managers: await knownManagers(context),
		attributes: await attributeNames(context),
		limitStages: waitSteps(context.ladder, context.recorded).map(({ stage }) => stage)
	}));
	return {
		settings,
		rates: rateGroups(rates),
		channels,
		sources,
		reps: repsShown(managers, settings.managers, url.searchParams.get('rep') ?? ''),
		repNames: managers.map(({ name }) => name),
		attributes,
		scoreHook: await readHookState(pool),
		/** Those in which leads wait as far as is recorded; a limit that was set for another stays visible. */
		limitStages: waitingStages.filter(
			(stage) => limitStages.includes(stage) || settings.stageLimits[stage] !== undefined
		),
		recalculating: await recalculating(pool, config),
		saved: url.searchParams.get('saved'),
		environment: {
			timezone: config.timezone,
			country: config.country,
			currency: config.currency,
			dataDir: config.dataDir,
			isEmbedded: config.databaseUrl === null,
			hasHookSecret: config.hookSecret !== null
		}
	};
};

/** Bytes of a file of rates: it is held in memory. */
const mostOfFile = 20_000_000;

/** The fields of a form as they were sent, by name. */
const fieldsOf = (data: FormData): Record<string, string[]> =>
	Object.fromEntries(
		[...new Set(data.keys())].map((name) => [
			name,
			data.getAll(name).map((value) => (typeof value === 'string' ? value : ''))
		])
	);

/** Throws a SettingsProblem for an address that may not be posted to. */
async function checkScoreHook(data: FormData, allowedHosts: readonly string[]): Promise<void> {
	const address = (data.get('address') as string | null)?.trim();
	if (!address) return;
	try {
		await checkHookAddress(address, allowedHosts);
	} catch (problem) {
		throw problem instanceof FeedProblem ? new SettingsProblem(['scoreHook'], problem.message) : problem;
	}
}

export const actions = {
	save: async ({ request, url }) => {
		const data = await request.formData();
		const form = forms.find((name) => name === url.searchParams.get('form'));
		if (!form) error(404, `There is no form "${url.searchParams.get('form')}" on this page.`);
		const { pool } = await database();
		try {
			if (form === 'scoreHook') await checkScoreHook(data, (await readSettings(pool)).allowedHosts);
			await changeSettings(pool, (before) => readForm(form, data, config.currency, before));
		} catch (problem) {
			if (!(problem instanceof SettingsProblem)) throw problem;
			const { message, path } = problem;
			return fail(422, { form, message, path, sent: fieldsOf(data), changes: null });
		}
		const rep = form === 'managers' ? url.searchParams.get('rep') : null;
		const search = new URLSearchParams({ saved: form, ...(rep && { rep }) });
		redirect(303, `/settings?${search}#${form}`);
	},
	rateFile: async ({ request }) => {
		const form = 'rateFile' as const;
		const refused = (message: string, sent = {}) =>
			fail(422, { form, message, path: [], sent, changes: null });
		if (Number(request.headers.get('content-length') ?? 0) > mostOfFile)
			return refused(m.upload_too_large_for_form({ megabytes: mostOfFile / 1_000_000 }));
		const data = await request.formData();
		const sent = fieldsOf(data);
		const file = data.get('file');
		if (!(file instanceof File) || file.name === '') return refused(m.upload_no_file(), sent);
		const list = (name: string) => (sent[name]?.[0] ?? '').split(/[\s,;]+/).filter(Boolean);
		try {
			const changes = await loadRates((await database()).pool, streamSource(file.name, file.stream()), {
				currency: config.currency,
				inverse: sent.inverse?.[0] === 'yes',
				only: list('only').map((code) => code.toUpperCase()),
				dates: list('dates')
			});
			return { form, message: null, path: [], sent, changes };
		} catch (problem) {
			if (problem instanceof AmbiguousDates)
				return refused(
					m.settings_rate_file_ambiguous({
						value: problem.value,
						patterns: problem.readings.map(({ pattern }) => pattern).join(', ')
					}),
					sent
				);
			if (problem instanceof FileProblem || problem instanceof SettingsProblem)
				return refused(problem.message, sent);
			throw problem;
		}
	}
};
