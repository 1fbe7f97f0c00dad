/** The keys of touches (their channel, campaign, … or a pair) as numbers, so that paths are short. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTouchFilter } from '#lib/filters/names.ts';
import { overAllChannels } from './all-channels.ts';
import { breakdownOf } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { excludedChannels } from './lead-filter.ts';

export const isOfTouches = (by: readonly string[]): boolean => by.every(isTouchFilter);

export interface TouchKeys {
	/** FROM: the touches `t` of the generation that count, `k0` … with their numbers. */
	from: RawBuilder<unknown>;
	/** The number of a touch's key: larger for a later key. */
	code: RawBuilder<number>;
	keyOf(code: number): ChannelKey;
	/** Whether the channel filter chooses the key. */
	isShown(code: number): boolean;
	/** The key of clients without a touch, and whether the channel filter chooses it. */
	untouched: ChannelKey;
	untouchedShown: boolean;
}

interface Part {
	name: string;
	values: (string | null)[];
	codes: number[];
	/** How many codes there are; the last one is that of no value. */
	size: number;
}

/** Reads the values of the breakdown. Touches of excluded channels do not count. */
export async function touchKeys(original: ReportContext, chosen: Filters): Promise<TouchKeys> {
	const { context, shown } = overAllChannels(original, chosen);
	const excluded = excludedChannels(original, chosen);
	const counts = sql`t.generation = ${context.generation} AND t.is_touch
		${excluded.length ? sql`AND t.channel <> ALL (${excluded}::text[])` : sql``}`;
	const by = breakdownOf(chosen);
	const parts: Part[] = [];
	for (const name of by) {
		const values = await valuesOf(context, name);
		parts.push({ name, values, codes: values.map((_, i) => i), size: values.length + 1 });
	}
	const channels = await chosenChannels(context, shown);
	// Where channels are hidden, their keys are keys of their own: a campaign in two channels is two.
	if (chosen.values.channel) {
		const values = [...channels.keys()].filter((value) => value !== null);
		parts.push({
			name: 'channel',
			values,
			codes: values.map((value) => Number(channels.get(value))),
			size: 2
		});
	}

	const digitsOf = (code: number): number[] => {
		const digits: number[] = [];
		for (const { size } of parts.toReversed()) {
			digits.unshift(code % size);
			code = Math.floor(code / size);
		}
		return digits;
	};
	const joins = parts.map(
		(
			{ name, values, codes },
			i
		) => sql`LEFT JOIN unnest(${values}::text[], ${codes}::int[]) AS ${sql.ref(`k${i}`)} (value, code)
			ON ${sql.ref(`k${i}.value`)} = ${sql.ref(`t.${name}`)}`
	);
	return {
		from: sql`(SELECT * FROM touches t WHERE ${counts}) t ${sql.join(joins, sql` `)}`,
		code: parts.reduce(
			(code, { size }, i) =>
				sql<number>`(${code}) * ${sql.lit(size)} + coalesce(${sql.ref(`k${i}.code`)}, ${sql.lit(size - 1)})`,
			sql<number>`0::bigint`
		),
		keyOf(code) {
			const found = digitsOf(code)
				.slice(0, by.length)
				.map((digit, i) => parts[i]!.values[digit] ?? null);
			return by.length === 1 ? found[0]! : [found[0]!, found[1]!];
		},
		isShown: (code) => !chosen.values.channel || code % 2 === 1,
		untouched: by.length === 1 ? null : [null, null],
		untouchedShown: channels.get(null)!
	};
}

/** Whether the filter chooses each channel, and what has none. */
async function chosenChannels(
	{ trx, generation }: ReportContext,
	shown: Expression<SqlBool>
): Promise<Map<string | null, boolean>> {
	const { rows } = await sql<{ channel: string | null; shown: boolean }>`
		SELECT l.channel, ${shown} AS shown FROM (
			SELECT DISTINCT channel FROM touches WHERE generation = ${generation} UNION SELECT NULL
		) l`.execute(trx);
	return new Map(rows.map((row) => [row.channel, row.shown]));
}

async function valuesOf(context: ReportContext, name: string): Promise<string[]> {
	const column = sql.ref(name);
	const { rows } = await sql<{ value: string }>`
		SELECT ${column} AS value FROM touches
		WHERE generation = ${context.generation} AND is_touch AND ${column} IS NOT NULL
		GROUP BY 1 ORDER BY ${column} COLLATE "C"`.execute(context.trx);
	return rows.map(({ value }) => value);
}
