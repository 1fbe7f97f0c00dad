/** Forms of web sites: Tilda's webhook, and any form whose fields have usual names. The request came when it was received. */
import { RowFault } from '../reasons.ts';
import { field, hookReasons, touch, type Hook, type HookBody } from './hook.ts';

const names = {
	email: ['email', 'e-mail', 'mail', 'почта'],
	phone: ['phone', 'tel', 'telephone', 'телефон'],
	name: ['name', 'fullname', 'full_name', 'имя']
};
const known = new Set([
	...Object.values(names).flat(),
	...['utm_source', 'utm_campaign', 'utm_content', 'utm_term', 'page', 'url', 'referer', 'company', 'tranid'],
	...['cookies', 'formid']
]);

export const form: Hook = {
	name: 'form',
	title: 'Tilda, or any form',
	documented: 'https://help-en.tilda.cc/forms/webhook',
	tell(sent, received) {
		const body: HookBody = Object.fromEntries(
			Object.entries(sent).map(([key, value]) => [key.toLowerCase(), value])
		);
		if (field(body, 'test') !== undefined && Object.keys(body).length === 1)
			return { events: [], ignored: 'A test of the webhook: it works.' };
		const email = field(body, ...names.email);
		const phone = field(body, ...names.phone);
		if (email === undefined && phone === undefined)
			throw new RowFault(hookReasons.noForm, Object.keys(sent).join(', '));
		const others = Object.entries(sent).filter(
			([key, value]) =>
				!known.has(key.toLowerCase()) && ['string', 'number', 'boolean'].includes(typeof value)
		);
		return {
			events: [
				{
					type: 'created',
					at: received,
					id: field(body, 'tranid'),
					email,
					phone,
					name: field(body, ...names.name),
					company: field(body, 'company'),
					...touch(body),
					page: field(body, 'page', 'url', 'referer'),
					attributes: { form: field(body, 'formid'), ...Object.fromEntries(others) }
				}
			]
		};
	}
};
