/** Roistat call tracking: the webhook after the call, JSON. */
import { callEvent } from './call.ts';
import { field, touch, type Hook } from './hook.ts';

export const roistat: Hook = {
	name: 'roistat',
	title: 'Roistat',
	documented: 'https://help-en.roistat.com/features/calltracking/webhook',
	tell(body) {
		const result = field(body, 'status');
		const duration = field(body, 'duration');
		if (result === undefined && duration === undefined)
			return { events: [], ignored: 'The call is not over yet: set the webhook for the end of the call.' };
		const { channel, campaign, content, term } = touch(body);
		return {
			events: [
				callEvent({
					id: field(body, 'id'),
					at: field(body, 'date'),
					phone: field(body, 'caller'),
					answered: result === undefined ? Number(duration) > 0 : /^answer(ed)?$/i.test(result),
					outbound: false,
					duration,
					more: {
						channel: field(body, 'marker') ?? channel,
						campaign,
						content,
						term,
						page: field(body, 'landing_page')
					},
					attributes: { city: field(body, 'city'), country: field(body, 'country') }
				})
			]
		};
	}
};
