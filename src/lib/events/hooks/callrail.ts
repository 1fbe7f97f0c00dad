/** CallRail: the pre-call, post-call and call-modified webhooks, JSON (or the parameters that older ones send). */
import { callEvent } from './call.ts';
import { field, touch, type Hook } from './hook.ts';

export const callrail: Hook = {
	name: 'callrail',
	title: 'CallRail',
	documented: 'https://apidocs.callrail.com/#webhooks',
	tell(body) {
		const { channel, campaign, content, term } = touch(body);
		return {
			events: [
				callEvent({
					id: field(body, 'resource_id', 'id'),
					at: field(body, 'start_time', 'datetime'),
					phone: field(body, 'customer_phone_number', 'callernum'),
					answered: body.answered === true || /^(true|1)$/i.test(field(body, 'answered') ?? ''),
					outbound: field(body, 'direction') === 'outbound',
					duration: field(body, 'duration'),
					more: {
						name: field(body, 'customer_name', 'callername'),
						channel: field(body, 'source', 'source_name', 'callsource') ?? channel,
						campaign: field(body, 'campaign') ?? campaign,
						content,
						term: field(body, 'keywords') ?? term,
						page: field(body, 'landing_page_url', 'landingpage'),
						manager: field(body, 'agent_email')
					}
				})
			]
		};
	}
};
