import { fail } from '@sveltejs/kit';
import type { ReportHead } from '#lib/funnel/report.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { recalculating } from '#lib/server/leads/recalculating.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { listLoads, loadTotals, quarantineReasons } from '#lib/server/reports/loads.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import { changeSettings, readSettings } from '#lib/server/settings.ts';
import { SettingsProblem, type Settings } from '#lib/settings/settings.ts';
import { readFilters } from '../read-filters.ts';

const LOADS = 10;

const countsOf = async (context: ReportContext) => ({
	loads: await listLoads(context, LOADS),
	totals: await loadTotals(context),
	quarantine: await quarantineReasons(context),
	aliases: context.settings.aliases.channel,
	cards: context.settings.cards
});

/** What was loaded at once; what has to be compared lead by lead follows. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const counts = Promise.withResolvers<{ head: ReportHead } & Awaited<ReturnType<typeof countsOf>>>();
	const slow = withReport(async (context) => {
		counts.resolve({ head: await reportHead(context, filters, 0), ...(await countsOf(context)) });
		return qualityReport(context, filters);
	});
	slow.catch(counts.reject);
	const { pool } = await database();
	return { ...(await counts.promise), recalculating: await recalculating(pool, config), slow };
};

/** Changes one setting by what it was; what the schema refuses is said on the page. */
async function change(patch: (settings: Settings, data: FormData) => Partial<Settings>, request: Request) {
	const { pool } = await database();
	try {
		await changeSettings(pool, patch(await readSettings(pool), await request.formData()));
		return { changed: true };
	} catch (error) {
		if (error instanceof SettingsProblem) return fail(422, { problem: error.message });
		throw error;
	}
}

const text = (data: FormData, name: string) => String(data.get(name) ?? '');

export const actions = {
	alias: ({ request }) =>
		change(
			({ aliases }, data) => ({
				aliases: { ...aliases, channel: { ...aliases.channel, [text(data, 'from')]: text(data, 'to') } }
			}),
			request
		),
	exclude: ({ request }) =>
		change(
			({ excludedChannels }, data) => ({
				excludedChannels: [...new Set([...excludedChannels, text(data, 'channel')])]
			}),
			request
		),
	include: ({ request }) =>
		change(
			({ excludedChannels }, data) => ({
				excludedChannels: excludedChannels.filter((channel) => channel !== text(data, 'channel'))
			}),
			request
		)
};
