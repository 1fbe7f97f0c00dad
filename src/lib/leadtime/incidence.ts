/** How many of all leads have become clients by each day since their arrival (METHODS, section 5: Aalen–Johansen). */

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
	const dated = { clients: total(({ client }) => client), lost: total(({ lost }) => lost) };
	const ofClient = dated.clients ? (dated.clients + leftOut.clients) / dated.clients : 1;
	const ofLost = dated.lost ? (dated.lost + leftOut.lost) / dated.lost : 1;
	let atRisk = total(({ open, client, lost }) => open + client + lost);
	let weight = total(({ open }) => open) + ofClient * dated.clients + ofLost * dated.lost;
	let incidence = 0;
	let lostIncidence = 0;
	let left = 1;
	return days.map(({ day, open, client, lost }) => {
		const clients = ofClient * client;
		const losses = ofLost * lost;
		const point = { day, atRisk, client, lost };
		incidence += (left * clients) / weight;
		lostIncidence += (left * losses) / weight;
		left *= Math.max(0, 1 - (clients + losses) / weight);
		atRisk -= open + client + lost;
		weight -= open + clients + losses;
		return { ...point, incidence, lostIncidence, open: left };
	});
}

/** One cell a day, the earliest first. */
function byDay(cells: readonly IncidenceCell[]): IncidenceCell[] {
	const days = new Map<number, IncidenceCell>();
	for (const { day, open, client, lost } of cells) {
		const sum = days.get(day) ?? { day, open: 0, client: 0, lost: 0 };
		days.set(day, { day, open: sum.open + open, client: sum.client + client, lost: sum.lost + lost });
	}
	return [...days.values()]
		.filter(({ open, client, lost }) => open + client + lost > 0)
		.sort((a, b) => a.day - b.day);
}

/** The first day by which half of those who ever become clients have: null if nobody does. */
export function halfTimeDays(curve: readonly IncidencePoint[]): number | null {
	const end = curve.at(-1)?.incidence ?? 0;
	return end > 0 ? curve.find(({ incidence }) => incidence >= end / 2)!.day : null;
}
