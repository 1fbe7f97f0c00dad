/** A call, as every call tracker's webhook tells it. */
import { RowFault } from '../reasons.ts';
import { hookReasons, type HookBody } from './hook.ts';

export interface Call {
	id: string | undefined;
	at: string | undefined;
	phone: string | undefined;
	answered: boolean;
	outbound: boolean;
	/** Seconds. */
	duration: string | undefined;
	/** Further fields of the event, and attributes. */
	more: HookBody;
	attributes?: HookBody;
}

/** An answered call is a contact, any other an attempt. Its id makes a repeated delivery known, and a later one a correction. */
export function callEvent(call: Call): HookBody {
	const { id, at, phone, answered, outbound, duration, more, attributes } = call;
	if (id === undefined || at === undefined || phone === undefined) {
		const missing = Object.entries({ id, time: at, number: phone }).find(([, value]) => value === undefined)!;
		throw new RowFault(hookReasons.noCall, missing[0]);
	}
	return {
		type: answered ? 'contacted' : 'activity',
		...(answered ? {} : { activity: 'call_attempt' }),
		at,
		id,
		phone,
		...more,
		attributes: {
			direction: outbound ? 'outbound' : 'inbound',
			duration,
			answered: answered ? 'yes' : 'no',
			...attributes
		}
	};
}
