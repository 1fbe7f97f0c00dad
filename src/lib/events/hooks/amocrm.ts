/**
 * amoCRM (Kommo): webhooks of deals, a form such as `leads[status][0][id]=…`. Stages are numbers, of which only the two
 * final ones mean the same in every account. A sale has no amount here: the export of the same deals brings it, and must
 * not add it a second time.
 */
import { RowFault } from '../reasons.ts';
import { field, hookReasons, part, unixTime, type Hook, type HookBody } from './hook.ts';

const won = '142';
const lost = '143';

export const amocrm: Hook = {
	name: 'amocrm',
	title: 'amoCRM (Kommo)',
	documented: 'https://www.amocrm.ru/developers/content/crm_platform/webhooks-format',
	tell(body) {
		const kinds = part(body, 'leads');
		const events: HookBody[] = [];
		for (const kind of ['add', 'status', 'update'])
			for (const deal of list(kinds[kind])) events.push(...dealEvents(deal));
		if (events.length > 0) return { events };
		if (!body.leads && !body.contacts && !body.account) throw new RowFault(hookReasons.unlike, 'leads');
		return { events, ignored: 'Only new deals, and deals that are won or lost, are taken.' };
	}
};

function dealEvents(deal: HookBody): HookBody[] {
	const lead = field(deal, 'id');
	if (lead === undefined) throw new RowFault(hookReasons.unlike, 'leads.id');
	const status = field(deal, 'status_id');
	const created = unixTime(field(deal, 'date_create', 'created_at'));
	const ended = unixTime(field(deal, 'closed_at', 'last_modified', 'updated_at'));
	const events: HookBody[] = [];
	if (created) events.push({ type: 'created', at: created, id: `deal ${lead} created`, lead });
	if (ended && (status === won || status === lost)) {
		const type = status === won ? 'client' : 'refused';
		// A deal that is changed after its end would end again, later.
		if (deal.old_status_id !== undefined || deal.closed_at !== undefined)
			events.push({ type, at: ended, id: `deal ${lead} ${type}`, lead });
	}
	return events;
}

/** Lists within a form arrive as objects whose keys count from 0. */
const list = (value: unknown): HookBody[] =>
	(typeof value === 'object' && value !== null ? Object.values(value) : []).filter(
		(item): item is HookBody => typeof item === 'object' && item !== null
	);
