/** Ringostat: webhooks 2.0, "after call" and "after outgoing call". The fields are those that its settings choose. */
import { callEvent } from './call.ts';
import { field, part, touch, type Hook } from './hook.ts';

const answers = ['ANSWERED', 'PROPER', 'REPEATED'];

export const ringostat: Hook = {
	name: 'ringostat',
	title: 'Ringostat',
	documented: 'https://help.ringostat.com/en/articles/6559993-webhooks-incoming-call-event',
	tell(sent) {
		const body = { ...part(sent, 'additional_call_data'), ...sent };
		const result = field(body, 'disposition', 'call_status');
		const talked = field(body, 'billsec');
		if (result === undefined && talked === undefined)
			return {
				events: [],
				ignored: 'The call is not over yet: send disposition and billsec after the call.'
			};
		const outbound = /^out/i.test(field(body, 'call_type') ?? '');
		const caller = field(body, 'caller', 'caller_number', 'userfield');
		return {
			events: [
				callEvent({
					id: field(body, 'uniqueid', 'call_id'),
					at: field(body, 'calldate'),
					phone: outbound ? (field(body, 'dst') ?? caller) : caller,
					answered: result === undefined ? Number(talked) > 0 : answers.includes(result.toUpperCase()),
					outbound,
					duration: talked ?? field(body, 'duration'),
					more: { ...touch(body), page: field(body, 'landing'), manager: field(body, 'employee_fio') }
				})
			]
		};
	}
};
