/** What events say of calls and mails between the lead and sales. */
import type { ReplayEvent } from './replay.ts';

type ContactEvent = Pick<ReplayEvent, 'type' | 'activity' | 'attributes'>;

/** The lead called and nobody answered: trackers record it as an attempt that came in. */
export const isMissedCall = ({ type, activity, attributes }: ContactEvent) =>
	type === 'activity' &&
	(activity === 'missed_call' || (activity === 'call_attempt' && attributes?.direction === 'inbound'));

/** Sales tried to reach the lead, in vain or not. */
export const isAttempt = (e: ContactEvent) =>
	e.type === 'contacted' || (e.type === 'activity' && e.activity === 'call_attempt' && !isMissedCall(e));

/** What an activity says of the lead's wish to get no mails; any other one says nothing. */
export const unsubscribes: ReadonlyMap<string | null, boolean> = new Map([
	['unsubscribe', true],
	['unsubscribed', true],
	['subscribe', false],
	['subscribed', false],
	['resubscribe', false]
]);
