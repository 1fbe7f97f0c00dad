/** The events that a structure looks at, of many leads: as few bytes and objects as it takes. */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { eventTypes } from '#lib/events/event.ts';
import { placeEvents } from '#lib/funnel/replay.ts';
import type { ScoredEvent } from '#lib/scoring/compile.ts';
import { concernOf, type Concern } from '#lib/scoring/concern.ts';
import type { Structure } from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import { endOfDayTypes, readEvents } from './whole-events.ts';

/** An event at its time, in the order of replay. */
export interface TimedEvent {
	event: ScoredEvent;
	ms: number;
}

/** Leads whose events one statement reads, and of those as many as stand in one row of its answer. */
const LEADS = 250_000;
const BLOCK = 512;

/** How long the events of some blocks may hold up everything else, in ms. */
const TURN = 20;

const isEndOfDay = eventTypes.map((type) => endOfDayTypes.has(type));

/** Calls `take` for each lead of `ids`, in their order, with those of its events that the structure looks at. */
export async function readHitEvents(
	context: ReportContext,
	ids: string[],
	structure: Structure,
	take: (place: number, events: readonly TimedEvent[]) => void
): Promise<void> {
	const concern = concernOf(structure);
	const parse = lineParser(context, concern);
	let started = performance.now();
	for (let from = 0; from < ids.length; from += LEADS) {
		const part = ids.slice(from, from + LEADS);
		const blocks = await readBlocks(context, part, concern);
		for (let first = 0; first < part.length; first += BLOCK) {
			const block = part.slice(first, first + BLOCK);
			const lines = blocks[first / BLOCK];
			blocks[first / BLOCK] = undefined;
			const { events, unsure } = parse(lines, block.length);
			const whole = await readEvents(
				context,
				unsure.map((i) => block[i]!)
			);
			block.forEach((id, i) => {
				const all = whole.get(id);
				take(from + first + i, all ? placeEvents(all) : events[i]!);
			});
			if (performance.now() - started < TURN) continue;
			await setImmediate();
			started = performance.now();
		}
	}
}

/**
 * Lines of the leads in blocks of {@link BLOCK}: place in the block, time (or `d` and a day), the beginning of the
 * event's key, type, activity and attributes as numbers and JSON. A `!` marks approximate outcomes, whose place depends on
 * the other events of their row.
 */
async function readBlocks(
	context: ReportContext,
	ids: string[],
	{ types, activities, attributes, values }: Concern
): Promise<(string | undefined)[]> {
	const has = sql`e.attributes ?| ${values}::text[]`;
	const wanted = sql.join(values.map((name) => sql`e.attributes -> ${name}::text`));
	const told = values.length
		? sql`CASE WHEN ${has} THEN jsonb_build_array(${wanted})::text END`
		: sql`NULL::text`;
	const { rows } = await sql<{ block: number; lines: string }>`
		SELECT ((b.place - 1) / ${sql.lit(BLOCK)})::int AS block, string_agg(concat(
			(b.place - 1) % ${sql.lit(BLOCK)}, E'\t',
			CASE WHEN e.day IS NULL THEN (date_part('epoch', e.at) * 1000)::bigint::text
				ELSE 'd' || (e.day - date '1970-01-01') END, E'\t',
			left(e.event_key::text, 13), E'\t',
			CASE WHEN e.approximate AND e.row_key IS NOT NULL
				AND e.type IN ('client', 'refused', 'unfit', 'junk') THEN '!' END,
			array_position(${[...eventTypes]}::text[], e.type), E'\t',
			array_position(${activities}::text[], e.activity), E'\t', ${told}
		), E'\n') AS lines
		FROM unnest(string_to_array(${ids.join(',')}, ',')::uuid[]) WITH ORDINALITY AS b (lead_id, place)
			JOIN records r USING (lead_id) JOIN events e USING (record_id)
		WHERE e.type = ANY (${types}::text[]) OR e.activity = ANY (${activities}::text[])
			OR e.attributes ?| ${attributes}::text[]
		GROUP BY 1`.execute(context.trx);
	const blocks: (string | undefined)[] = [];
	for (const { block, lines } of rows) blocks[block] = lines;
	return blocks;
}

interface Kind {
	event: ScoredEvent;
	/** Place of the type. */
	rank: number;
}

interface Line {
	ms: number;
	key: string;
	kind: Kind;
}

/** Events of the leads of a block; `unsure`: the leads whose order of events takes all that they have. */
function lineParser({ zone }: ReportContext, { activities, values }: Concern) {
	/** Few are different: events that look the same to the structure are the same object. */
	const kinds = new Map<string, Kind>();
	const kindOf = (text: string): Kind => {
		const known = kinds.get(text);
		if (known) return known;
		const [type = '', activity = '', told = ''] = text.split('\t');
		const rank = Number(type) - 1;
		const given = told === '' ? null : (JSON.parse(told) as (string | null)[]);
		const kind: Kind = {
			rank,
			event: {
				type: eventTypes[rank]!,
				activity: activity === '' ? null : activities[Number(activity) - 1]!,
				attributes:
					given &&
					Object.fromEntries(
						values.flatMap((name, i) => (given[i] === null ? [] : [[name, String(given[i])]]))
					)
			}
		};
		kinds.set(text, kind);
		return kind;
	};
	const days = [new Map<number, number>(), new Map<number, number>()];
	const msOfDay = (day: number, rank: number): number => {
		const atEnd = isEndOfDay[rank]!;
		const known = days[Number(atEnd)]!;
		let ms = known.get(day);
		if (ms === undefined) known.set(day, (ms = atEnd ? zone.endOfDay(day) : zone.startOfDay(day)));
		return ms;
	};
	const inOrder = (a: Line, b: Line) =>
		a.ms - b.ms || a.kind.rank - b.kind.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

	return (text: string | undefined, leads: number): { events: TimedEvent[][]; unsure: number[] } => {
		const lines: Line[][] = Array.from({ length: leads }, () => []);
		const unsure = new Set<number>();
		for (let start = 0; text !== undefined && start < text.length;) {
			let end = text.indexOf('\n', start);
			if (end < 0) end = text.length;
			const afterPlace = text.indexOf('\t', start);
			const afterTime = text.indexOf('\t', afterPlace + 1);
			const afterKey = afterTime + 14;
			const lead = Number(text.slice(start, afterPlace));
			const isLate = text[afterKey + 1] === '!';
			if (isLate) unsure.add(lead);
			const kind = kindOf(text.slice(afterKey + (isLate ? 2 : 1), end));
			const time = text.slice(afterPlace + 1, afterTime);
			lines[lead]!.push({
				ms: time[0] === 'd' ? msOfDay(Number(time.slice(1)), kind.rank) : Number(time),
				key: text.slice(afterTime + 1, afterKey),
				kind
			});
			start = end + 1;
		}
		const events = lines.map((of, lead) => {
			of.sort(inOrder);
			// A key that begins like another's does not tell which comes first.
			if (of.some((line, i) => i > 0 && line.kind !== of[i - 1]!.kind && inOrder(of[i - 1]!, line) === 0))
				unsure.add(lead);
			return of.map(({ kind, ms }) => ({ event: kind.event, ms }));
		});
		return { events, unsure: [...unsure] };
	};
}
