/** Carrot quest: webhooks of events and of triggers; a form whose fields `event` and `user` hold JSON. */
import { RowFault } from '../reasons.ts';
import { field, hookReasons, part, unixTime, type Hook } from './hook.ts';

export const carrotquest: Hook = {
	name: 'carrotquest',
	title: 'Carrot quest',
	documented: 'https://help.carrotquest.io/article/189',
	tell(body) {
		const event = part(body, 'event');
		const user = part(body, 'user');
		const person = part(user, 'props');
		const marks = { ...person, ...part(event, 'props') };
		const type = field(part(event, 'type'), 'name') ?? field(event, 'name');
		const id = field(event, 'id');
		const at = unixTime(field(event, 'created'));
		const lead = field(user, 'id') ?? field(event, 'user');
		if (id === undefined || at === undefined || lead === undefined || type === undefined)
			throw new RowFault(hookReasons.unlike, 'event, user');
		const registered = type === '$registered';
		return {
			events: [
				{
					type: registered ? 'created' : 'activity',
					...(registered ? {} : { activity: type }),
					at,
					id,
					lead,
					email: field(person, '$email'),
					phone: field(person, '$phone'),
					name: field(person, '$name'),
					channel: field(marks, '$utm_source'),
					campaign: field(marks, '$utm_campaign'),
					content: field(marks, '$utm_content'),
					term: field(marks, '$utm_term')
				}
			]
		};
	}
};
