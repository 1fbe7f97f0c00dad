/**
 * A made-up company that sells helpdesk software: events of its CRM, web site, mailing tool and telephony, the costs of
 * its channels, and the truth behind them. The same options give the same bytes.
 */
import { costLine, costRows, costsHeader } from './costs.ts';
import { linesOf, type DirtyKind, type PlacedLine } from './dirt.ts';
import { live } from './life.ts';
import { record } from './record.ts';
import { createTally, type Tally } from './tally.ts';
import type { DemoTruth } from './truth.ts';
import { createWorld, type DemoOptions, type World } from './world.ts';

/** One line of the NDJSON file, without its end. `dirty`: what a loader must find in it. */
export interface DemoLine {
	text: string;
	dirty: DirtyKind | null;
}

export interface Demo {
	/** Events, week by week more or less, those that came late at the end. Memory does not grow with the company. */
	lines(): Iterable<DemoLine>;
	/** Lines of a CSV file, its header first. */
	costs(): Iterable<string>;
	/** Once both have been read to the end. */
	truth(): DemoTruth;
}

/** Leads whose events stand together in the file, in order of time: about what one page of an export holds. */
const blockSize = 400;

/** One lead in so many has events that come late, so many of them. */
const late = { every: 211, first: 17, rows: 2 };
const comesLate = (world: World, index: number) => !world.options.plain && index % late.every === late.first;

/** Throws RangeError for options that make no company. */
export function createDemo(options: DemoOptions): Demo {
	const world = createWorld(options);
	const tally = createTally(world);
	return {
		lines: () => demoLines(world, tally),
		*costs() {
			yield costsHeader;
			for (const row of costRows(world)) {
				tally.cost(row.channel, row.minor);
				yield costLine(world, row);
			}
		},
		truth: () => tally.truth()
	};
}

/** The events alone. */
export const generateDemo = (options: DemoOptions): Iterable<DemoLine> => createDemo(options).lines();

/** The truth alone; takes as long as making the events. */
export function demoTruth(options: DemoOptions): DemoTruth {
	const demo = createDemo(options);
	for (const lines of [demo.lines(), demo.costs()]) for (const line of lines) void line;
	return demo.truth();
}

function* demoLines(world: World, tally: Tally): Iterable<DemoLine> {
	const { leads, plain } = world.options;
	for (let start = 0; start < leads; start += blockSize) {
		const block: PlacedLine[] = [];
		for (let index = start; index < Math.min(leads, start + blockSize); index++) {
			const life = live(world, index);
			const recorded = record(world, life);
			tally.lead(life, recorded);
			const isLate = comesLate(world, index);
			const lines = linesOf(world, life, recorded.rows, plain || isLate);
			for (const line of isLate ? inTime(lines) : lines) block.push(line);
		}
		block.sort((a, b) => a.at - b.at);
		for (const line of block) {
			tally.line(line.dirty);
			yield line;
		}
	}
	if (plain) return;
	// Made once more instead of kept, so that memory stays flat.
	for (let index = late.first; index < leads; index += late.every) {
		const life = live(world, index);
		const lines = linesOf(world, life, record(world, life).rows, true);
		const early = new Set(inTime(lines));
		const missed = lines.filter((line) => !early.has(line));
		tally.late(missed.length);
		for (const line of missed) {
			tally.line(line.dirty);
			yield line;
		}
	}
}

/** The lines of a lead that do not come late: all but its newest few. */
function inTime(lines: PlacedLine[]): PlacedLine[] {
	const newest = lines
		.slice(1)
		.sort((a, b) => b.at - a.at)
		.slice(0, late.rows);
	return lines.filter((line) => !newest.includes(line));
}
