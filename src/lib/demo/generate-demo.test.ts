import { describe, expect, it } from 'vitest';
import { eventTypes } from '#lib/events/event.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { reasons, warnings } from '#lib/events/reasons.ts';
import { faults } from './dirt.ts';
import { createDemo, demoTruth, generateDemo } from './generate-demo.ts';
import { managers, type ManagerSpec } from './managers.ts';
import { officeAddress, switchboard } from './people.ts';
import type { DemoOptions } from './world.ts';

const until = new Date('2026-11-20T16:30:00Z');
const options = (more: Partial<DemoOptions> = {}): DemoOptions => ({
	leads: 20_000,
	seed: 2,
	until,
	timezone: 'Europe/Berlin',
	currency: 'EUR',
	...more
});
const texts = (more: Partial<DemoOptions>) => Array.from(generateDemo(options(more)), ({ text }) => text);

const company = createDemo(options());
const lines = [...company.lines()];
const costs = [...company.costs()];
const truth = company.truth();

const context = {
	source: null,
	timezone: 'Europe/Berlin',
	country: null,
	currency: 'EUR',
	now: until.getTime(),
	rates: {}
};
const read = (text: string) => {
	try {
		return parseEvent(JSON.parse(text), context);
	} catch {
		return null;
	}
};
const results = lines.map(({ text, dirty }) => ({ text, dirty, result: read(text) }));
const events = results.flatMap(({ text, result }) =>
	result?.kind === 'events' ? [{ text, event: result.events[0]! }] : []
);

const count = <T>(values: Iterable<T>) => {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
};

describe('generateDemo', () => {
	it('gives the same lines for the same options and others for another seed', () => {
		const some = texts({ leads: 700 });
		expect(texts({ leads: 700 })).toEqual(some);
		expect(texts({ leads: 700, seed: 3 })).not.toEqual(some);
		expect(demoTruth(options({ leads: 700 }))).toEqual(demoTruth(options({ leads: 700, seed: '2' })));
	});

	it('has every type of event; engaged leads are left to a score model', () => {
		const types = new Set(events.map(({ event }) => event.type));
		expect(eventTypes.filter((type) => !types.has(type))).toEqual(['eql']);
		const activities = new Set(events.map(({ event }) => event.activity));
		for (const activity of [
			'email_open',
			'email_click',
			'pricing_view',
			'webinar',
			'demo_request',
			'call_attempt'
		])
			expect(activities).toContain(activity);
	});

	it('has an answer that was written down with hindsight, on most forms of clients and hardly any other', () => {
		const { attribute, value, clients } = truth.leak!;
		const forms = events.filter(({ event }) => event.type === 'profile' && event.manager === undefined);
		const told = forms.filter(({ event }) => event.attributes?.[attribute] === value).length;
		// Three of four leads send a form; some forms of others have it too.
		const share = forms.length / truth.leads;
		const expected = truth.observed.reached.client * share * clients;
		expect(told).toBeGreaterThan(expected * 0.8);
		expect(told).toBeLessThan(expected * 1.5);
		expect(demoTruth(options({ leads: 10, plain: true })).leak).toBeNull();
	});

	it('has 8 to 12 events a lead, of four sources', () => {
		expect(lines.length).toBe(truth.rows.lines);
		expect(lines.length / truth.leads).toBeGreaterThan(8);
		expect(lines.length / truth.leads).toBeLessThan(12);
		expect(new Set(events.map(({ event }) => event.source))).toEqual(
			new Set(['crm', 'website', 'mailing', 'telephony'])
		);
		expect(events.every(({ event }) => (event.source === 'crm') === (event.id !== undefined))).toBe(true);
	});

	it('has nothing later than its end but one kind of fault', () => {
		const times = events.flatMap(({ event }) => ('ms' in event.at ? [event.at.ms] : []));
		expect(times.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(until.getTime());
		const days = events.flatMap(({ event }) => ('day' in event.at ? [event.at.day] : []));
		expect(days.reduce((a, b) => (a > b ? a : b))).toBe('2026-11-19');
		expect(days.length).toBe(truth.rows.dateOnly + truth.rows.approximate + repeated('day'));
	});

	it('brings late events at the end of the file', () => {
		const tail = events.slice(-truth.rows.late);
		const ids = new Set(tail.map(({ event }) => event.lead ?? event.emails[0] ?? event.phones[0]));
		expect(truth.rows.late).toBeGreaterThan(100);
		expect(ids.size).toBeGreaterThan(50);
		const first = tail
			.map(({ event }) => ('ms' in event.at ? event.at.ms : Infinity))
			.sort((a, b) => a - b)[0]!;
		expect(first).toBeLessThan(Date.parse('2025-07-01'));
	});

	/** Date-only lines that stand in the file twice: as a duplicate, or before their correction. */
	function repeated(kind: 'day'): number {
		const keys = events
			.filter(({ event }) => kind in event.at)
			.map(({ text, event }) => (event.id === undefined ? text : `${event.source} ${event.id}`));
		return keys.length - new Set(keys).size;
	}
});

describe('its faults', () => {
	it('are found by the ordinary parser, each kind as often as the truth says', () => {
		const byReason = count(
			results.map(({ result }) =>
				result === null ? 'not JSON' : result.kind === 'quarantined' ? result.reason : ''
			)
		);
		const { dirty } = truth.rows;
		byReason.delete('');
		expect(Object.fromEntries(byReason)).toEqual({
			'not JSON': dirty.notJson,
			[reasons.unknownType]: dirty.unknownType,
			[reasons.noDate]: dirty.noDate,
			[reasons.badDate]: dirty.badDate,
			[reasons.futureDate]: dirty.futureDate,
			[reasons.oldDate]: dirty.oldDate,
			[reasons.noKey]: dirty.noKey + dirty.noUsableKey,
			[reasons.negativeAmount]: dirty.negativeAmount,
			[reasons.noRate]: dirty.foreignCurrency
		});
		for (const kind of Object.keys(dirty) as (keyof typeof dirty)[])
			expect(dirty[kind], kind).toBeGreaterThan(9);
	});

	it('are where the lines say, and nowhere else', () => {
		const quarantining = new Set<string | null>(faults);
		const wrong = results.filter(
			({ dirty, result }) => (result?.kind === 'events') === quarantining.has(dirty)
		);
		expect(wrong).toEqual([]);
	});

	it('are contacts that are left out', () => {
		const warned = count(
			results.flatMap(({ result }) => (result && 'warnings' in result ? result.warnings : []))
		);
		expect(Object.fromEntries(warned)).toEqual({
			[warnings.phone]: truth.rows.dirty.impossiblePhone,
			[warnings.email]: truth.rows.dirty.emailWithoutAt + truth.rows.dirty.noUsableKey
		});
	});

	it('are lines that stand there twice, and events that are corrected', () => {
		expect(events.length - new Set(events.map(({ text }) => text)).size).toBe(truth.rows.known);
		const versions = new Map<string, string>();
		let corrected = 0;
		for (const { text, event } of events) {
			if (event.id === undefined) continue;
			const before = versions.get(event.id);
			if (before !== undefined && before !== text) corrected++;
			versions.set(event.id, text);
		}
		expect(corrected).toBe(truth.rows.corrected);
	});

	it('are about one row in two hundred', () => {
		const { lines: all, accepted, corrected, known, quarantined, dirty } = truth.rows;
		expect(accepted + corrected + known + quarantined).toBe(all);
		const sum = Object.values(dirty).reduce((a, b) => a + b);
		expect(sum / all).toBeGreaterThan(0.003);
		expect(sum / all).toBeLessThan(0.007);
	});
});

describe('its channels', () => {
	it('bring clients as often as the truth says, within chance', () => {
		for (const { channel, leads, conversion, clientsInTheEnd } of truth.channels) {
			const deviation =
				(clientsInTheEnd - leads * conversion) / Math.sqrt(leads * conversion * (1 - conversion));
			expect(Math.abs(deviation), String(channel)).toBeLessThan(2.9);
		}
		const sum = truth.channels.reduce((total, { clientsInTheEnd }) => total + clientsInTheEnd, 0);
		const expected = truth.channels.reduce((total, { leads, conversion }) => total + leads * conversion, 0);
		expect(Math.abs(sum - expected) / Math.sqrt(expected)).toBeLessThan(2);
	});

	it('differ: 13 with the unknown one, one of them new, one dear and bad, one free', () => {
		const by = new Map(truth.channels.map((channel) => [channel.channel, channel]));
		expect(by.size).toBe(13);
		expect(by.get('YouTube Ads')!.started).toBe('2026-09-24');
		expect(by.get('Organic search')!.cost).toBe(0);
		const display = by.get('Display network')!;
		expect(display.cost / display.clientsInTheEnd).toBeGreaterThan(6000);
		expect(display.junk + display.unfit).toBeGreaterThan(0.4);
	});

	it('cost what the cost file says', () => {
		expect(costs[0]).toBe('date,channel,campaign,amount,clicks,impressions');
		const sums = new Map<string, number>();
		for (const line of costs.slice(1)) {
			const [date, channel, , amount] = line.split(',');
			expect(date! >= truth.from && date! <= '2026-11-20').toBe(true);
			sums.set(channel!, (sums.get(channel!) ?? 0) + Math.round(Number(amount) * 100));
		}
		for (const { channel, cost, costPerLead, leads } of truth.channels) {
			expect((sums.get(String(channel)) ?? 0) / 100, String(channel)).toBe(cost);
			if (costPerLead !== null) expect(cost / leads / costPerLead).toBeCloseTo(1, 0);
		}
	});
});

describe('its people', () => {
	it('are 25 in sales, most of them equal', () => {
		const named = new Set(events.map(({ event }) => event.manager));
		expect(truth.managers.length).toBe(25);
		for (const { manager } of truth.managers) expect(named).toContain(manager);
		expect(truth.managers.filter(({ skill }) => skill !== 1).map(({ manager }) => manager)).toEqual([
			'Tomáš Novák',
			'Cédric Lambert',
			'Dorota Wiśniewska',
			'Henrik Dahl'
		]);
	});

	it('may be others, some with leads of some channels only', () => {
		const only: ManagerSpec = { ...managers[8]!, name: 'Only cold', mix: 'cold', only: true };
		const demo = createDemo(
			options({ leads: 2000, plain: true, managers: [managers[0]!, managers[8]!, only] })
		);
		const channelsOf: Record<string, Set<unknown>> = {};
		const channels = new Map<unknown, unknown>();
		for (const { text } of demo.lines()) {
			const { lead, channel, manager } = JSON.parse(text) as Record<string, string>;
			if (!channels.has(lead)) channels.set(lead, channel);
			if (manager) (channelsOf[manager] ??= new Set()).add(channels.get(lead));
		}
		expect(Object.keys(channelsOf).sort()).toEqual(['Anders Nyström', 'Lena Hoffmann', 'Only cold']);
		expect([...channelsOf['Only cold']!].sort()).toEqual([
			'Content library',
			'Display network',
			'Newsletter',
			'Webinars'
		]);
		expect(channelsOf['Anders Nyström']!.size).toBeGreaterThan(5);
	});

	it('share a switchboard and an office address', () => {
		const leadsWith = (has: (event: (typeof events)[number]['event']) => boolean) =>
			new Set(events.filter(({ event }) => has(event)).map(({ event }) => event.lead!.slice(0, -1))).size;
		const [phone, email] = truth.people.sharedKeys;
		expect(phone).toEqual({ key: switchboard.phone.replaceAll(' ', ''), leads: phone!.leads });
		expect(leadsWith(({ phones }) => phones.includes(phone!.key))).toBeGreaterThan(5);
		expect(email!.key).toBe(officeAddress);
		expect(leadsWith(({ emails }) => emails.includes(officeAddress))).toBeGreaterThan(5);
	});
});

describe('a plain company', () => {
	it('has one record a lead, its contacts on the first event only, and no faults', () => {
		const plain = createDemo(options({ leads: 500, plain: true }));
		const parsed = [...plain.lines()].map(({ text }) => JSON.parse(text) as Record<string, string>);
		expect(parsed.every(({ source, lead }) => source === 'crm' && lead)).toBe(true);
		expect(new Set(parsed.map(({ lead }) => lead)).size).toBe(500);
		const contacts = count(parsed.filter(({ email, phone }) => email ?? phone).map(({ lead }) => lead));
		expect(Math.max(...contacts.values())).toBe(1);
		const { rows, people } = plain.truth();
		expect([rows.quarantined, rows.known, rows.corrected, rows.late, people.joined]).toEqual([0, 0, 0, 0, 0]);
	});
});

describe('wrong options', () => {
	it('are refused in words', () => {
		expect(() => createDemo(options({ leads: 0 }))).toThrow('leads must be a whole number');
		expect(() => createDemo(options({ months: 1.5 }))).toThrow('months must be a whole number');
		expect(() => createDemo(options({ until: new Date(NaN) }))).toThrow('until is not a date');
		expect(() => createDemo(options({ managers: managers.slice(0, 8) }))).toThrow(
			'managers need a closer with all channels'
		);
	});
});
