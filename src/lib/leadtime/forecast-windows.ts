/** What a forecast learns from: where leads stood at the start of each earlier window, and who were clients at its end. */
import { waitingStages, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import type { LearnedWindow } from './forecast.ts';

const DAY = 86_400_000;

/** Whole days in the stage: the last of each band but the endless one. */
const lastDays = [0, 2, 6, 13, 29, 59, 119, 239];
const bands = lastDays.length + 1;
const bandOf = Uint8Array.from({ length: lastDays.at(-1)! + 1 }, (_, day) =>
	lastDays.findIndex((last) => day <= last)
);

/** The stage of each cell, by its index. */
export const stageOfCell: readonly number[] = waitingStages.flatMap((_, stage) =>
	new Array<number>(bands).fill(stage)
);

/** A lead that stands in `stage`, a place in {@link waitingStages}, for so many whole days. */
export const cellOf = (stage: number, days: number): number =>
	stage * bands + (days < bandOf.length ? bandOf[Math.max(0, days)]! : bands - 1);

/** Most windows that are looked back on. */
const mostWindows = 12;

/** The first window starts so many days after the first lead at the earliest. */
const leadIn = 60;

/** How many windows of `days` there are, when the first lead of all came so many whole days ago. */
export const windowCount = (days: number, firstLeadDays: number): number =>
	Math.max(0, Math.min(mostWindows, Math.floor((firstLeadDays - leadIn) / days)));

/** A lead as a forecast sees it. */
export interface ForecastLead {
	/** In turn, the arrival first: the time of each change of stage or outcome (ms), and what the lead was from then on. */
	moves: readonly (number | Stage | Outcome)[];
	/** It became a client on an unknown day; the time of that move is a stand-in. */
	undatedClient: boolean;
	/** Of all its sales, in minor units; null: none named one. */
	amount: number | null;
}

/** One earlier window. */
export interface Window extends LearnedWindow {
	n: Uint32Array;
	y: Uint32Array;
	/** By stage at its start: those who became clients, and their sales in minor units. */
	clients: Uint32Array;
	amount: Float64Array;
	/** How many of them have an amount. */
	named: number;
	/** Clients of the window that were not open at its start: they arrived later, or were lost then. */
	newLeads: number;
	comeBack: number;
}

/** The windows of one length, the latest first, and the leads that are open now by cell. */
export interface WindowTally {
	days: number;
	open: Uint32Array;
	windows: Window[];
}

export const createTally = (days: number, windows: number): WindowTally => ({
	days,
	open: new Uint32Array(stageOfCell.length),
	windows: Array.from({ length: windows }, () => ({
		n: new Uint32Array(stageOfCell.length),
		y: new Uint32Array(stageOfCell.length),
		clients: new Uint32Array(waitingStages.length),
		amount: new Float64Array(waitingStages.length),
		named: 0,
		newLeads: 0,
		comeBack: 0
	}))
});

const places: Partial<Record<Stage | Outcome, number>> = Object.fromEntries(
	waitingStages.map((stage, i) => [stage, i])
);

/**
 * Adds a lead to each tally, as it stood at the as-of instant and at the start of each window. What is later than the
 * as-of instant is not seen. A lead that became a client on an unknown day is left out: when it was open is not known.
 */
export function addLead(tallies: readonly WindowTally[], asOf: number, lead: ForecastLead): void {
	const { moves, amount } = lead;
	const count = moves.length / 2;
	/** Whole days from the change to the as-of instant; negative: later than it. */
	const day = (i: number) => Math.floor((asOf - (moves[2 * i] as number)) / DAY);
	const arrived = day(0);
	if (arrived < 0) return;
	const end = day(count - 1);
	const isClient = moves[2 * count - 1] === 'client' && end >= 0;
	if (isClient && lead.undatedClient) return;
	for (const { days, open, windows } of tallies) {
		/** The window in which it became a client. */
		const bought = isClient ? Math.floor(end / days) : -1;
		let wasOpen = false;
		for (let i = 0; i < count; i++) {
			const stage = places[moves[2 * i + 1] as Stage | Outcome];
			if (stage === undefined) continue;
			const since = day(i);
			const until = i + 1 < count ? Math.max(0, day(i + 1) + 1) : 0;
			const last = Math.min(windows.length, Math.floor(Math.min(since, arrived) / days));
			for (let j = Math.ceil(until / days); j <= last; j++) {
				const cell = cellOf(stage, since - j * days);
				if (j === 0) open[cell]!++;
				else {
					const window = windows[j - 1]!;
					window.n[cell]!++;
					if (bought !== j - 1) continue;
					wasOpen = true;
					window.y[cell]!++;
					window.clients[stage]!++;
					window.amount[stage]! += amount ?? 0;
					if (amount !== null) window.named++;
				}
			}
		}
		if (bought < 0 || bought >= windows.length || wasOpen) continue;
		if (arrived < (bought + 1) * days) windows[bought]!.newLeads++;
		else windows[bought]!.comeBack++;
	}
}
