/** The faults of real exports, about one row in two hundred. None of them changes what is true of a lead. */
import { DAY, HOUR } from './clock.ts';
import type { Life } from './life.ts';
import type { Row } from './record.ts';
import type { EventJson } from './record-keys.ts';
import type { World } from './world.ts';

/** Rows that must be quarantined, each for a reason of its own. */
export const faults = [
	'notJson',
	'unknownType',
	'noDate',
	'badDate',
	'futureDate',
	'oldDate',
	'noKey',
	'noUsableKey',
	'negativeAmount',
	'foreignCurrency'
] as const;
/** Rows that are known, rows that correct one before them, and rows with a contact that is left out. */
export const oddities = ['duplicate', 'correction', 'impossiblePhone', 'emailWithoutAt'] as const;
export type DirtyKind = (typeof faults)[number] | (typeof oddities)[number];

export const noDirt = () =>
	Object.fromEntries([...faults, ...oddities].map((kind) => [kind, 0])) as Record<DirtyKind, number>;

/** A line of the file, before it finds its place. */
export interface PlacedLine {
	at: number;
	text: string;
	dirty: DirtyKind | null;
}

const weights: [DirtyKind, number][] = [
	['duplicate', 26],
	['correction', 15],
	['unknownType', 6],
	['noKey', 6],
	['noUsableKey', 4],
	['badDate', 8],
	['noDate', 4],
	['futureDate', 4],
	['oldDate', 3],
	['notJson', 4]
];
const kindWeights = weights.map(([, weight]) => weight);

/** The lines of one lead, some with faults. `sound`: nothing is spoilt (leads whose events come late). */
export function linesOf(world: World, life: Life, rows: Row[], sound: boolean): PlacedLine[] {
	const { flaw, email, phone } = life.person;
	const isFlawed = (event: EventJson) =>
		flaw === 'impossiblePhone' ? event.phone === phone : flaw !== null && event.email === email;
	const lines = rows.map(({ at, event }): PlacedLine => ({
		at,
		text: JSON.stringify(event),
		dirty: isFlawed(event) ? flaw : null
	}));
	if (sound || flaw) return lines;
	const { random } = world;
	if (random.chance(0.038)) spoil(world, rows, lines, weights[random.weighted(kindWeights)]![0]);
	const sale = rows.find(({ event }) => event.type === 'client');
	if (sale && random.chance(0.09))
		addSale(world, sale, lines, random.chance(0.55) ? 'negativeAmount' : 'foreignCurrency');
	return lines;
}

/** An event of the same record as this one, after it. */
function follow(world: World, { at, event }: Row, more: EventJson): Row {
	const { random, until, clock } = world;
	const then = Math.min(until, at + random.between(0.1, 3) * DAY);
	const { type, source, lead, email, phone } = event;
	const id = event.id === undefined ? undefined : `${String(event.lead)}-${random.below(900) + 100}`;
	return { at: then, event: { type, at: clock.withOffset(then), source, lead, email, phone, id, ...more } };
}

function spoil(world: World, rows: Row[], lines: PlacedLine[], kind: DirtyKind): void {
	const { random, clock } = world;
	const push = ({ at, event }: Row, dirty: DirtyKind) =>
		lines.push({ at, text: JSON.stringify(event), dirty });
	const i = random.below(rows.length);
	const row = rows[i]!;

	if (kind === 'duplicate') {
		lines.push({ ...lines[i]!, at: row.at + HOUR, dirty: 'duplicate' });
	} else if (kind === 'correction') {
		correct(world, rows, lines);
	} else if (kind === 'notJson') {
		const text = lines[i]!.text;
		lines.push({
			at: row.at,
			text: text.slice(0, Math.floor(text.length * random.between(0.4, 0.9))),
			dirty: kind
		});
	} else if (kind === 'unknownType') {
		push(follow(world, row, { type: random.pick(['meeting_moved', 'lead_update', 'task_done']) }), kind);
	} else if (kind === 'noKey') {
		const event = { type: 'activity', at: clock.utc(row.at), source: 'website', activity: 'product_view' };
		push({ at: row.at, event }, kind);
	} else if (kind === 'noUsableKey') {
		const email = `form-${random.below(1_000_000)}.example`;
		const event = { type: 'created', at: clock.utc(row.at), source: 'website', email, page: '/demo' };
		push({ at: row.at, event }, kind);
	} else {
		const at = {
			badDate: random.pick([
				'2026-02-30',
				'2025-13-05T10:00:00',
				'yesterday',
				'0000-00-00 00:00:00',
				'12/2025'
			]),
			futureDate: '2999-12-31T23:59:59Z',
			oldDate: '1970-01-01T00:00:00Z',
			noDate: undefined
		}[kind as 'badDate' | 'futureDate' | 'oldDate' | 'noDate'];
		push(follow(world, row, { type: 'contacted', at }), kind);
	}
}

/** A refund booked as a sale, or a sale in a currency whose rate nobody has set. */
function addSale(
	world: World,
	sale: Row,
	lines: PlacedLine[],
	kind: 'negativeAmount' | 'foreignCurrency'
): void {
	const own = world.options.currency;
	const amount = Number(sale.event.amount);
	const more =
		kind === 'negativeAmount'
			? { amount: -amount, currency: own }
			: { amount: Math.round(amount / 3), currency: own === 'CHF' ? 'SEK' : 'CHF' };
	const { at, event } = follow(world, sale, more);
	lines.push({ at, text: JSON.stringify(event), dirty: kind });
}

/** Puts a wrong version of an event before the right one, which then corrects it. */
function correct(world: World, rows: Row[], lines: PlacedLine[]): void {
	const { random } = world;
	const i = rows.findLastIndex(
		({ event }) => event.id !== undefined && (event.amount ?? event.reason ?? event.manager) !== undefined
	);
	if (i < 0) return;
	const { at, event } = rows[i]!;
	const wrong =
		event.amount !== undefined
			? { amount: Number(event.amount) * 10 }
			: event.reason !== undefined
				? { reason: 'Other' }
				: { manager: random.pick(world.managers.filter(({ name }) => name !== event.manager)).name };
	lines.push({ at, text: JSON.stringify({ ...event, ...wrong }), dirty: null });
	lines[i] = { at: at + HOUR, text: lines[i]!.text, dirty: 'correction' };
}
