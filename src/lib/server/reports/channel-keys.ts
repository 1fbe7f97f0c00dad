/** Rows of the channels report by the values of their breakdown. */
import { sql } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportContext } from './context.ts';
import { valueOf } from './lead-filter.ts';

/** The breakdown of the rows: by channel, unless the filters say otherwise. */
export const breakdownOf = ({ by }: Filters): string[] => (by.length ? by : ['channel']);

/** The breakdown as columns `key0`, `key1` of a table `l` that has those of lead rows. */
export const keyColumns = (context: ReportContext, filters: Filters) =>
	sql.join(
		breakdownOf(filters).map((name, i) => sql`${valueOf(name, context, filters)} AS ${sql.ref(`key${i}`)}`)
	);

/** GROUP BY its first `count` columns: keys may hold parameters, so that they are named by position. */
export const byPosition = (count: number) =>
	sql.join(Array.from({ length: count }, (_, i) => sql.lit(i + 1)));

export interface KeyColumns {
	key0: string | null;
	key1?: string | null;
}

export const keyOf = ({ key0, key1 }: KeyColumns): ChannelKey => (key1 === undefined ? key0 : [key0, key1]);
