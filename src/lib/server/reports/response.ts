/** The response times (see leadtime/response.ts), counted in a few passes over the leads. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { attemptFigures, type AttemptCell } from '#lib/leadtime/attempts.ts';
import type { Attempts, GroupKey, ResponseDetail, ResponseTimes } from '#lib/leadtime/report.ts';
import {
	bandsOf,
	byLeads,
	hourCell,
	hourComparison,
	judgedBands,
	responseRow,
	responseTimes,
	stateCounts,
	type Answered,
	type ResponseCell
} from '#lib/leadtime/response.ts';
import { quantile } from '#lib/stats/quantile.ts';
import { giveWay } from '../give-way.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { valueOf } from './lead-filter.ts';
import { readNumbers, sortedNumbers } from './read-numbers.ts';
import { responseScope, type ResponseScope } from './response-scope.ts';

export interface ResponseReport extends ResponseDetail {
	response: ResponseTimes;
	/** By the breakdown of the filters; their bands are not judged. */
	groups: { key: GroupKey; response: ResponseTimes }[];
}

export async function responseReport(context: ReportContext, filters: Filters): Promise<ResponseReport> {
	const scope = responseScope(context, filters);
	const kinds = await readKinds(context, filters, scope);
	const manager = sql.ref(filters.credit === 'first' ? 'l.first_manager' : 'l.manager');
	const parts = await readParts<{ channel: string | null; manager: string | null }>(context, scope, [
		sql`l.channel`,
		sql`${manager} AS manager`
	]);
	const arrivals = await readArrivals(context, scope);
	const attempts = await readAttempts(context, scope);
	const { by } = filters;
	const grouped = by.length
		? await readParts<KeyColumns>(context, scope, [keyColumns(context, filters, by)], by.length)
		: [];
	const judged = !isByOutcome(filters, []);
	const bands = (clock: 'wall' | 'working') =>
		judged ? judgedBands(kinds, clock) : bandsOf(stateCounts(kinds, clock));
	return giveWay(
		(function* () {
			const response = responseTimes(answered(parts), { wall: bands('wall'), working: bands('working') });
			yield;
			const rows = function* (of: 'channel' | 'manager') {
				const found = [];
				for (const [key, list] of Map.groupBy(parts, (part) => part[of])) {
					found.push(responseRow(key, answered(list)));
					yield;
				}
				return found.sort(byLeads);
			};
			const groups = [];
			for (const list of Map.groupBy(grouped, (part) => JSON.stringify(keyOf(part))).values()) {
				groups.push({ key: keyOf(list[0]!), response: responseTimes(answered(list)) });
				yield;
			}
			return {
				response,
				groups: groups.sort((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1)),
				hour: {
					wall: hourComparison(kinds, 'wall', judged),
					working: hourComparison(kinds, 'working', judged)
				},
				channels: yield* rows('channel'),
				managers: yield* rows('manager'),
				week: weekOf(arrivals, parts),
				attempts,
				temperatures: context.model === null ? [] : byTemperature(kinds)
			};
		})()
	);
}

/** Median minutes to the first contact of each value of a column (or some), over the leads answered at a known time. */
export async function responseMedians(
	context: ReportContext,
	filters: Filters,
	column: RawBuilder<string | null>,
	only?: readonly (string | null)[]
): Promise<Map<string | null, number>> {
	const scope = responseScope(context, filters);
	const named = only?.filter((key) => key !== null);
	const orNone = only?.includes(null) ? sql`OR ${column} IS NULL` : sql``;
	const isWanted = named ? sql`AND (${column} = ANY (${named}::text[]) ${orNone})` : sql``;
	const { rows } = await sql<{ key: string | null; minutes: string }>`
		SELECT ${column} AS key, array_agg(l.contact_minutes)::text AS minutes
		FROM lead_rows l WHERE ${scope.where} AND ${hasMinutes(scope)} ${isWanted} GROUP BY 1`.execute(context.trx);
	return giveWay(
		(function* () {
			const medians = new Map<string | null, number>();
			for (const { key, minutes } of rows) {
				medians.set(key, quantile(readNumbers(minutes).sort(), 0.5)!);
				yield;
			}
			return medians;
		})()
	);
}

/** Answered at a known time. */
const hasMinutes = ({ contact }: ResponseScope) =>
	sql<SqlBool>`${contact.reached} AND l.contact_minutes IS NOT NULL`;

interface KindCell extends ResponseCell {
	temperature: string | null;
}

/** Leads and clients by state, among leads of one channel, month of arrival and temperature at the as-of date. */
async function readKinds(
	context: ReportContext,
	filters: Filters,
	scope: ResponseScope
): Promise<KindCell[]> {
	const { rows } = await sql<Omit<KindCell, 'kind'> & { channel: string | null; month: string }>`
		SELECT ${scope.wall} AS wall, ${scope.working} AS working, l.channel,
			${valueOf('month', context, filters)} AS month, ${valueOf('temperature', context, filters)} AS temperature,
			count(*)::int AS leads, (count(*) FILTER (WHERE ${scope.isClient}))::int AS clients
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(5)}`.execute(context.trx);
	return rows.map(({ channel, month, ...row }) => ({
		...row,
		kind: JSON.stringify([channel, month, row.temperature])
	}));
}

type Part<K> = K &
	Omit<ResponseCell, 'kind'> & {
		/** Of the leads answered at a known time, in one order. */
		wallMinutes: Float64Array;
		workingMinutes: Float64Array;
		hours: Float64Array;
	};

/** Leads by some columns and their state, with the minutes of those answered. */
async function readParts<K>(
	context: ReportContext,
	scope: ResponseScope,
	columns: RawBuilder<unknown>[],
	count = columns.length
): Promise<Part<K>[]> {
	const list = (column: string) =>
		sql`(array_agg(${sql.ref(`l.${column}`)}) FILTER (WHERE ${hasMinutes(scope)}))::text`;
	const { rows } = await sql<
		K & Omit<ResponseCell, 'kind'> & Record<'wallMinutes' | 'workingMinutes' | 'hours', string | null>
	>`
		SELECT ${sql.join(columns)}, ${scope.wall} AS wall, ${scope.working} AS working,
			count(*)::int AS leads, (count(*) FILTER (WHERE ${scope.isClient}))::int AS clients,
			${list('contact_minutes')} AS "wallMinutes", ${list('contact_work_minutes')} AS "workingMinutes",
			${list('arrived_hour')} AS hours
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(count + 2)}`.execute(context.trx);
	return rows.map((row) => ({
		...row,
		wallMinutes: readNumbers(row.wallMinutes),
		workingMinutes: readNumbers(row.workingMinutes),
		hours: readNumbers(row.hours)
	}));
}

const answered = (parts: readonly Part<unknown>[]): Answered => ({
	cells: parts,
	minutes: {
		wall: sortedNumbers(parts.map(({ wallMinutes }) => wallMinutes)),
		working: sortedNumbers(parts.map(({ workingMinutes }) => workingMinutes))
	}
});

interface Arrivals extends Omit<ResponseCell, 'kind' | 'working' | 'clients'> {
	hour: number | null;
}

async function readArrivals(context: ReportContext, scope: ResponseScope): Promise<Arrivals[]> {
	const { rows } = await sql<Arrivals>`
		SELECT l.arrived_hour AS hour, ${scope.wall} AS wall, count(*)::int AS leads
		FROM lead_rows l WHERE ${scope.where} GROUP BY 1, 2`.execute(context.trx);
	return rows;
}

function weekOf(arrivals: Arrivals[], parts: readonly Part<unknown>[]): ResponseDetail['week'] {
	const minutes = Array.from({ length: 168 }, (): number[] => []);
	for (const { hours, wallMinutes } of parts)
		for (let i = 0; i < hours.length; i++) minutes[hours[i]!]!.push(wallMinutes[i]!);
	const cells = Map.groupBy(arrivals, ({ hour }) => hour);
	const states = (hour: number | null) =>
		(cells.get(hour) ?? []).map((cell) => ({ ...cell, working: cell.wall, clients: 0 }));
	return {
		hours: minutes.map((list, hour) => hourCell(states(hour), Float64Array.from(list).sort())),
		unknown: states(null).reduce((sum, { leads }) => sum + leads, 0)
	};
}

async function readAttempts(context: ReportContext, scope: ResponseScope): Promise<Attempts> {
	const { rows } = await sql<AttemptCell>`
		SELECT ${scope.attempts} AS attempts, ${scope.contact.reached} AS reached, count(*)::int AS leads,
			(count(*) FILTER (WHERE ${scope.isClient}))::int AS clients
		FROM lead_rows l WHERE ${scope.where} GROUP BY 1, 2`.execute(context.trx);
	return attemptFigures(rows);
}

const warmest = ['hot', 'warm', 'cold', null];

/** Bands within one temperature: what good leads look like is then the same on both sides. */
const byTemperature = (kinds: readonly KindCell[]): ResponseDetail['temperatures'] =>
	[...Map.groupBy(kinds, ({ temperature }) => temperature)]
		.sort(([a], [b]) => warmest.indexOf(a) - warmest.indexOf(b))
		.map(([temperature, cells]) => ({
			temperature,
			wall: bandsOf(stateCounts(cells, 'wall')),
			working: bandsOf(stateCounts(cells, 'working'))
		}));
