/** The workbench without its page: a table of hits, and what a draft and the live model make of it. */
import { timeZone } from '#lib/events/zone.ts';
import { classChanges, type Cell } from './classes.ts';
import { cohortOf, type Cohort, type CohortOptions } from './cohort.ts';
import { knockedOutAt } from './knock-outs.ts';
import { capsOf, third } from './matrix.ts';
import type { ScoreModel } from './model.ts';
import { modelSide, type ModelSide, type ModelView } from './model-side.ts';
import { judgeScore, type Known } from './judge-score.ts';
import type { Score } from './points.ts';
import type { JudgedScore } from './report.ts';
import { conditionText, hitsOf, type StructureHits } from './structure.ts';
import { weeksOf } from './volume.ts';

export interface WorkbenchOptions extends CohortOptions {
	/** Leads of these channels only, by their places; null: all. */
	channels: number[] | null;
	/** IANA name of the zone whose weeks are counted. */
	timezone: string;
}

export interface Comparison {
	/** Leads that are judged, those of them that became clients in time, and those too young to know. */
	n: number;
	clients: number;
	leftOut: number;
	draft: ModelView;
	live: ModelView | null;
	/** `[class in the draft][class in the live model]`: cold, warm, hot. */
	changes: Cell[][] | null;
}

/** What a figure counts; the leads are those of the last comparison. */
export type Pick =
	| { of: 'matrix'; model: 'draft' | 'live'; row: number; column: number; channel?: number }
	| { of: 'change'; draft: number; live: number; channel?: number }
	| {
			of: 'gate';
			model: 'draft' | 'live';
			passes: boolean;
			isClient?: boolean;
			channel?: number;
			/** The Monday of a week. */
			week?: string;
	  }
	| { of: 'rule'; model: 'draft' | 'live'; rule: number; isClient?: boolean; channel?: number };

export interface Picked {
	total: number;
	/** The newest first. */
	places: number[];
	/** Of the same leads. */
	scores: PickedScore[];
}

/** What the draft says of a lead at its decision. */
export interface PickedScore extends Score {
	/** 0 cold, 1 warm, 2 hot */
	class: number;
	/** It became a client in time. */
	isClient: boolean;
}

export interface Workbench {
	compare(draft: ScoreModel, live: ScoreModel | null, options: WorkbenchOptions): Comparison;
	/**
	 * How well the draft of the last comparison parts clients from others, and which threshold pays best; null before
	 * any. `withAccepted`: it is recorded which leads sales accepted.
	 */
	judge(worth: Known['worth'], withAccepted: boolean): JudgedScore | null;
	/** At most `most` of the leads behind a figure. */
	pick(what: Pick, most: number): Picked;
}

interface Side {
	key: string;
	side: ModelSide;
	model: ScoreModel;
	view: ModelView;
}

export function workbench(table: StructureHits): Workbench {
	let judged: { key: string; cohort: Cohort } | null = null;
	let weeks: { timezone: string; of: ReturnType<typeof weeksOf> } | null = null;
	const sides: { draft: Side | null; live: Side | null } = { draft: null, live: null };

	/** The side of a model; a new one for another cohort or other rules. */
	const sideOf = (name: 'draft' | 'live', model: ScoreModel, cohort: Cohort, cohortKey: string): Side => {
		const before = sides[name];
		const key = `${cohortKey} ${conditionText([model.rules.map(({ when }) => when), model.disqualify])}`;
		if (before?.key === key) {
			if (!isSame(before.model, model)) before.view = before.side.view(model);
			before.model = model;
			return before;
		}
		const side = modelSide(table, weeks!.of, cohort, model);
		return (sides[name] = { key, side, model, view: side.view(model) });
	};

	return {
		compare(draft, live, options) {
			if (weeks?.timezone !== options.timezone) {
				const { timezone } = options;
				weeks = { timezone, of: weeksOf(table.facts.createdAt, timeZone(timezone)) };
			}
			const key = JSON.stringify(options);
			if (judged?.key !== key)
				judged = { key, cohort: inChannels(cohortOf(table.facts, options), table, options) };
			const { cohort } = judged;
			const a = sideOf('draft', draft, cohort, key);
			const b = live && sideOf('live', live, cohort, key);
			if (!b) sides.live = null;
			return {
				n: cohort.leads.length,
				clients: cohort.clients,
				leftOut: cohort.leftOut,
				draft: a.view,
				live: b && b.view,
				changes: b && classChanges(a.side.classes, b.side.classes, cohort.isClient)
			};
		},
		judge(worth, withAccepted) {
			const { draft } = sides;
			if (!judged || !draft) return null;
			const { counts, scores } = draft.side.board;
			const knockedOut = knockedOutAt(hitsOf(table, draft.model).knockOuts, judged.cohort);
			const accepted = withAccepted ? table.facts.accepted : null;
			const scored = { model: draft.model, cohort: judged.cohort, counts, scores, knockedOut };
			return judgeScore(scored, { accepted, worth });
		},
		pick(what, most) {
			const picked: Picked = { total: 0, places: [], scores: [] };
			if (!judged || !sides.draft) return picked;
			const { leads, isClient } = judged.cohort;
			const isPicked = picker(what, sides, judged.cohort, table, weeks!.of);
			const { board, classes } = sides.draft.side;
			const { fit, engagement, score } = board.scores;
			for (let i = leads.length - 1; i >= 0; i--) {
				if (!isPicked(i)) continue;
				picked.total++;
				if (picked.places.length >= most) continue;
				picked.places.push(leads[i]!);
				picked.scores.push({
					...{ fit: fit[i]!, engagement: engagement[i]!, score: score[i]! },
					...{ class: classes[i]!, isClient: isClient[i] === 1 }
				});
			}
			return picked;
		}
	};
}

/** Whether nothing that scores depend on differs; names and labels may. */
const isSame = (a: ScoreModel, b: ScoreModel) =>
	a === b ||
	JSON.stringify([a.groups, a.rules, a.thresholds]) === JSON.stringify([b.groups, b.rules, b.thresholds]);

function inChannels(cohort: Cohort, { facts }: StructureHits, { channels }: WorkbenchOptions): Cohort {
	if (!channels) return cohort;
	const wanted = new Set(channels);
	const isIn = (lead: number) => wanted.has(facts.channel[lead]!);
	const kept = (_: number, i: number) => isIn(cohort.leads[i]!);
	const isClient = cohort.isClient.filter(kept);
	const all = facts.channel.reduce((sum, channel) => sum + Number(wanted.has(channel)), 0);
	const leads = cohort.leads.filter(isIn);
	return {
		leads,
		isClient,
		clients: isClient.reduce((sum, one) => sum + one, 0),
		decision: cohort.decision.filter(kept),
		leftOut: all - leads.length,
		until: cohort.until
	};
}

function picker(
	what: Pick,
	sides: Record<'draft' | 'live', Side | null>,
	{ leads, isClient }: Cohort,
	{ facts }: StructureHits,
	weeks: ReturnType<typeof weeksOf>
): (i: number) => boolean {
	const inChannel = (i: number) => what.channel === undefined || facts.channel[leads[i]!] === what.channel;
	if (what.of === 'change') {
		const { draft, live } = sides;
		if (!draft || !live) return () => false;
		return (i) => draft.side.classes[i] === what.draft && live.side.classes[i] === what.live && inChannel(i);
	}
	const of = sides[what.model];
	if (!of) return () => false;
	const { side, model } = of;
	if (what.of === 'matrix') {
		const { fitCap, engagementCap } = capsOf(model);
		const { fit, engagement } = side.board.scores;
		return (i) =>
			third(fit[i]!, fitCap) === what.row &&
			third(engagement[i]!, engagementCap) === what.column &&
			inChannel(i);
	}
	const isWanted = (i: number) =>
		(what.isClient === undefined || (isClient[i] === 1) === what.isClient) && inChannel(i);
	if (what.of === 'gate') {
		const week = what.week === undefined ? null : weeks.mondays.indexOf(what.week);
		return (i) =>
			(side.passes[i] === 1) === what.passes &&
			isWanted(i) &&
			(week === null || weeks.week[leads[i]!] === week);
	}
	const { from, lead } = side.board.pairs;
	const met = new Uint8Array(leads.length);
	for (let k = from[what.rule] ?? 0; k < (from[what.rule + 1] ?? 0); k++) met[lead[k]!] = 1;
	return (i) => met[i] === 1 && isWanted(i);
}
