/**
 * Hits and facts as bytes, for the way to the workbench: a version, the length of a JSON head, the head, then column by
 * column the leads, their knock-outs and their hits. Times are differences from the one before, in seconds if all are
 * whole seconds.
 */
import { atOnce } from './at-once.ts';
import type { HitTable } from './hits.ts';
import type { StructureHits } from './structure.ts';
import { byteReader, byteWriter, type ByteReader, type ByteWriter } from './varints.ts';

/** Changes with the form: bytes of another version are refused. */
export const hitsVersion = 2;

/** What the hits belong to. */
export interface HitsHead {
	/** Of the filters, the structure and the data: what a question about places of this table names. */
	key: string;
	dataVersion: number;
	/** ms; what the data go up to. Null without events. */
	asOf: number | null;
}

/** Hits that cannot be read: what is wrong with them. */
export class HitsFault extends Error {
	override name = 'HitsFault';
}

/** In the byte of a lead, above its outcome. */
const ACCEPTED = 8;
const DECIDED = 16;
const ENDED = 32;

/** Bytes that {@link decodeHits} reads back to the same numbers. Times are whole ms; throws a RangeError for others. */
export const encodeHits = (table: StructureHits, head: HitsHead): Uint8Array =>
	atOnce(encodeInTurns(table, head));

/** Hits and leads between two turns. */
const TURN = 1 << 17;

/** As {@link encodeHits}, yielding now and then. */
export function* encodeInTurns(
	{ structure, facts, hits, knockOuts }: StructureHits,
	head: HitsHead
): Generator<void, Uint8Array> {
	const leads = facts.createdAt.length;
	let inSeconds = true;
	const { createdAt, decidedAfter, outcomeAfter } = facts;
	for (const times of [createdAt, decidedAfter, outcomeAfter, hits.after, knockOuts.after]) {
		inSeconds &&= areWholeSeconds(times);
		yield;
	}
	const unit = inSeconds ? 1000 : 1;
	const into = byteWriter(1 << 16);
	const json = new TextEncoder().encode(
		JSON.stringify({
			...head,
			leads,
			hits: hits.what.length,
			knockOuts: knockOuts.what.length,
			unit,
			channels: facts.channels,
			structure
		})
	);
	into.byte(hitsVersion);
	into.unsigned(json.length);
	into.bytes(json);
	yield* writeFacts(into, facts, unit);
	yield* writeHits(into, knockOuts, unit);
	yield* writeHits(into, hits, unit);
	return into.end();
}

function* writeHits(into: ByteWriter, hits: HitTable, unit: number): Generator<void, void> {
	const leads = hits.start.length - 1;
	for (let i = 0; i < leads; i++) into.unsigned(hits.start[i + 1]! - hits.start[i]!);
	yield;
	for (let h = 0; h < hits.what.length; h++) {
		into.unsigned(hits.what[h]!);
		if (h % TURN === TURN - 1) yield;
	}
	for (let i = 0; i < leads; i++) {
		let before = 0;
		for (let h = hits.start[i]!; h < hits.start[i + 1]!; h++) {
			const after = whole(hits.after[h]! / unit);
			into.signed(after - before);
			before = after;
			if (h % TURN === TURN - 1) yield;
		}
	}
}

/** All that are times. */
function areWholeSeconds(times: Float64Array): boolean {
	for (let i = 0; i < times.length; i++) {
		const seconds = times[i]! / 1000;
		if (Number.isFinite(seconds) && seconds !== Math.floor(seconds)) return false;
	}
	return true;
}

function whole(time: number): number {
	if (Number.isSafeInteger(time)) return time;
	throw new RangeError(`A time of a hit is ${time} ms: only whole ms are kept.`);
}

function* writeFacts(into: ByteWriter, facts: StructureHits['facts'], unit: number): Generator<void, void> {
	const n = facts.createdAt.length;
	let before = 0;
	for (let i = 0; i < n; i++) {
		const created = whole(facts.createdAt[i]! / unit);
		into.signed(created - before);
		before = created;
	}
	yield;
	for (let i = 0; i < n; i++)
		into.byte(
			facts.outcome[i]! |
				(facts.accepted[i]! ? ACCEPTED : 0) |
				(facts.decidedAfter[i] === Infinity ? 0 : DECIDED) |
				(Number.isNaN(facts.outcomeAfter[i]!) ? 0 : ENDED)
		);
	for (let i = 0; i < n; i++) into.unsigned(facts.channel[i]!);
	yield;
	// The outcome is often what decided.
	for (let i = 0; i < n; i++) {
		const decided = facts.decidedAfter[i]!;
		const ended = facts.outcomeAfter[i]!;
		if (decided !== Infinity) into.signed(whole(decided / unit));
		if (!Number.isNaN(ended)) into.signed(whole((decided === Infinity ? ended : ended - decided) / unit));
	}
}

interface JsonHead extends HitsHead {
	leads: number;
	hits: number;
	knockOuts: number;
	unit: number;
	channels: (string | null)[];
	structure: StructureHits['structure'];
}

/** Reads what {@link encodeHits} wrote. Throws a {@link HitsFault} that says what is wrong. */
export function decodeHits(bytes: Uint8Array): StructureHits & { head: HitsHead } {
	try {
		const from = byteReader(bytes);
		const version = from.byte();
		if (version !== hitsVersion)
			throw new RangeError(
				`they have version ${version}, this page reads version ${hitsVersion}: load it again`
			);
		const { leads, hits, knockOuts, unit, channels, structure, ...head } = readHead(from);
		// Each takes more than a byte: no memory for counts that cannot be true.
		if (leads + hits + knockOuts > bytes.length)
			throw new RangeError(`${leads} leads with ${hits + knockOuts} hits do not fit ${bytes.length} bytes`);
		const facts = { ...readFacts(from, leads, unit, channels.length), channels };
		const out = readHits(from, leads, knockOuts, structure.disqualify.length, unit);
		const table = readHits(from, leads, hits, structure.rules.length, unit);
		if (from.at < bytes.length)
			throw new RangeError(`${bytes.length - from.at} bytes follow where they should end`);
		return { head, structure, facts, hits: table, knockOuts: out };
	} catch (error) {
		if (error instanceof RangeError || error instanceof SyntaxError)
			throw new HitsFault(`The hits cannot be read: ${error.message}.`, { cause: error });
		throw error;
	}
}

function readHead(from: ByteReader): JsonHead {
	return JSON.parse(new TextDecoder().decode(from.bytes(from.unsigned()))) as JsonHead;
}

function readFacts(from: ByteReader, n: number, unit: number, channels: number) {
	const facts = {
		createdAt: new Float64Array(n),
		decidedAfter: new Float64Array(n).fill(Infinity),
		outcome: new Uint8Array(n),
		outcomeAfter: new Float64Array(n).fill(NaN),
		accepted: new Uint8Array(n),
		channel: new Uint16Array(n)
	};
	let created = 0;
	for (let i = 0; i < n; i++) facts.createdAt[i] = (created += from.signed()) * unit;
	const flags = from.bytes(n);
	for (let i = 0; i < n; i++) {
		facts.outcome[i] = flags[i]! & (ACCEPTED - 1);
		facts.accepted[i] = flags[i]! & ACCEPTED ? 1 : 0;
	}
	for (let i = 0; i < n; i++) {
		const channel = (facts.channel[i] = from.unsigned());
		if (channel >= channels)
			throw new RangeError(`lead ${i} has channel ${channel} of ${channels} before byte ${from.at}`);
	}
	for (let i = 0; i < n; i++) {
		const isDecided = (flags[i]! & DECIDED) !== 0;
		if (isDecided) facts.decidedAfter[i] = from.signed() * unit;
		if (flags[i]! & ENDED)
			facts.outcomeAfter[i] = from.signed() * unit + (isDecided ? facts.decidedAfter[i]! : 0);
	}
	return facts;
}

function readHits(from: ByteReader, n: number, count: number, rules: number, unit: number) {
	const start = new Uint32Array(n + 1);
	for (let i = 0; i < n; i++) start[i + 1] = start[i]! + from.unsigned();
	if (start[n] !== count) throw new RangeError(`the leads have ${start[n]} hits, the head says ${count}`);
	const what = new Uint16Array(count);
	for (let h = 0; h < count; h++) {
		const one = from.unsigned();
		if (one >= rules * 2)
			throw new RangeError(`there is no rule ${Math.floor(one / 2)} of ${rules} before byte ${from.at}`);
		what[h] = one;
	}
	const after = new Float64Array(count);
	for (let i = 0; i < n; i++) {
		let at = 0;
		for (let h = start[i]!; h < start[i + 1]!; h++) after[h] = (at += from.signed()) * unit;
	}
	return { start, what, after };
}
