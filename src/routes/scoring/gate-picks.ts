/** Which leads the figures of the gate count. */
import type { Pick } from '#lib/scoring/workbench.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export type GateFigure = 'flagged' | 'caught' | 'missed';

/** Opens the leads behind a figure; `name` says in words what it counts. */
export type OpenLeads = (name: string, what: Pick) => void;

const parts = {
	flagged: { passes: true },
	caught: { passes: true, isClient: true },
	missed: { passes: false, isClient: true }
};

export const gateNames = {
	flagged: m.scoring_gate_open_flagged,
	caught: m.scoring_gate_open_caught,
	missed: m.scoring_gate_open_missed
};

/** `channel`: its place; all leads without one. */
export const gatePick = (figure: GateFigure, channel?: number): Pick => ({
	of: 'gate',
	model: 'draft',
	...(channel !== undefined && { channel }),
	...parts[figure]
});
