import { describe, expect, it } from 'vitest';
import {
	berlin,
	days,
	durations,
	entered,
	event,
	moves,
	stagesOf,
	time,
	told
} from '../../../tests/support/lead-story.ts';
import type { ReplayEvent } from './replay.ts';

describe('a row of a CRM export', () => {
	const row = { row: 'crm\u00001' };
	const lead = told([
		event('created', '2026-05-01 10:00', row),
		event('sal', '2026-05-03 09:00', row),
		event('sql', '2026-05-03 09:00', { ...row, approximate: true }),
		event('client', '2026-05-01 10:00', { ...row, approximate: true })
	]);

	it('enters the later stages with the last event of the row', () => {
		expect(entered(lead)).toEqual({
			lead: '2026-05-01 10:00, own',
			iql: '2026-05-03 09:00, implied',
			eql: '2026-05-03 09:00, implied',
			mql: '2026-05-03 09:00, implied',
			sal: '2026-05-03 09:00, own',
			sql: '2026-05-03 09:00, own, approximate',
			client: '2026-05-03 09:00, own, approximate'
		});
	});

	it('has a duration only between exact entries', () => {
		expect(durations(lead)).toEqual({ 'lead-sal': 47 / 24 });
	});

	it('is a client at that time', () => {
		expect([lead.outcome, time(lead.outcomeAt!.ms), lead.outcomeAt!.exact]).toEqual([
			'client',
			'2026-05-03 09:00',
			false
		]);
		expect(moves(lead)).toEqual([
			'2026-05-01 10:00  → lead',
			'2026-05-03 09:00 lead → sal',
			'2026-05-03 09:00 sal → sql',
			'2026-05-03 09:00 sql → client'
		]);
	});
});

describe('the order of events', () => {
	it('is that of time, then type, then key', () => {
		const lead = told([
			event('client', '2026-05-01 10:00', { manager: 'Last' }),
			event('sal', '2026-05-01 10:00', { manager: 'Third' }),
			event('assigned', '2026-05-01 10:00', { key: 'b', manager: 'Second' }),
			event('assigned', '2026-05-01 10:00', { key: 'a', manager: 'First' }),
			event('created', '2026-05-01 10:00')
		]);
		expect(moves(lead)).toEqual([
			'2026-05-01 10:00  → lead',
			'2026-05-01 10:00 lead → sal (Third)',
			'2026-05-01 10:00 sal → client (Last)'
		]);
		expect([lead.firstManager, lead.manager]).toEqual(['First', 'Last']);
	});

	it('takes the record where even the keys are equal', () => {
		const both = ['b', 'a'].map((record) =>
			event('profile', '2026-05-01 10:00', { key: 'same', record, attributes: { City: record } })
		);
		expect(told(both).attributes).toEqual({ City: 'b' });
		expect(told(both.toReversed()).attributes).toEqual({ City: 'b' });
	});

	it('moves an approximate loss behind the events of its row, and no other event', () => {
		const row = { row: 'crm\u00001' };
		const lead = told([
			event('created', '2026-05-01 10:00', row),
			event('refused', '2026-05-01 10:00', { ...row, approximate: true }),
			event('sal', '2026-05-05 10:00', { ...row, approximate: true }),
			event('sql', '2026-05-09 10:00')
		]);
		expect(moves(lead)).toEqual([
			'2026-05-01 10:00  → lead',
			'2026-05-05 10:00 lead → sal',
			'2026-05-05 10:00 sal → refused',
			'2026-05-09 10:00 refused → sal',
			'2026-05-09 10:00 sal → sql'
		]);
	});

	it('keeps the stand-in of an approximate outcome that is later than its row, or alone', () => {
		const late = told([
			event('created', '2026-05-01 10:00', { row: 'crm\u00001' }),
			event('client', '2026-05-02 10:00', { row: 'crm\u00001', approximate: true })
		]);
		expect(time(late.outcomeAt!.ms)).toBe('2026-05-02 10:00');
		const alone = told([
			event('created', '2026-05-03 10:00'),
			event('refused', '2026-05-02 10:00', { approximate: true })
		]);
		expect(alone.outcome).toBe('open');
		expect(moves(alone)[1]).toBe('2026-05-02 10:00 lead → refused');
	});
});

describe('arrival', () => {
	it('is the earliest created event, even where others are earlier', () => {
		const lead = told([
			event('activity', '2026-04-01 10:00', { source: 'mail' }),
			event('created', '2026-05-02 10:00'),
			event('created', '2026-05-01 10:00')
		]);
		expect([time(lead.createdAt), lead.source]).toEqual(['2026-05-01 10:00', 'crm']);
	});

	it('is the earliest event where none was created', () => {
		const lead = told([event('sal', '2026-05-02 10:00'), event('mql', '2026-05-01 10:00')]);
		expect(time(lead.createdAt)).toBe('2026-05-01 10:00');
	});

	it('counts the local day of the zone', () => {
		const late = event('created', '2026-05-01 23:30');
		expect(told([late], berlin).arrivedDay - told([late]).arrivedDay).toBe(1);
	});

	it('takes the channel from the first event that has one, with all that belongs to it', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', { campaign: 'Lost', page: '/lost' }),
			event('activity', '2026-05-02 10:00', { channel: 'SMM', content: 'Video' }),
			event('activity', '2026-05-03 10:00', { channel: 'Google', campaign: 'Brand' })
		]);
		expect([lead.channel, lead.campaign, lead.content, lead.page]).toEqual(['SMM', null, 'Video', null]);
	});
});

describe('entries', () => {
	it('never grow downward: a stage without an entry takes that of the next later one', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('mql', '2026-05-02 10:00'),
			event('client', '2026-05-09 10:00')
		]);
		expect(entered(lead)).toEqual({
			lead: '2026-05-01 10:00, own',
			iql: '2026-05-02 10:00, implied',
			eql: '2026-05-02 10:00, implied',
			mql: '2026-05-02 10:00, own',
			sal: '2026-05-09 10:00, implied',
			sql: '2026-05-09 10:00, implied',
			client: '2026-05-09 10:00, own'
		});
		expect(durations(lead)).toEqual({ 'lead-mql': 1, 'lead-client': 8, 'mql-client': 7 });
	});

	it('out of order are own, but as early as the later stage', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('sql', '2026-05-02 10:00'),
			event('sal', '2026-05-04 10:00')
		]);
		expect(entered(lead)).toMatchObject({
			mql: '2026-05-02 10:00, implied',
			sal: '2026-05-02 10:00, own, out of order',
			sql: '2026-05-02 10:00, own'
		});
		expect(durations(lead)).toEqual({ 'lead-sal': 3, 'lead-sql': 1 });
	});

	it('of one moment are each its own', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('sal', '2026-05-02 10:00', { approximate: true }),
			event('sql', '2026-05-02 10:00')
		]);
		expect(entered(lead)).toMatchObject({
			mql: '2026-05-02 10:00, implied, approximate',
			sal: '2026-05-02 10:00, own, approximate',
			sql: '2026-05-02 10:00, own'
		});
	});

	it('count the first time only, and none after the sale', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('sal', '2026-05-02 10:00'),
			event('sal', '2026-05-03 10:00'),
			event('client', '2026-05-04 10:00'),
			event('sql', '2026-05-05 10:00')
		]);
		expect(entered(lead)).toMatchObject({
			sal: '2026-05-02 10:00, own',
			sql: '2026-05-04 10:00, implied'
		});
		expect(lead.lateEvents).toBe(1);
	});

	it('of IQL come with the first contact of a person', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('activity', '2026-05-02 10:00', { contact: true }),
			event('iql', '2026-05-03 10:00')
		]);
		expect(entered(lead).iql).toBe('2026-05-02 10:00, own');
		expect([lead.hasContact, lead.deepest]).toEqual([true, 1]);
	});
});

describe('durations', () => {
	const between = (from: string, to: string, more = {}, zone = berlin) =>
		days(told([event('created', from, {}, zone), event('sal', to, more, zone)], zone), 'lead', 'sal');

	it('are days as a float', () => {
		expect(between('2026-05-01 10:00', '2026-05-01 16:00')).toBe(0.25);
	});

	it('are elapsed time over a change of the clock', () => {
		expect(between('2026-03-28 12:00', '2026-03-29 12:00')).toBe(23 / 24);
		expect(between('2026-10-24 12:00', '2026-10-25 12:00')).toBe(25 / 24);
	});

	it('are whole calendar days where either end is a mere date', () => {
		expect(between('2026-03-28', '2026-03-30')).toBe(2);
		expect(between('2026-03-28 23:59', '2026-03-29')).toBe(1);
		expect(between('2026-03-28', '2026-03-28 23:59')).toBe(0);
		expect(between('2026-05-01 15:00', '2026-05-01')).toBe(0);
	});

	it('are none where negative or not exact', () => {
		expect(between('2026-05-02 10:00', '2026-05-01 10:00')).toBeNull();
		expect(between('2026-05-02 10:00', '2026-05-01')).toBeNull();
		expect(between('2026-05-01 10:00', '2026-05-02 10:00', { approximate: true })).toBeNull();
	});

	it('to a sale on a mere date end that day', () => {
		const lead = told([event('created', '2026-05-01 18:00'), event('client', '2026-05-01')]);
		expect(days(lead, 'lead', 'client')).toBe(0);
		expect(time(lead.outcomeAt!.ms)).toBe('2026-05-01 23:59:59.999');
		expect(entered(lead).client).toBe('2026-05-01 23:59:59.999, own');
	});
});

describe('what is kept of all events', () => {
	const lead = told([
		event('created', '2026-05-01 10:00', { name: 'A', status: 'New', attributes: { City: 'X', Job: 'Y' } }),
		event('profile', '2026-05-02 10:00', {
			record: 'b',
			name: 'B',
			status: 'Lead',
			attributes: { City: 'Z' }
		}),
		event('contacted', '2026-04-30 10:00'),
		event('contacted', '2026-05-03 10:00'),
		event('activity', '2026-05-02 15:00', { activity: 'call_attempt' }),
		event('activity', '2026-05-02 16:00', { activity: 'email_click' }),
		event('assigned', '2026-05-06 10:00', { status: 'Won', company: 'C' }),
		event('sal', '2026-05-07 10:00', { approximate: true })
	]);

	it('is the latest attribute, name and status', () => {
		expect([lead.attributes, lead.name, lead.company]).toEqual([{ City: 'Z', Job: 'Y' }, 'B', 'C']);
		expect(lead.statuses).toEqual({ a: 'Won', b: 'Lead' });
	});

	it('is every try to reach the lead, and the first success after it arrived', () => {
		expect([lead.contactAttempts, time(lead.firstContactAt!)]).toEqual([3, '2026-05-03 10:00']);
	});

	it('is the last exact activity, which profiles and assignments are not', () => {
		expect([time(lead.lastActivityAt!), lead.exactEvents]).toEqual(['2026-05-03 10:00', 7]);
	});
});

describe('a return', () => {
	it('puts the lead back to MQL, from where a new acceptance begins a new cycle', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('sal', '2026-05-02 10:00'),
			event('sql', '2026-05-03 10:00'),
			event('returned', '2026-05-04 10:00'),
			event('sal', '2026-05-05 10:00')
		]);
		expect(moves(lead)).toEqual([
			'2026-05-01 10:00  → lead',
			'2026-05-02 10:00 lead → sal',
			'2026-05-03 10:00 sal → sql',
			'2026-05-04 10:00 sql → mql',
			'2026-05-05 10:00 mql → sal'
		]);
		expect([lead.stage, lead.deepest, lead.returns]).toEqual([4, 5, 1]);
		expect([stagesOf(lead.returnedFrom), time(lead.firstReturnedAt!)]).toEqual([['sql'], '2026-05-04 10:00']);
		expect(entered(lead).sal).toBe('2026-05-02 10:00, own');
	});

	it('may come from MQL: rejected at hand-over', () => {
		const lead = told([
			event('created', '2026-05-01 10:00'),
			event('mql', '2026-05-02 10:00'),
			event('returned', '2026-05-03'),
			event('returned', '2026-05-04')
		]);
		expect([lead.stage, lead.returns, stagesOf(lead.returnedFrom)]).toEqual([3, 2, ['mql']]);
		expect(moves(lead)).toHaveLength(2);
	});
});

describe('touches', () => {
	const touches = (events: ReplayEvent[]) =>
		told(events).touches.map(({ ms, request, channel, isTouch }) => [time(ms), request, channel, isTouch]);

	it('are events with a channel and requests, in order, those after the sale too', () => {
		expect(
			touches([
				event('client', '2026-05-05 10:00', { channel: 'CRM' }),
				event('created', '2026-05-06 10:00', { channel: 'Mail' }),
				event('activity', '2026-05-07 10:00', { channel: 'Google' }),
				event('created', '2026-05-04 10:00'),
				event('activity', '2026-05-03 10:00'),
				event('created', '2026-05-02 10:00'),
				event('activity', '2026-05-01 10:00', { channel: 'SMM' })
			])
		).toEqual([
			['2026-05-01 10:00', null, 'SMM', true],
			['2026-05-02 10:00', 'new', 'SMM', false],
			['2026-05-04 10:00', 'returning', null, false],
			['2026-05-06 10:00', 'client', 'Mail', true],
			['2026-05-07 10:00', null, 'Google', true]
		]);
	});

	it('carry what belongs to the channel', () => {
		const of = { channel: 'SMM', campaign: 'Spring', content: 'Video', term: 'shoes', page: '/' };
		expect(told([event('created', '2026-05-01 10:00', of)]).touches).toEqual([
			{ ms: Date.UTC(2026, 4, 1, 10), request: 'new', isTouch: true, ...of }
		]);
	});

	it('may be hundreds', () => {
		const many = Array.from({ length: 500 }, (_, i) =>
			event('activity', '2026-05-01 10:00', { key: String(i).padStart(3, '0'), channel: `c${i}` })
		);
		expect(told(many.toReversed()).touches.map(({ channel }) => channel)).toEqual(
			many.map(({ channel }) => channel)
		);
	});
});

describe('the reason of being sent back', () => {
	it('is that of the last time', () => {
		expect(
			told([
				event('returned', '2026-05-03', { reason: 'Budget' }),
				event('returned', '2026-05-02', { reason: 'Timing' })
			]).returnReason
		).toBe('Budget');
		expect(told([event('created', '2026-05-03')]).returnReason).toBeNull();
	});
});
