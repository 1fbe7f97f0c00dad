/** Words of the demo company's CRM, and how often they occur. */

/** A value with its weight. */
export type Weighted = readonly (readonly [string, number])[];

export const statuses = {
	new: 'New',
	contacted: 'In contact',
	mql: 'Handed to sales',
	sal: 'In progress',
	sql: 'Offer sent',
	client: 'Won',
	returned: 'Nurturing',
	refused: 'Lost',
	unfit: 'Not our customer',
	junk: 'Bad lead',
	reopened: 'In progress'
} as const;

/** Reasons of a refusal by the deepest stage reached; '' is none given. */
export const refusals: Record<'lead' | 'mql' | 'sal' | 'sql', Weighted> = {
	lead: [
		['Only wanted information', 30],
		['No interest any more', 24],
		['No need now', 17],
		['Not reached', 9],
		['No budget', 8],
		['', 7]
	],
	mql: [
		['No need now', 26],
		['No budget', 20],
		['Not reached', 16],
		['Cannot decide alone', 13],
		['Only wanted information', 12],
		['Chose a competitor', 8],
		['', 6]
	],
	sal: [
		['No budget', 22],
		['Missing feature', 17],
		['Cannot decide alone', 15],
		['Chose a competitor', 14],
		['Went silent', 14],
		['No need now', 11],
		['Stays with the present tool', 7],
		['', 5]
	],
	sql: [
		['Too expensive', 28],
		['Chose a competitor', 24],
		['Went silent', 14],
		['Stays with the present tool', 12],
		['Project stopped', 9],
		['Contract terms', 7],
		['Security review failed', 4],
		['', 3]
	]
};

export const nurtureRefusals: Weighted = [
	['No reaction to mails', 52],
	['Unsubscribed', 26],
	['Only wanted information', 15],
	['', 7]
];

export const unfitReasons: Weighted = [
	['Private person', 30],
	['Too small', 24],
	['Other industry', 16],
	['Country not served', 14],
	['Needs another product', 10],
	['Student', 6]
];

export const junkReasons: Weighted = [
	['Wrong number', 32],
	['Spam', 30],
	['Test entry', 10],
	['Job seeker', 11],
	['Supplier offer', 9],
	['Competitor', 8]
];

export const returnReasons: Weighted = [
	['Not ready yet', 38],
	['Budget next year', 27],
	['Decision postponed', 19],
	['Wants to learn more first', 16]
];
