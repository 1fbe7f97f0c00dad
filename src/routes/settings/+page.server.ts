import { error, fail, redirect } from '@sveltejs/kit';
import { config, database, withReport } from '#lib/server/app.ts';
import { filterOptions } from '#lib/server/reports/filter-options.ts';
import { knownSources } from '#lib/server/reports/loads.ts';
import { changeSettings, readSettings } from '#lib/server/settings.ts';
import { SettingsProblem } from '#lib/settings/settings.ts';
import { forms, readForm } from './read-form.ts';

export const load = async ({ url }) => {
	const settings = await readSettings((await database()).pool);
	const { channels, sources, isBehind } = await withReport(async (context) => ({
		channels: (await filterOptions(context, 'channel', '')).flatMap(({ value }) => value ?? []),
		sources: [
			...new Set([
				...(await knownSources(context)),
				...(await filterOptions(context, 'source', '')).flatMap(({ value }) => value ?? [])
			])
		],
		isBehind: (['aliases', 'cards', 'rates'] as const).some(
			(key) => JSON.stringify(context.settings[key]) !== JSON.stringify(settings[key])
		)
	}));
	return {
		settings,
		channels,
		sources,
		/** The leads are still being recalculated with what was changed. */
		isBehind,
		saved: url.searchParams.get('saved'),
		environment: {
			timezone: config.timezone,
			country: config.country,
			currency: config.currency,
			dataDir: config.dataDir,
			isEmbedded: config.databaseUrl === null
		}
	};
};

export const actions = {
	default: async ({ request, url }) => {
		const data = await request.formData();
		const form = forms.find((name) => name === url.searchParams.get('form'));
		if (!form) error(404, `There is no form "${url.searchParams.get('form')}" on this page.`);
		try {
			await changeSettings((await database()).pool, readForm(form, data, config.currency));
		} catch (problem) {
			if (!(problem instanceof SettingsProblem)) throw problem;
			const texts = (name: string) => data.getAll(name).map(String);
			return fail(422, {
				form,
				message: problem.message,
				pairs: texts('key').map((key, i): [string, string] => [key, texts('value')[i] ?? '']),
				lists: Object.fromEntries(['list', 'lead', 'client'].map((name) => [name, texts(name)[0] ?? '']))
			});
		}
		redirect(303, `/settings?saved=${form}#${form}`);
	}
};
