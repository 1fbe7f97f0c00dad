/** Streams the events of a batch of leads from the log, one lead at a time. */
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EventType } from '#lib/events/event.ts';
import { isRoleAddress } from '#lib/events/role-address.ts';
import { dayNumber, isoDay, type Zone } from '#lib/events/zone.ts';
import type { ReplayEvent } from '#lib/funnel/replay.ts';
import { namesakeOf } from '#lib/settings/managers.ts';
import { rateOn, type Rates } from '#lib/settings/rates.ts';
import { timesDecimal, toMinor } from '#lib/stats/money.ts';
import { readCopyText } from '../db/copy-text.ts';

/**
 * Needs the batch in the temporary table `replay_batch (lead_id, place)`. Short values spare both sides time: the place
 * in the batch stands for the lead, null for a record that is named like its lead, and the order for the event keys.
 * The range keeps a merge join from reading the index of all records.
 */
const query = `COPY (
	SELECT b.place, nullif(e.record_id, b.lead_id), e.type, (date_part('epoch', e.at) * 1000)::bigint, e.day, e.approximate,
		e.row_key, e.source, e.contacts, e.channel, e.campaign, e.content, e.term, e.page, e.activity, e.manager, e.amount,
		e.reason, e.status, e.name, e.company, e.attributes, e.currency
	FROM replay_batch b JOIN records r USING (lead_id) JOIN events e USING (record_id)
	WHERE r.lead_id >= (SELECT lead_id FROM replay_batch ORDER BY lead_id LIMIT 1)
		AND r.lead_id <= (SELECT lead_id FROM replay_batch ORDER BY lead_id DESC LIMIT 1)
	ORDER BY b.place, e.event_key
) TO STDOUT`;

/** Types whose mere date means the end of the day. */
const endOfDay = new Set<string>(['client', 'refused', 'unfit', 'junk', 'returned']);

export interface ReadContext {
	zone: Zone;
	/** Digits of the minor unit of the reporting currency. */
	digits: number;
	/** Keys that many records carry: they belong to no single person. */
	sharedKeys: ReadonlySet<string>;
	/** Channels that count as another one. */
	channels: ReadonlyMap<string, string>;
	/** Names of managers that count as another one. */
	managers: ReadonlyMap<string, string>;
	/** Names that are another person in each source. */
	namesakes: ReadonlySet<string>;
	/** The reporting currency. */
	currency: string;
	rates: Rates;
}

/** The events of a batch on their way: the server sorts and sends while nobody reads yet. */
export interface EventStream {
	/** The leads of the batch by their place, which is the order of their ids. */
	leadIds: string[];
	stream: AsyncIterable<string>;
}

/** Asks for the events of the leads in `replay_batch`. The stream has to be read to its end. */
export async function openLeadEvents(client: pg.PoolClient): Promise<EventStream> {
	const batch = await client.query<{ lead_id: string }>('SELECT lead_id FROM replay_batch ORDER BY place');
	const stream = client.query(copyTo(query));
	stream.setEncoding('utf8');
	// It may fail before anybody reads: who reads then is told, instead of the process being ended.
	stream.on('error', (error) => stream.destroy(error));
	return { leadIds: batch.rows.map((row) => row.lead_id), stream };
}

/** Calls `take` with every lead of the batch that has events. Returns the number of events. */
export async function takeLeadEvents(
	{ leadIds, stream }: EventStream,
	context: ReadContext,
	take: (leadId: string, events: ReplayEvent[]) => void
): Promise<number> {
	const { parse } = eventParser(context);
	let rest = '';
	let place = '';
	let leadId = '';
	let events: ReplayEvent[] = [];
	let count = 0;
	let failure: unknown = null;
	const flush = () => {
		if (events.length) take(leadId, events);
		count += events.length;
		events = [];
	};
	const takePart = (part: string) => {
		const text = rest + part;
		let start = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			const fields = text.slice(start, end).split('\t');
			start = end + 1;
			if (fields[0] !== place) {
				flush();
				place = fields[0]!;
				leadId = leadIds[Number(place)]!;
			}
			events.push(parse(fields, leadId, events.length));
		}
		rest = text.slice(start);
	};
	// Read to the end also after an error: a COPY that nobody reads blocks its connection for ever.
	for await (const part of stream) {
		if (failure !== null) continue;
		try {
			takePart(part);
		} catch (error) {
			failure = error;
		}
	}
	if (failure !== null) throw failure;
	flush();
	return count;
}

/** Absurd amounts stop at the largest exact number instead of making their lead unreadable. */
function minorUnits(decimal: string, digits: number): number {
	try {
		return toMinor(decimal, digits);
	} catch (error) {
		if (error instanceof RangeError) return Number.MAX_SAFE_INTEGER;
		throw error;
	}
}

function eventParser(context: ReadContext) {
	const { zone, digits, sharedKeys, channels, managers, namesakes, currency, rates } = context;
	const channelOf = (channel: string | null) =>
		channel === null ? null : (channels.get(channel) ?? channel);
	/** A name that several have is told apart by its source, another spelling of it too; the result may have an alias. */
	const managerOf = (written: string | null, source: string) => {
		if (written === null) return null;
		const name = namesakes.has(written) ? written : (managers.get(written) ?? written);
		if (!namesakes.has(name)) return name;
		const own = namesakeOf(name, source);
		return managers.get(own) ?? own;
	};
	// An amount whose rate was taken away again counts as none: in another currency it would be a wrong one.
	const amountOf = (decimal: string, of: string | null, day: () => string): number | null => {
		if (of === null || of === currency) return minorUnits(decimal, digits);
		const rate = rateOn(rates, of, day());
		return rate === null ? null : minorUnits(timesDecimal(decimal, rate), digits);
	};
	const usable = (contact: string) =>
		!sharedKeys.has(contact) && (contact[0] === '+' || !isRoleAddress(contact));
	const isContact = (array: string) =>
		readCopyText(array)!
			.slice(1, -1)
			.split(',')
			.some((one) => usable(one[0] === '"' ? one.slice(1, -1).replace(/\\(.)/g, '$1') : one));
	const parse = (f: string[], leadId: string, order: number): ReplayEvent => {
		const day = f[4] === '\\N' ? null : dayNumber(f[4]!);
		const row = readCopyText(f[6]!);
		const source = readCopyText(f[7]!)!;
		const type = f[2] as EventType;
		return {
			key: String(1e9 + order),
			type,
			ms: day === null ? Number(f[3]) : endOfDay.has(type) ? zone.endOfDay(day) : zone.startOfDay(day),
			dateOnly: day !== null,
			approximate: f[5] === 't',
			record: f[1] === '\\N' ? leadId : f[1]!,
			row: row === null ? null : `${source}\0${row}`,
			source,
			contact: f[8] !== '\\N' && isContact(f[8]!),
			channel: channelOf(readCopyText(f[9]!)),
			campaign: readCopyText(f[10]!),
			content: readCopyText(f[11]!),
			term: readCopyText(f[12]!),
			page: readCopyText(f[13]!),
			activity: readCopyText(f[14]!),
			manager: managerOf(readCopyText(f[15]!), source),
			amount:
				f[16] === '\\N'
					? null
					: amountOf(f[16]!, readCopyText(f[22]!), () => isoDay(day ?? zone.dayOf(Number(f[3])))),
			reason: readCopyText(f[17]!),
			status: readCopyText(f[18]!),
			name: readCopyText(f[19]!),
			company: readCopyText(f[20]!),
			attributes: f[21] === '\\N' ? null : (JSON.parse(readCopyText(f[21]!)!) as Record<string, string>)
		};
	};
	return { parse };
}
