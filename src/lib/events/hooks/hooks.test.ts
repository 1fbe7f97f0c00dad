/** Each webhook's body as its documentation shows it. */
import { describe, expect, test } from 'vitest';
import { findHook, hooks } from './hooks.ts';
import { readHookBody } from './read-body.ts';

const received = '2026-05-01T10:00:00.000Z';

/** What a hook tells of a body, as JSON would carry it. */
const told = (name: string, body: unknown) =>
	JSON.parse(
		JSON.stringify(
			findHook(name)!.tell(readHookBody(typeof body === 'string' ? body : JSON.stringify(body)), received)
		)
	) as { events: Record<string, unknown>[]; ignored?: string };

const events = (name: string, body: unknown) => told(name, body).events;

test('a hook goes by its name', () => {
	expect(hooks.map(({ name }) => findHook(name)!.name)).toEqual(hooks.map(({ name }) => name));
	expect(findHook('nothing')).toBeUndefined();
});

describe('ringostat', () => {
	// help.ringostat.com/en/articles/6559993: fields under their own names; webhooks 2.0 put those that were chosen into
	// additional_call_data.
	const call = {
		uniqueid: 'ua1-1720000000.12345',
		calldate: '2026-04-30 12:15:00',
		disposition: 'ANSWERED',
		additional_call_data: {
			userfield: '380931112233',
			dst: '380441234567',
			call_type: 'in',
			billsec: 84,
			utm_source: 'google',
			utm_campaign: 'brand',
			employee_fio: 'Anna Berg'
		}
	};

	test('an answered call is a contact', () => {
		expect(events('ringostat', call)).toEqual([
			{
				type: 'contacted',
				at: '2026-04-30 12:15:00',
				id: 'ua1-1720000000.12345',
				phone: '380931112233',
				channel: 'google',
				campaign: 'brand',
				manager: 'Anna Berg',
				attributes: { direction: 'inbound', duration: '84', answered: 'yes' }
			}
		]);
	});

	test('a missed one is an attempt; flat fields of a form are the same', () => {
		const form =
			'uniqueid=u2&calldate=2026-04-30+12%3A15%3A00&disposition=NO+ANSWER&caller=%2B380931112233&billsec=0&call_type=in';
		expect(events('ringostat', form)).toEqual([
			{
				type: 'activity',
				activity: 'call_attempt',
				at: '2026-04-30 12:15:00',
				id: 'u2',
				phone: '+380931112233',
				attributes: { direction: 'inbound', duration: '0', answered: 'no' }
			}
		]);
	});

	test('the client of an outgoing call is the number called', () => {
		const body = { ...call, additional_call_data: { ...call.additional_call_data, call_type: 'out' } };
		expect(events('ringostat', body)[0]).toMatchObject({
			phone: '380441234567',
			attributes: { direction: 'outbound' }
		});
	});

	test('a call that is not over says nothing yet, and one without a number is refused', () => {
		expect(
			told('ringostat', { uniqueid: 'u3', calldate: '2026-04-30 12:15:00', caller: '380931112233' })
		).toEqual({
			events: [],
			ignored: 'The call is not over yet: send disposition and billsec after the call.'
		});
		expect(() => events('ringostat', { uniqueid: 'u3', disposition: 'ANSWERED', calldate: 'x' })).toThrow(
			expect.objectContaining({ detail: 'number' })
		);
	});
});

describe('callrail', () => {
	// apidocs.callrail.com: the call object of "Retrieving a Single Call", with resource_id.
	const call = {
		answered: true,
		business_phone_number: '+19044567899',
		customer_city: 'Denver',
		customer_country: 'US',
		customer_name: 'RUSSELL MICHAEL',
		customer_phone_number: '+13036231131',
		customer_state: 'CO',
		direction: 'inbound',
		duration: 4,
		id: 'CAL8154748ae6bd4e278a7cddd38a662f4f',
		recording: 'https://api.callrail.com/v3/a/227799611/calls/111222333/recording.json',
		start_time: '2017-01-24T19:27:48.119-05:00',
		tracking_phone_number: '+13038163491',
		voicemail: false,
		source: 'Google Ads',
		campaign: 'Spring',
		landing_page_url: 'https://example.com/plumbing'
	};

	test('an answered call is a contact', () => {
		expect(events('callrail', call)).toEqual([
			{
				type: 'contacted',
				at: '2017-01-24T19:27:48.119-05:00',
				id: 'CAL8154748ae6bd4e278a7cddd38a662f4f',
				phone: '+13036231131',
				name: 'RUSSELL MICHAEL',
				channel: 'Google Ads',
				campaign: 'Spring',
				page: 'https://example.com/plumbing',
				attributes: { direction: 'inbound', duration: '4', answered: 'yes' }
			}
		]);
	});

	test('a missed one is an attempt, also as a form', () => {
		expect(
			events(
				'callrail',
				'resource_id=CAL1&datetime=2012-08-22+20%3A44%3A43&callernum=%2B17451187568&answered=false&duration=0&utm_source=bing'
			)
		).toEqual([
			{
				type: 'activity',
				activity: 'call_attempt',
				at: '2012-08-22 20:44:43',
				id: 'CAL1',
				phone: '+17451187568',
				channel: 'bing',
				attributes: { direction: 'inbound', duration: '0', answered: 'no' }
			}
		]);
	});
});

describe('roistat', () => {
	// help-en.roistat.com/features/calltracking/webhook
	const during = {
		id: '313',
		caller: '12125096995',
		callee: '12125097518',
		visit_id: '123456',
		marker: 'fb_new',
		order_id: 123456789,
		date: '2019-02-19 00:00:00',
		custom_fields: [],
		landing_page: 'test.com/new',
		city: 'New York',
		country: 'USA',
		utm_source: null,
		utm_campaign: null
	};

	test('a call that is over is a contact or an attempt; the webhook at its start says nothing', () => {
		expect(told('roistat', during).ignored).toMatch(/^The call is not over yet/);
		const answered = events('roistat', { ...during, duration: '95', status: 'ANSWER' });
		expect(answered).toEqual([
			{
				type: 'contacted',
				at: '2019-02-19 00:00:00',
				id: '313',
				phone: '12125096995',
				channel: 'fb_new',
				page: 'test.com/new',
				attributes: {
					direction: 'inbound',
					duration: '95',
					answered: 'yes',
					city: 'New York',
					country: 'USA'
				}
			}
		]);
		expect(events('roistat', { ...during, duration: '0', status: 'NOANSWER' })[0]).toMatchObject({
			activity: 'call_attempt',
			attributes: { answered: 'no' }
		});
	});
});

describe('carrotquest', () => {
	// A form whose fields hold JSON (help.carrotquest.io/article/189).
	const body = (type: string) =>
		new URLSearchParams({
			event: JSON.stringify({
				id: 3034059174,
				created: 1524812907,
				type: { id: 52206, name: type },
				user: 233707602,
				props: {}
			}),
			message_id: '193576',
			token: '29be43a4-12ee-48cb-8cc1-140305a4430d',
			type: 'message_webhook',
			user: JSON.stringify({
				id: 233707602,
				props: { $email: 'ann@example.com', $name: 'Ann', $city: 'Perm', $utm_source: 'yandex' }
			})
		}).toString();

	test('an event is an activity of the user, the registration makes a lead', () => {
		const common = {
			at: '2018-04-27T07:08:27.000Z',
			id: '3034059174',
			lead: '233707602',
			email: 'ann@example.com',
			name: 'Ann',
			channel: 'yandex'
		};
		expect(events('carrotquest', body('Попытка ухода с сайта'))).toEqual([
			{ type: 'activity', activity: 'Попытка ухода с сайта', ...common }
		]);
		expect(events('carrotquest', body('$registered'))).toEqual([{ type: 'created', ...common }]);
	});

	test('a message of the chat is no event', () => {
		expect(() => events('carrotquest', 'type=conversation&token=x&conversation=%7B%22id%22%3A1%7D')).toThrow(
			expect.objectContaining({ detail: 'event, user' })
		);
	});
});

describe('pipedrive', () => {
	// pipedrive.readme.io/docs/guide-for-webhooks-v2
	const hook = (data: object, meta: object = {}) => ({
		meta: {
			action: 'change',
			entity: 'deal',
			version: '2.0',
			entity_id: '1',
			timestamp: '2024-09-27T14:25:28Z',
			...meta
		},
		data: {
			id: 1,
			title: 'test deal',
			value: 2,
			currency: 'USD',
			status: 'open',
			add_time: '2024-09-27T14:25:27Z',
			update_time: '2024-09-27T14:25:28Z',
			...data
		},
		previous: null
	});
	const created = { type: 'created', at: '2024-09-27T14:25:27Z', id: 'deal 1 created', lead: '1' };

	test('an open deal is created, a won one is a client, a lost one refused', () => {
		expect(events('pipedrive', hook({}))).toEqual([created]);
		expect(events('pipedrive', hook({ status: 'won', won_time: '2024-10-01T09:00:00Z' }))).toEqual([
			created,
			{ type: 'client', at: '2024-10-01T09:00:00Z', id: 'deal 1 client', lead: '1' }
		]);
		const lost = { status: 'lost', lost_time: '2024-10-01T09:00:00Z', lost_reason: 'Price' };
		expect(events('pipedrive', hook(lost))).toEqual([
			created,
			{ type: 'refused', at: '2024-10-01T09:00:00Z', id: 'deal 1 refused', lead: '1', reason: 'Price' }
		]);
	});

	test('others than deals, and deletions, are let pass', () => {
		expect(told('pipedrive', hook({}, { entity: 'person' })).ignored).toBe(
			'Only deals that are created or changed are taken, not person.change.'
		);
		expect(told('pipedrive', hook({}, { action: 'delete' })).events).toEqual([]);
		expect(() => told('pipedrive', { event: 'updated.deal' })).toThrow();
	});
});

describe('amocrm', () => {
	// amocrm.ru/developers/content/crm_platform/webhooks-format
	const form = (fields: Record<string, string>, kind = 'status') =>
		new URLSearchParams({
			...Object.fromEntries(
				Object.entries(fields).map(([key, value]) => [`leads[${kind}][0][${key}]`, value])
			),
			'account[subdomain]': 'example'
		}).toString();
	const deal = {
		id: '25399013',
		name: 'Lead title',
		old_status_id: '7039101',
		status_id: '142',
		price: '22500',
		responsible_user_id: '102525',
		last_modified: '1413554372',
		date_create: '1413554349'
	};
	const created = {
		type: 'created',
		at: '2014-10-17T13:59:09.000Z',
		id: 'deal 25399013 created',
		lead: '25399013'
	};

	test('a deal is created, and ends at its two final stages', () => {
		expect(events('amocrm', form(deal))).toEqual([
			created,
			{ type: 'client', at: '2014-10-17T13:59:32.000Z', id: 'deal 25399013 client', lead: '25399013' }
		]);
		expect(events('amocrm', form({ ...deal, status_id: '143' }))[1]).toMatchObject({ type: 'refused' });
		expect(events('amocrm', form({ ...deal, status_id: '7039102' }))).toEqual([created]);
		expect(events('amocrm', form({ id: '7', date_create: '1413554349' }, 'add'))).toMatchObject([
			{ type: 'created', lead: '7' }
		]);
	});

	test('contacts are let pass, since they name no deal', () => {
		expect(told('amocrm', 'contacts[add][0][id]=1&contacts[add][0][name]=Ann').ignored).toBe(
			'Only new deals, and deals that are won or lost, are taken.'
		);
	});
});

describe('form', () => {
	test('a form of Tilda is a request; its own fields are attributes', () => {
		const body =
			'Name=Ann&Email=ann%40example.com&Phone=%2B1+212+509-6995&City=Berlin&tranid=1234%3A5678&formid=form42&utm_source=google&COOKIES=a%3Db';
		expect(events('form', body)).toEqual([
			{
				type: 'created',
				at: received,
				id: '1234:5678',
				email: 'ann@example.com',
				phone: '+1 212 509-6995',
				name: 'Ann',
				channel: 'google',
				attributes: { form: 'form42', City: 'Berlin' }
			}
		]);
	});

	test('the test of Tilda passes; a form without a contact is refused', () => {
		expect(told('form', 'test=test')).toEqual({ events: [], ignored: 'A test of the webhook: it works.' });
		expect(() => events('form', { name: 'Ann' })).toThrow(expect.objectContaining({ detail: 'name' }));
	});
});

describe('a body', () => {
	test('nests as its brackets say', () => {
		expect(
			JSON.parse(JSON.stringify(readHookBody('a[b][0][c]=1&a[b][1][c]=2&d=%20x&__proto__[y]=1')))
		).toEqual({
			a: { b: { 0: { c: '1' }, 1: { c: '2' } } },
			d: ' x',
			['__proto__']: { y: '1' }
		});
		expect(({} as Record<string, unknown>).y).toBeUndefined();
	});

	test.each(['{"a":', '"text"', '[1,2]', 'hello', ''])('%j is refused', (text) => {
		expect(() => readHookBody(text)).toThrow();
	});
});
