import { describe, expect, it } from 'vitest';
import { berlin, event, told } from '../../../tests/support/lead-story.ts';
import { dayNumber, timeZone, type Zone } from '#lib/events/zone.ts';
import type { EventType } from '#lib/events/event.ts';

type Telling = [type: EventType, at: string, more?: Parameters<typeof event>[2]];

const inZone = (zone: Zone, ...events: Telling[]) =>
	told(
		events.map(([type, at, more]) => event(type, at, more, zone)),
		zone
	);
const inBerlin = (...events: Telling[]) => inZone(berlin, ...events);

describe('days to the outcome', () => {
	it.each([
		['times, over the 25 hours of an autumn day', '2026-10-24 10:00', '2026-10-25 10:00', 1],
		['times, a minute short of them', '2026-10-24 10:00', '2026-10-25 08:59', 0],
		['times, over the 23 hours of a spring day', '2026-03-28 10:00', '2026-03-29 10:00', 0],
		['times, an hour later', '2026-03-28 10:00', '2026-03-29 11:00', 1],
		['mere dates, over the autumn change', '2026-10-20', '2026-10-30', 10],
		['mere dates, over the spring change', '2026-03-20', '2026-03-30', 10],
		['mere dates of the day of the autumn change', '2026-10-25', '2026-10-25', 0],
		['mere dates of the day of the spring change', '2026-03-29', '2026-03-29', 0],
		['a time and a mere date', '2026-05-01 23:50', '2026-05-02', 1],
		['a mere date and a time', '2026-05-01', '2026-05-02 00:10', 1],
		['ten years', '2016-05-01', '2026-05-01', 3652]
	])('are whole: %s', (_, created, ended, days) => {
		expect(inBerlin(['created', created], ['client', ended]).outcomeDays).toBe(days);
		expect(inBerlin(['created', created], ['junk', ended]).outcomeDays).toBe(days);
	});

	it('are counted from the arrival, not from the event before', () => {
		expect(
			inBerlin(
				['activity', '2026-04-01 10:00'],
				['created', '2026-05-01 10:00'],
				['unfit', '2026-05-03 12:00']
			).outcomeDays
		).toBe(2);
	});

	it('are those of the last outcome of a lead that was reopened', () => {
		const story: Telling[] = [
			['created', '2026-05-01 10:00'],
			['refused', '2026-05-02 10:00'],
			['reopened', '2026-05-05 10:00']
		];
		expect(inBerlin(...story).outcomeDays).toBeNull();
		expect(inBerlin(...story, ['client', '2026-05-11 10:00']).outcomeDays).toBe(10);
	});

	it('are none without an outcome, nor where a date is unknown or the outcome comes first', () => {
		expect(inBerlin(['created', '2026-05-01 10:00'], ['sql', '2026-05-02 10:00']).outcomeDays).toBeNull();
		expect(
			inBerlin(['created', '2026-05-01 10:00'], ['client', '2026-05-04 10:00', { approximate: true }])
		).toMatchObject({ outcome: 'client', outcomeDays: null });
		expect(
			inBerlin(['created', '2026-05-01 10:00', { approximate: true }], ['client', '2026-05-04 10:00'])
				.outcomeDays
		).toBeNull();
		const row = { row: 'crm\u00001' };
		expect(
			inBerlin(['created', '2026-05-04 10:00', row], ['refused', '2026-05-01 10:00', row])
		).toMatchObject({ outcome: 'refused', outcomeDays: null });
		expect(inBerlin(['created', '2026-05-04 10:00', row], ['client', '2026-05-03', row])).toMatchObject({
			outcome: 'client',
			outcomeDays: null
		});
	});
});

describe('a refusal that is taken back', () => {
	const refused: Telling[] = [
		['created', '2026-05-01 10:00'],
		['refused', '2026-05-02 10:00', { reason: 'Price' }]
	];

	it('is counted with its reason and the days until then', () => {
		const lead = inBerlin(...refused, ['reopened', '2026-05-08 22:00']);
		expect([lead.reopens, lead.lastReopened]).toEqual([1, { reason: 'Price', days: 6.5 }]);
	});

	it('may be a sale at once', () => {
		const lead = inBerlin(...refused, ['client', '2026-05-12']);
		expect([lead.outcome, lead.reopens, lead.lastReopened]).toEqual([
			'client',
			1,
			{ reason: 'Price', days: 10 }
		]);
	});

	it('may be so again: the last one is kept', () => {
		const lead = inBerlin(
			...refused,
			['reopened', '2026-05-03 10:00'],
			['refused', '2026-05-04 10:00', { reason: 'Time' }],
			['created', '2026-05-07 10:00', { row: 'crm\u00002' }]
		);
		expect([lead.reopens, lead.lastReopened]).toEqual([2, { reason: 'Time', days: 3 }]);
	});

	it('has no days where its date is unknown, and no reason where none was given', () => {
		const lead = inBerlin(
			['created', '2026-05-01 10:00'],
			['refused', '2026-05-02 10:00', { approximate: true }],
			['reopened', '2026-05-03 10:00']
		);
		expect([lead.reopens, lead.lastReopened]).toEqual([1, { reason: null, days: null }]);
	});

	it('is none of a lead that was junk or unfit, or became so after it had refused', () => {
		for (const loss of ['junk', 'unfit'] as const) {
			const story: Telling[] = [
				['created', '2026-05-01 10:00'],
				[loss, '2026-05-02 10:00'],
				['reopened', '2026-05-03 10:00']
			];
			expect(inBerlin(...story)).toMatchObject({ outcome: 'open', reopens: 0, lastReopened: null });
		}
		expect(
			inBerlin(...refused, ['junk', '2026-05-03 10:00'], ['reopened', '2026-05-04 10:00'])
		).toMatchObject({ outcome: 'open', reopens: 0, lastReopened: null });
	});

	it('is none of a lead that stays refused, or whose other record was open all the time', () => {
		expect(inBerlin(...refused)).toMatchObject({ reopens: 0, lastReopened: null });
		expect(
			inBerlin(...refused, ['created', '2026-05-01 11:00', { record: 'b' }], ['reopened', '2026-05-04 10:00'])
		).toMatchObject({ outcome: 'open', reopens: 0, lastReopened: null });
	});
});

describe('the first contact', () => {
	it('is so many minutes and attempts after the arrival', () => {
		const lead = inBerlin(
			['created', '2026-05-01 10:00'],
			['activity', '2026-05-01 10:10', { activity: 'call_attempt' }],
			['activity', '2026-05-01 10:20', { activity: 'email_open' }],
			['activity', '2026-05-01 11:00', { activity: 'call_attempt' }],
			['contacted', '2026-05-02 09:30'],
			['contacted', '2026-05-03 09:30']
		);
		expect([lead.contactMinutes, lead.attemptsToContact, lead.contactAttempts]).toEqual([1410, 3, 4]);
	});

	it('is elapsed time over a change of the clock', () => {
		expect(inBerlin(['created', '2026-10-25 01:00'], ['contacted', '2026-10-25 04:00']).contactMinutes).toBe(
			240
		);
		expect(inBerlin(['created', '2026-03-29 01:00'], ['contacted', '2026-03-29 04:00']).contactMinutes).toBe(
			120
		);
	});

	it('may be at once', () => {
		expect(inBerlin(['created', '2026-05-01 10:00'], ['contacted', '2026-05-01 10:00'])).toMatchObject({
			contactMinutes: 0,
			attemptsToContact: 1
		});
	});

	it.each([
		['a mere date of the arrival', '2026-05-01', {}, '2026-05-01 10:00', {}],
		['a mere date of the contact', '2026-05-01 10:00', {}, '2026-05-02', {}],
		['an unknown date of the contact', '2026-05-01 10:00', {}, '2026-05-02 10:00', { approximate: true }],
		['an unknown date of the arrival', '2026-05-01 10:00', { approximate: true }, '2026-05-02 10:00', {}]
	])('has no minutes with %s', (_, created, ofArrival, contacted, ofContact) => {
		expect(inBerlin(['created', created, ofArrival], ['contacted', contacted, ofContact])).toMatchObject({
			contactMinutes: null,
			attemptsToContact: 1,
			firstContactAt: expect.any(Number) as number
		});
	});

	it('may be a mere date, the day of a timed arrival: not before it, and the first of that day', () => {
		const lead = inBerlin(
			['created', '2026-05-01 22:30'],
			['contacted', '2026-05-01'],
			['contacted', '2026-05-01 22:40']
		);
		expect([lead.firstContactAt, lead.contactMinutes]).toEqual([lead.createdAt, null]);
		expect([lead.attemptsToContact, lead.contactAttempts]).toEqual([1, 2]);
		expect(
			inBerlin(['created', '2026-05-01 00:30'], ['contacted', '2026-04-30'], ['contacted', '2026-05-02'])
		).toMatchObject({ firstContactAt: berlin.startOfDay(dayNumber('2026-05-02')), attemptsToContact: 2 });
	});

	it('is none before the arrival, nor by attempts alone', () => {
		expect(
			inBerlin(
				['contacted', '2026-04-30 10:00'],
				['created', '2026-05-01 10:00'],
				['activity', '2026-05-01 10:10', { activity: 'call_attempt' }]
			)
		).toMatchObject({
			firstContactAt: null,
			contactMinutes: null,
			attemptsToContact: null,
			contactAttempts: 2
		});
	});
});

describe('the hour of arrival', () => {
	it.each([
		['Monday from midnight', '2026-05-04 00:00', 0],
		['the last of Sunday', '2026-05-10 23:59', 167],
		['Thursday afternoon', '2026-05-07 15:30', 3 * 24 + 15],
		['after the spring change', '2026-03-29 03:10', 6 * 24 + 3],
		['after the autumn change', '2026-10-25 04:10', 6 * 24 + 4]
	])('is that of the local week: %s', (_, created, hour) => {
		expect(inBerlin(['created', created]).arrivedHour).toBe(hour);
		expect(inZone(timeZone('America/New_York'), ['created', created]).arrivedHour).toBe(hour);
		expect(inZone(timeZone('Asia/Kathmandu'), ['created', created]).arrivedHour).toBe(hour);
	});

	it('of one moment differs between zones', () => {
		const sunday = event('created', '2026-05-10 22:30');
		const hours = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York'].map(
			(name) => told([sunday], timeZone(name)).arrivedHour
		);
		expect(hours).toEqual([166, 0, 4, 162]);
	});

	it('is none where it is not known', () => {
		expect(inBerlin(['created', '2026-05-04']).arrivedHour).toBeNull();
		expect(inBerlin(['created', '2026-05-04 10:00', { approximate: true }]).arrivedHour).toBeNull();
	});
});
