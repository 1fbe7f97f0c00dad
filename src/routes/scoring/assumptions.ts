/** What the reader reckons with beside the model. */
import type { Worth } from '#lib/scoring/profit.ts';

export interface Assumptions {
	horizonDays: number;
	delayDays: number;
	/** Null: not known. */
	hoursPerWeek: number | null;
	minutesPerLead: number;
	/** In the reporting currency, as is the cost of a lead handed over; null: not known. */
	averageSale: number | null;
	costPerLead: number | null;
	marginPercent: number;
}

/** What a client and a hand-over are worth, or which of the two is not known. */
export const worthOf = ({
	averageSale,
	costPerLead,
	marginPercent
}: Pick<Assumptions, 'averageSale' | 'costPerLead' | 'marginPercent'>): Worth | 'cost' | 'money' =>
	averageSale === null
		? 'money'
		: costPerLead === null
			? 'cost'
			: { perClient: (averageSale * marginPercent) / 100, perLead: costPerLead };
