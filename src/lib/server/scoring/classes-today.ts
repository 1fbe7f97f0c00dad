/** What another model would make of the open leads as they stand today. */
import { filtersSchema } from '#lib/filters/filters.ts';
import { classChanges, classesOf, type Cell } from '#lib/scoring/classes.ts';
import { compileModel } from '#lib/scoring/compile.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { knockedOutAt } from '#lib/scoring/knock-outs.ts';
import { scoreBoard } from '#lib/scoring/score-board.ts';
import { hitsInTurns, structureOf } from '#lib/scoring/structure.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from '../reports/context.ts';
import { readStructure, type StructureLeads } from './read-hits.ts';

export interface ClassesToday {
	/** Open leads. */
	leads: number;
	/** Cold, warm, hot; of the model that is live, all cold without one: `[before][after]`. */
	cells: Cell[][];
	/** Leads that pass the hand-over threshold and are not knocked out: of the live model, of the other, of both. */
	handOver: { before: number; after: number; both: number };
}

/** Null without data. Scores are those at the date that the data go up to. */
export async function classesToday(
	context: ReportContext,
	live: ScoreModel | null,
	model: ScoreModel
): Promise<ClassesToday | null> {
	const filters = filtersSchema.parse({ values: { outcome: ['open'] } });
	const asOf = asOfMs(context, filters);
	if (asOf === null) return null;
	const read = await readStructure(context, filters, structureOf(model, live), 'today');
	const after = await giveWay(standAt(read, model, asOf));
	const leads = after.classes.length;
	const before = live
		? await giveWay(standAt(read, live, asOf))
		: { classes: new Uint8Array(leads), toSales: new Uint8Array(leads) };
	const handOver = { before: 0, after: 0, both: 0 };
	for (let i = 0; i < leads; i++) {
		handOver.before += before.toSales[i]!;
		handOver.after += after.toSales[i]!;
		handOver.both += before.toSales[i]! & after.toSales[i]!;
	}
	return { leads, cells: classChanges(before.classes, after.classes, new Uint8Array(leads)), handOver };
}

interface Standing {
	classes: Uint8Array;
	toSales: Uint8Array;
}

/** Class and hand-over of each lead at `at` (ms). Yields now and then. */
function* standAt(leads: StructureLeads, model: ScoreModel, at: number): Generator<void, Standing> {
	const { facts } = leads;
	const { hits, knockOuts } = yield* hitsInTurns(leads, model);
	const n = facts.createdAt.length;
	const everyone = {
		leads: Uint32Array.from({ length: n }, (_, i) => i),
		// What counts is before the decision: what happened in this very millisecond, too.
		decision: facts.createdAt.map((createdAt) => at - createdAt + 1)
	};
	yield;
	const board = scoreBoard(hits, everyone, model);
	yield;
	const classes = new Uint8Array(n);
	const toSales = new Uint8Array(n);
	const knockedOut = knockedOutAt(knockOuts, everyone);
	classesOf(board, model, knockedOut, classes, toSales);
	board.passing(compileModel(model).thresholds.mql!, toSales);
	for (let i = 0; i < n; i++) if (knockedOut[i]) toSales[i] = 0;
	return { classes, toSales };
}
