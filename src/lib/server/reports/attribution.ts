/** Attribution: which touches the clients and their money are owed to, and the commonest ways to a client. */
import { attribute } from '#lib/channels/attribution.ts';
import { commonestPaths } from '#lib/channels/commonest-paths.ts';
import { rolesOf } from '#lib/channels/paths.ts';
import type { Attribution, AttributionRow } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { attributionModels, type AttributionModel } from '#lib/filters/names.ts';
import { fromMinor } from '#lib/stats/money.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { cached } from './cached.ts';
import { breakdownOf } from './breakdown-keys.ts';
import { withReport, type ReportContext } from './context.ts';
import { isOfTouches, touchKeys, type TouchKeys } from './touch-keys.ts';
import { pathsOf, readPaths, type PathRows } from './touch-paths.ts';

const COMMONEST = 20;

/**
 * Attribution by channel, or by whatever of channel, campaign, content, term and page the breakdown names; null for
 * other breakdowns. The channel filter chooses the rows and paths to show, every other filter the leads. Each client is
 * one, whatever it bought. Credits of all rows add up to the clients, and money to their revenue exactly.
 *
 * Kept for the data version; not to be asked for within a report's transaction, since it waits for one of its own.
 */
export async function attributionReport(
	db: Database,
	config: Config,
	filters: Filters
): Promise<Attribution | null> {
	if (!isOfTouches(breakdownOf(filters))) return null;
	const { from, to, asOf, mode, window, values } = filters;
	const request = ['attribution', { from, to, asOf, mode, window, values }, breakdownOf(filters)];
	return cached(db, config, request, async () => {
		const read = await withReport(db, config, (context) => readAttribution(context, filters));
		return giveWay(attributionOf(read));
	});
}

interface Read {
	keys: TouchKeys;
	rows: PathRows;
	digits: number;
	lookBackDays: number;
}

const readAttribution = async (context: ReportContext, filters: Filters): Promise<Read> => {
	const keys = await touchKeys(context, filters);
	return {
		keys,
		rows: await readPaths(context, filters, keys),
		digits: context.digits,
		lookBackDays: context.settings.lookBackDays
	};
};

function* attributionOf({ keys, rows, digits, lookBackDays }: Read): Generator<void, Attribution> {
	const { paths, timed, codes } = yield* pathsOf(rows);
	const credits = yield* attribute(paths, timed, codes.length);
	const roles = yield* rolesOf(paths, codes.length);
	const rowOf = (code: number, i: number): AttributionRow => ({
		key: keys.keyOf(code),
		clients: inModels((model) => credits[model]?.clients[i] ?? null),
		revenue: inModels((model) => credits[model]?.revenue[i] ?? null),
		...roles[i]!,
		removalEffect: credits.markov?.removalEffects[i] ?? null
	});
	const shown = codes.flatMap((code, i) => (keys.isShown(code) ? [rowOf(code, i)] : []));
	const untouched = untouchedOf(rows);
	const nothing = inModels((model) => (credits[model] ? 0 : null));
	const all = keys.untouchedShown ? withUntouched(shown, untouched, keys, nothing) : shown;
	const shownPaths = paths.filter((path) => path.keys.some((key) => keys.isShown(codes[key]!)));
	const commonest = yield* commonestPaths(shownPaths, COMMONEST);
	return {
		lookBackDays,
		clients: rows.clients,
		revenue: fromMinor(rows.revenue, digits),
		untouched: untouched.clients,
		rows: all.map((row) => ({
			...row,
			revenue: inModels((model) => ifAny(row.revenue[model], (minor) => fromMinor(minor, digits)))
		})),
		paths: commonest.map(({ keys: path, ...figures }) => ({
			path: path.map((key) => keys.keyOf(codes[key]!)),
			...figures
		}))
	};
}

const inModels = (figure: (model: AttributionModel) => number | null) =>
	Object.fromEntries(attributionModels.map((model) => [model, figure(model)])) as Record<
		AttributionModel,
		number | null
	>;

const ifAny = (value: number | null, then: (value: number) => number): number | null =>
	value === null ? null : then(value);

/** Clients without a touch, and their money in minor units. */
function untouchedOf({ ways, clients, revenue }: PathRows) {
	for (const way of ways) {
		clients -= way.clients;
		revenue -= way.revenue;
	}
	return { clients, revenue };
}

/** Adds the clients without a touch, each with credit 1: to the row of no value, if touches have such a one. */
function withUntouched(
	rows: AttributionRow[],
	{ clients, revenue }: { clients: number; revenue: number },
	{ untouched }: TouchKeys,
	nothing: AttributionRow['clients']
): AttributionRow[] {
	if (clients === 0) return rows;
	const isSame = ({ key }: AttributionRow) => JSON.stringify(key) === JSON.stringify(untouched);
	const row = rows.find(isSame) ?? {
		...{ key: untouched, clients: nothing, revenue: nothing },
		...{ alone: 0, starts: 0, finishes: 0, between: 0, removalEffect: null }
	};
	return [
		...rows.filter((one) => one !== row),
		{
			...row,
			clients: inModels((model) => ifAny(row.clients[model], (own) => own + clients)),
			revenue: inModels((model) => ifAny(row.revenue[model], (own) => own + revenue))
		}
	];
}
