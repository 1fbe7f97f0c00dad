/** The values of a breakdown as columns of a query, and the keys of its rows. */
import { sql } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import type { ReportContext } from './context.ts';
import { valueOf } from './lead-filter.ts';

/** The breakdown of the channels report: by channel, unless the filters say otherwise. */
export const breakdownOf = ({ by }: Filters): string[] => (by.length ? by : ['channel']);

/** The values of `by` (at least one) as columns `key0`, `key1` of a table `l` that has those of lead rows. */
export const keyColumns = (context: ReportContext, filters: Filters, by: readonly string[]) =>
	sql.join(by.map((name, i) => sql`${valueOf(name, context, filters)} AS ${sql.ref(`key${i}`)}`));

/** GROUP BY the first `count` columns: keys may hold parameters, so that they are named by position. */
export const byPosition = (count: number) =>
	sql.join(Array.from({ length: count }, (_, i) => sql.lit(i + 1)));

/** As many of the columns as the breakdown has values. */
export interface KeyColumns {
	key0?: string | null;
	key1?: string | null;
}

/** Null without a breakdown. */
export const keyOf = ({ key0 = null, key1 }: KeyColumns): ChannelKey =>
	key1 === undefined ? key0 : [key0, key1];

interface KeyedGroup {
	key: ChannelKey;
	leads: number;
}

/** The order of groups: times in theirs, other keys by leads. */
export function compareKeys(a: KeyedGroup, b: KeyedGroup, by: readonly string[]): number {
	const text = ({ key }: KeyedGroup, i: number) => String(Array.isArray(key) ? key[i] : key);
	if (isTimeBreakdown(by[0]!)) {
		const order = text(a, 0).localeCompare(text(b, 0));
		if (order) return order;
	}
	return b.leads - a.leads || JSON.stringify(a.key).localeCompare(JSON.stringify(b.key));
}
