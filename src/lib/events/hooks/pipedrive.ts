/**
 * Pipedrive: webhooks v2 of deals. A sale has no amount here: the export of the same deals brings it, and must not add
 * it a second time.
 */
import { RowFault } from '../reasons.ts';
import { field, hookReasons, part, type Hook, type HookBody } from './hook.ts';

export const pipedrive: Hook = {
	name: 'pipedrive',
	title: 'Pipedrive',
	documented: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
	tell(body) {
		const meta = part(body, 'meta');
		const entity = field(meta, 'entity');
		const action = field(meta, 'action');
		if (entity === undefined || action === undefined) throw new RowFault(hookReasons.unlike, 'meta');
		if (entity !== 'deal' || !['create', 'change'].includes(action))
			return {
				events: [],
				ignored: `Only deals that are created or changed are taken, not ${entity}.${action}.`
			};
		const deal = part(body, 'data');
		const lead = field(deal, 'id');
		if (lead === undefined) throw new RowFault(hookReasons.unlike, 'data.id');
		const event = (type: string, at: string | undefined, more: HookBody = {}) =>
			at === undefined ? [] : [{ type, at, id: `deal ${lead} ${type}`, lead, ...more }];
		return {
			events: [
				...event('created', field(deal, 'add_time'), { channel: field(deal, 'channel') }),
				...(field(deal, 'status') === 'won' ? event('client', field(deal, 'won_time', 'close_time')) : []),
				...(field(deal, 'status') === 'lost'
					? event('refused', field(deal, 'lost_time', 'close_time'), { reason: field(deal, 'lost_reason') })
					: [])
			]
		};
	}
};
