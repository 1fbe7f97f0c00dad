/** How many of all leads have become clients by each day since their arrival (METHODS, section 5: Aalen–Johansen). */
import { bandSteps } from './incidence-band.ts';

/** Leads that leave on one whole elapsed day: as clients, lost, or still open when the data end. */
export interface IncidenceCell {
	day: number;
	open: number;
	client: number;
	lost: number;
}

export interface IncidencePoint {
	day: number;
	/** Leads still followed at the start of the day: a plain count. */
	atRisk: number;
	client: number;
	lost: number;
	/** Shares of all leads, by the end of the day; with `open` they add up to 1. */
	incidence: number;
	lostIncidence: number;
	open: number;
	/** Standard error and likely range of `incidence`; nulls while nobody is a client. */
	se: number | null;
	lo: number | null;
	hi: number | null;
}

/** How many leads each kind of exit stands for. */
export interface ExitWeights {
	client: number;
	lost: number;
}

/**
 * The curve, a point for each day on which some lead leaves, whatever the order of `cells`. Each dated client stands
 * for all clients, those of `leftOut` (without a usable date) among them, and each dated loss for all losses. At a day
 * events come before censoring. Without leads there are no points; without a dated client the incidence is 0.
 */
export function incidenceCurve(
	cells: readonly IncidenceCell[],
	leftOut: { clients: number; lost: number } = { clients: 0, lost: 0 }
): IncidencePoint[] {
	const days = byDay(cells);
	const total = (of: (cell: IncidenceCell) => number) => days.reduce((sum, cell) => sum + of(cell), 0);
	// Followed still: whole numbers, so that nothing is left of them by rounding when the last one leaves.
	const rest = {
		open: total(({ open }) => open),
		client: total(({ client }) => client),
		lost: total(({ lost }) => lost)
	};
	const weights: ExitWeights = {
		client: rest.client ? (rest.client + leftOut.clients) / rest.client : 1,
		lost: rest.lost ? (rest.lost + leftOut.lost) / rest.lost : 1
	};
	const band = bandSteps(weights, rest);
	let incidence = 0;
	let lostIncidence = 0;
	let left = 1;
	return days.map((cell) => {
		const { day, open, client, lost } = cell;
		const atRisk = rest.open + rest.client + rest.lost;
		const weight = rest.open + weights.client * rest.client + weights.lost * rest.lost;
		const clients = (weights.client * client) / weight;
		const losses = (weights.lost * lost) / weight;
		const before = left;
		incidence += before * clients;
		lostIncidence += before * losses;
		left *= Math.max(0, 1 - (clients + losses));
		const range = band(cell, { weight, clients, losses, before, left, incidence });
		rest.open -= open;
		rest.client -= client;
		rest.lost -= lost;
		return { day, atRisk, client, lost, incidence, lostIncidence, open: left, ...range };
	});
}

/** One cell a day, the earliest first. */
function byDay(cells: readonly IncidenceCell[]): IncidenceCell[] {
	const days = new Map<number, IncidenceCell>();
	for (const { day, open, client, lost } of cells) {
		const sum = days.get(day);
		if (!sum) days.set(day, { day, open, client, lost });
		else {
			sum.open += open;
			sum.client += client;
			sum.lost += lost;
		}
	}
	return [...days.values()]
		.filter(({ open, client, lost }) => open + client + lost > 0)
		.sort((a, b) => a.day - b.day);
}

/**
 * The curve up to `day`, on which all that are left count as open. The curve before that does not depend on what comes
 * after it, so that leads which leave later may stand in it at whatever later day.
 */
export function curveUpTo(curve: readonly IncidencePoint[], day: number): IncidencePoint[] {
	const kept = curve.filter((point) => point.day <= day);
	const next = curve[kept.length];
	const last = kept.at(-1);
	if (!next || last?.day === day) return kept;
	const shares = last ?? { incidence: 0, lostIncidence: 0, open: 1, se: null, lo: null, hi: null };
	return [...kept, { ...shares, day, atRisk: next.atRisk, client: 0, lost: 0 }];
}

/** The first day by which half of those who ever leave so have: of the clients, or of the losses. Null if nobody does. */
export function halfTimeDays(
	curve: readonly IncidencePoint[],
	of: 'incidence' | 'lostIncidence' = 'incidence'
): number | null {
	const end = curve.at(-1)?.[of] ?? 0;
	return end > 0 ? curve.find((point) => point[of] >= end / 2)!.day : null;
}
