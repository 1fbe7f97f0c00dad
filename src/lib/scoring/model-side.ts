/** All that the workbench shows of one model; parts that a change does not touch are kept from the move before. */
import { gateCounter, type GateCount } from './by-channel.ts';
import type { Cohort } from './cohort.ts';
import { cells, classesOf, type Cell } from './classes.ts';
import { compileModel } from './compile.ts';
import { gateCurve, type GatePoint } from './gate-curve.ts';
import { knockedOutAt } from './knock-outs.ts';
import { matrixOf, type Matrix } from './matrix.ts';
import type { ScoreModel } from './model.ts';
import { scoreBoard, type ScoreBoard } from './score-board.ts';
import { hitsOf, type StructureHits } from './structure.ts';
import { tallyOfPoints } from './tally.ts';
import { weeklyCounter, type WeekCount, type Weeks } from './volume.ts';

export interface ModelView {
	/**
	 * By threshold of points, ascending, those of the last point hand over nobody. Leads that would not be handed over
	 * whatever their points (knocked out, or short of another condition of the threshold `mql`) are in none.
	 */
	curve: GatePoint[];
	/** At the model's threshold. */
	gate: GatePoint;
	/** Leads for whom each rule counts, by its place. */
	rules: Cell[];
	matrix: Matrix;
	/** Cold, warm, hot. */
	classes: Cell[];
	/** By the place of the channel. */
	channels: GateCount[];
	weeks: WeekCount[];
}

/** Points of a curve that are sent. */
export const mostPoints = 400;

export interface ModelSide {
	readonly board: ScoreBoard;
	/** Of each lead of the cohort; the arrays are the side's own. */
	readonly classes: Uint8Array;
	readonly passes: Uint8Array;
	view(model: ScoreModel): ModelView;
}

/** Models that follow must have the rules of the first, with whatever points, limits and half-lives. */
export function modelSide(table: StructureHits, weeks: Weeks, cohort: Cohort, first: ScoreModel): ModelSide {
	const { hits, knockOuts } = hitsOf(table, first);
	const knockedOut = knockedOutAt(knockOuts, cohort);
	const board = scoreBoard(hits, cohort, first);
	const { leads, isClient } = cohort;
	const { channel, channels } = table.facts;
	const n = leads.length;
	const classes = new Uint8Array(n);
	const passes = new Uint8Array(n);
	const eligible = new Uint8Array(n);
	const spare = new Uint8Array(n);
	const rules = rulesOf(board, isClient);
	const countChannels = gateCounter(leads, channel, channels.length, isClient);
	const countWeeks = weeklyCounter(cohort, weeks);
	let matrix: Matrix | null = null;
	let curved: { conditions: string; curve: GatePoint[] } | null = null;
	return {
		board,
		classes,
		passes,
		view(model) {
			const changed = board.move(model);
			const { score } = board.scores;
			const mql = compileModel(model).thresholds.mql!;
			const conditions = JSON.stringify({ ...mql, score: null });
			if (changed || curved?.conditions !== conditions) {
				board.passing({ ...mql, score: -Infinity }, eligible);
				for (let i = 0; i < n; i++) if (knockedOut[i]) eligible[i] = 0;
				curved = { conditions, curve: gateCurve(tallyOfPoints(score, isClient, eligible), mostPoints) };
			}
			if (changed || !matrix) matrix = matrixOf(board.scores, model, isClient);
			const gate = { threshold: mql.score, flagged: 0, clients: 0 };
			for (let i = 0; i < n; i++) {
				passes[i] = eligible[i]! & Number(score[i]! >= mql.score);
				gate.flagged += passes[i]!;
				gate.clients += passes[i]! & isClient[i]!;
			}
			classesOf(board, model, knockedOut, classes, spare);
			return {
				matrix,
				curve: curved.curve,
				gate,
				rules,
				classes: classCells(classes, isClient),
				channels: countChannels(passes),
				weeks: countWeeks(passes)
			};
		}
	};
}

function rulesOf({ pairs }: ScoreBoard, isClient: Uint8Array): Cell[] {
	return Array.from({ length: pairs.from.length - 1 }, (_, rule) => {
		const cell = { n: pairs.from[rule + 1]! - pairs.from[rule]!, clients: 0 };
		for (let k = pairs.from[rule]!; k < pairs.from[rule + 1]!; k++) cell.clients += isClient[pairs.lead[k]!]!;
		return cell;
	});
}

function classCells(classes: Uint8Array, isClient: Uint8Array): Cell[] {
	const counts = new Uint32Array(18);
	for (let i = 0; i < classes.length; i++) counts[classes[i]! * 2 + isClient[i]!]!++;
	return cells(counts)[0]!;
}
