import type { ScoreModel } from './model.ts';
import type { Comparison } from './workbench.ts';

/** What the workbench shows before the browser computes anything itself. */
export interface WorkbenchStart {
	/** The model that the draft begins with. */
	model: ScoreModel;
	/** The model that is live; null while none is. */
	live: ScoreModel | null;
	/** What the two make of the leads. */
	comparison: Comparison;
	/** Of the hits that it was computed from. */
	key: string;
	horizonDays: number;
	delayDays: number;
	/** ms; null without a date of the data. */
	asOf: number | null;
	timezone: string;
	/** By their places. */
	channels: (string | null)[];
	/** It is recorded which leads sales accepted. */
	withAccepted: boolean;
	/** Revenue by client; null where none has an amount. */
	averageSale: number | null;
	/** As the settings say. */
	hoursPerWeek: number | null;
	minutesPerLead: number;
	costPerLead: number | null;
	margin: number;
}
