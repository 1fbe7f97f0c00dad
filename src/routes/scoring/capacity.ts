/** How many leads sales can handle. */

export interface Capacity {
	/** Working hours a week that sales have for leads handed over; null: not known. */
	hoursPerWeek: number | null;
	minutesPerLead: number;
}

/** Leads a week; null where nothing limits them or nobody knows what does. */
export const leadsPerWeek = ({ hoursPerWeek, minutesPerLead }: Capacity): number | null =>
	hoursPerWeek === null || minutesPerLead <= 0 ? null : (hoursPerWeek * 60) / minutesPerLead;

/**
 * The share of all leads that sales can handle, when `n` of them came in `weeks` weeks; above 1 they can handle more
 * than come. Null where it is not known.
 */
export function capacityShare(capacity: Capacity, n: number, weeks: number): number | null {
	const most = leadsPerWeek(capacity);
	return most === null || n === 0 || weeks <= 0 ? null : (most * weeks) / n;
}
