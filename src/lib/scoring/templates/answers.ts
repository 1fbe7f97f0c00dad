/** The questions that sales ask in every framework: what their attributes are called, and what is answered. */

export const names = {
	budget: ['Budget', 'Money', 'Funds', 'бюджет', 'budżet'],
	authority: [
		'Authority',
		'Decision maker',
		'Decision',
		'Role in decision',
		'полномочия',
		'ЛПР',
		'decyzyjność'
	],
	need: ['Need', 'Needs', 'Requirement', 'Pain', 'потребность', 'potrzeba'],
	timing: ['Timing', 'Time', 'Timeline', 'Timeframe', 'Time frame', 'Urgency', 'срок', 'сроки', 'termin'],
	challenges: ['Challenges', 'Challenge', 'Problem', 'Problems', 'проблема', 'wyzwania'],
	goals: ['Goals', 'Goal', 'Objective', 'Objectives', 'цели', 'цель', 'cele'],
	plans: ['Plans', 'Plan', 'планы', 'план', 'plany'],
	consequences: [
		'Consequences',
		'Implications',
		'Consequences and implications',
		'последствия',
		'konsekwencje'
	],
	priority: ['Prioritization', 'Priority', 'Priorities', 'приоритет', 'priorytet'],
	companySize: ['Company size', 'Employees', 'Number of employees', 'Size', 'Headcount', 'wielkość firmy']
} as const;

export const words = {
	budgetApproved: ['approved', 'confirmed', 'allocated', 'available', 'yes'],
	budgetPlanned: ['planned', 'requested', 'expected', 'partly'],
	decides: ['decides', 'decision maker', 'decision-maker', 'yes', 'owner'],
	recommends: ['recommends', 'influences', 'influencer', 'partly'],
	researches: ['researches', 'researcher', 'user'],
	urgent: ['urgent', 'critical', 'must have'],
	clear: ['clear', 'confirmed', 'strong', 'yes'],
	vague: ['vague', 'weak', 'partly', 'maybe'],
	thisMonth: ['this month', 'now', 'immediately', 'within a month', '1 month'],
	thisQuarter: ['this quarter', 'within 3 months', '3 months', 'next month'],
	thisYear: ['this year', 'within a year', '6 months', '12 months', 'next quarter']
} as const;
