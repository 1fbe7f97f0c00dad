/** How a lead stands with its first contact, as reports count it and lists select it. */
import { responseBands, type ResponseBand } from './report.ts';

/**
 * `waiting`: not contacted, open, and younger than `waitingDays`; `unknown`: contacted, but arrival or contact is not
 * known to the minute. Every lead is in exactly one.
 */
export const responseStates = [...responseBands, 'waiting', 'unknown'] as const;
export type ResponseState = (typeof responseStates)[number];

/** Index of a state, as SQL gives it. */
export const stateIndex = Object.fromEntries(responseStates.map((state, i) => [state, i])) as Record<
	ResponseState,
	number
>;

/** Minutes that the contact of a band took less than; the next band begins with them. */
export const bandLimits: readonly { band: ResponseBand; below: number }[] = [
	{ band: '5m', below: 5 },
	{ band: '1h', below: 60 },
	{ band: '2h', below: 120 },
	{ band: '4h', below: 240 },
	{ band: '24h', below: 1440 },
	{ band: '3d', below: 4320 }
];

export const waitingDays = 3;

export const withinHour: readonly ResponseState[] = ['5m', '1h'];
export const afterHour: readonly ResponseState[] = ['2h', '4h', '24h', '3d', 'later'];

/** What a list selects by: a state, or the leads answered within an hour. */
export const responseChoices = [...responseStates, 'withinHour'] as const;
export type ResponseChoice = (typeof responseChoices)[number];

/** `reached`: contacted; `missed`: tried in vain; `untried`: no attempt. */
export const contactStates = ['reached', 'missed', 'untried'] as const;
export type ContactState = (typeof contactStates)[number];

/** Attempts are told apart up to here; the last number stands for it and more. */
export const mostAttempts = 8;
