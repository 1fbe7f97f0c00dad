/** Who had a lead from when to when, and what sales did with it, in the rows that are written. */
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();
const config = { ...utcConfig, timezone: 'Europe/Berlin' };
beforeEach(() => forgetAll(pool));

type Told = [type: string, at: string, more?: string | object];

/** The events of one lead in May 2026; a third word is its manager. */
const load = (...told: Told[]) =>
	loadEvents(
		pool,
		told.map(([type, at, more = {}]) => ({
			...{ source: 'crm', lead: 'A', type, at: `2026-05-${at}` },
			...(typeof more === 'string' ? { manager: more } : more)
		})),
		{ config }
	);

const ofLead = async (columns: string): Promise<Record<string, unknown>> => {
	await replayAll(pool, config);
	const { rows } = await pool.query<{ value: Record<string, unknown> }>(
		`SELECT to_jsonb(r) AS value FROM (SELECT ${columns} FROM lead_rows
		WHERE generation = (SELECT generation FROM state)) r`
	);
	expect(rows).toHaveLength(1);
	return rows[0]!.value;
};

/** `Anna 01 10:00 – 02 11:30, lead`; `Anna > Boris …`: it came from Anna; `… > Clara`: it went to her. */
async function assignments(): Promise<string[]> {
	await replayAll(pool, config);
	const time = (column: string) => `to_char(${column} AT TIME ZONE 'Europe/Berlin', 'DD HH24:MI')`;
	const { rows } = await pool.query<{ text: string }>(
		`SELECT coalesce(previous || ' > ', '') || manager || ' ' || ${time('since')} || ' – ' ||
			coalesce(${time('until')}, '') || ', ' ||
			(ARRAY['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'])[stage + 1] || coalesce(' > ' || next, '') AS text
		FROM assignments WHERE generation = (SELECT generation FROM state) ORDER BY place`
	);
	return rows.map(({ text }) => text);
}

describe('assignments', () => {
	test('of a lead that passed through five managers', async () => {
		await load(
			['created', '01 10:00', 'Anna'],
			['contacted', '01 10:20', 'Anna'],
			['assigned', '02 11:30', 'Boris'],
			['sal', '03 09:00', 'Clara'],
			['activity', '04 09:00', { activity: 'email_click' }],
			['sql', '05 09:00', 'Dora'],
			['assigned', '06 09:00', 'Emil'],
			['client', '07 12:00', 'Emil'],
			['assigned', '08 09:00', 'Support']
		);
		expect(await assignments()).toEqual([
			'Anna 01 10:00 – 02 11:30, lead > Boris',
			'Anna > Boris 02 11:30 – 03 09:00, lead > Clara',
			'Boris > Clara 03 09:00 – 05 09:00, lead > Dora',
			'Clara > Dora 05 09:00 – 06 09:00, sal > Emil',
			'Dora > Emil 06 09:00 – 07 12:00, sql'
		]);
		expect(await ofLead('first_manager, manager, manager_changes, assigned_at')).toEqual({
			...{ first_manager: 'Anna', manager: 'Emil', manager_changes: 4 },
			assigned_at: '2026-05-06T07:00:00+00:00'
		});
	});

	test('of a lead that is taken over at the moment of its loss', async () => {
		await load(
			['created', '01 10:00', 'Anna'],
			['refused', '05 10:00', { manager: 'Boris', reason: 'Price' }]
		);
		expect(await assignments()).toEqual([
			'Anna 01 10:00 – 05 10:00, lead > Boris',
			'Anna > Boris 05 10:00 – 05 10:00, lead'
		]);
		expect(await ofLead('manager, manager_changes, outcome')).toEqual({
			...{ manager: 'Boris', manager_changes: 1, outcome: 2 }
		});
	});

	test('of a lead that is opened again, by the same or by another one', async () => {
		await load(
			['created', '01 10:00', 'Anna'],
			['sal', '02 10:00'],
			['refused', '05 10:00'],
			['reopened', '08 10:00']
		);
		expect(await assignments()).toEqual([
			'Anna 01 10:00 – 05 10:00, lead > Anna',
			'Anna > Anna 08 10:00 – , sal'
		]);
		const columns = 'manager, manager_changes, assigned_at';
		const anna = { manager: 'Anna', manager_changes: 0, assigned_at: '2026-05-01T08:00:00+00:00' };
		expect(await ofLead(columns)).toEqual(anna);

		await load(['refused', '09 10:00'], ['reopened', '10 10:00', 'Boris']);
		expect((await assignments()).slice(1)).toEqual([
			'Anna > Anna 08 10:00 – 09 10:00, sal > Boris',
			'Anna > Boris 10 10:00 – , sal'
		]);
		const boris = { manager: 'Boris', manager_changes: 1, assigned_at: '2026-05-10T08:00:00+00:00' };
		expect(await ofLead(columns)).toEqual(boris);
	});

	test('do not change while the lead is closed, nor with nobody to have it', async () => {
		await load(['created', '01 10:00'], ['refused', '02 10:00'], ['assigned', '03 10:00', 'Cleaner']);
		expect(await assignments()).toEqual([]);
		expect(await ofLead('manager, manager_changes, assigned_at')).toEqual({
			...{ manager: null, manager_changes: 0, assigned_at: null }
		});
	});

	test('with mere dates begin with the day, and end with it', async () => {
		await load(['created', '01', 'Anna'], ['assigned', '03', 'Boris'], ['refused', '04']);
		expect(await assignments()).toEqual([
			'Anna 01 00:00 – 03 00:00, lead > Boris',
			'Anna > Boris 03 00:00 – 04 23:59, lead'
		]);
	});

	test('with an outcome at a time that nobody knows end with the last event of its row', async () => {
		const row = { row: '1' };
		await load(
			['created', '01 10:00', { ...row, manager: 'Anna' }],
			['sal', '04 10:00', { ...row, manager: 'Boris' }],
			['refused', '01 10:00', { ...row, manager: 'Boris', approximate: true }]
		);
		expect(await assignments()).toEqual([
			'Anna 01 10:00 – 04 10:00, lead > Boris',
			'Anna > Boris 04 10:00 – 04 10:00, lead'
		]);
	});
});

describe('the row', () => {
	const missed = 'missed_calls, missed_call_at, contact_attempts';

	test.each<[string, Told[], object]>([
		['never', [], { missed_calls: 2, missed_call_at: '2026-05-02T08:00:00+00:00', contact_attempts: 0 }],
		[
			'called back in vain',
			[['activity', '02 13:00', { activity: 'call_attempt', attributes: { direction: 'outbound' } }]],
			{ missed_calls: 2, missed_call_at: null, contact_attempts: 1 }
		],
		[
			'answered when it called again',
			[['contacted', '02 13:00', { attributes: { direction: 'inbound' } }]],
			{ missed_calls: 2, missed_call_at: null, contact_attempts: 1 }
		],
		[
			'answered, and missed once more',
			[
				['contacted', '02 13:00'],
				['activity', '03 08:00', { activity: 'missed_call' }]
			],
			{ missed_calls: 3, missed_call_at: '2026-05-03T06:00:00+00:00', contact_attempts: 1 }
		]
	])('counts the calls that nobody answered; the lead was: %s', async (_, more, expected) => {
		await load(
			['created', '01 10:00'],
			['activity', '02 10:00', { activity: 'missed_call' }],
			['activity', '02 12:00', { activity: 'call_attempt', attributes: { direction: 'inbound' } }],
			...more
		);
		expect(await ofLead(missed)).toEqual(expected);
	});

	test('has what sales did up to the sale, and not what marketing sent', async () => {
		await load(
			['created', '01 10:00'],
			['activity', '01 11:00', { activity: 'call_attempt' }],
			['contacted', '01 12:00'],
			['activity', '02 10:00', { activity: 'meeting', manager: 'Anna' }],
			['activity', '02 11:00', { activity: 'email_open' }],
			['client', '03 10:00'],
			['activity', '04 10:00', { activity: 'meeting', manager: 'Anna' }]
		);
		expect(await ofLead('sales_activities, move_path')).toEqual({ sales_activities: 3, move_path: 'LC' });
	});

	test('says who wants no mails, after the sale too', async () => {
		const word = (at: string, activity: string): Told => ['activity', at, { activity }];
		await load(['created', '01 10:00'], word('02 10:00', 'unsubscribe'), word('03 10:00', 'email_open'));
		expect(await ofLead('unsubscribed')).toEqual({ unsubscribed: true });
		await load(word('04 10:00', 'subscribe'), ['client', '05 10:00']);
		expect(await ofLead('unsubscribed')).toEqual({ unsubscribed: false });
		await load(word('06 10:00', 'unsubscribed'));
		expect(await ofLead('unsubscribed')).toEqual({ unsubscribed: true });
	});

	test('has the day of acceptance in the zone of the reports, and the moves as letters', async () => {
		await load(
			['created', '01 10:00'],
			['mql', '02 10:00'],
			['sal', '05T22:30:00Z'],
			['returned', '07 10:00'],
			['sal', '08 10:00'],
			['junk', '09 10:00'],
			['reopened', '10 10:00']
		);
		expect(await ofLead('accepted::text, accepted_temperature, move_path')).toEqual({
			...{ accepted: '2026-05-06', accepted_temperature: null, move_path: 'LMSMSJS' }
		});
	});

	test('has no day of acceptance where nobody accepted it', async () => {
		await load(['created', '01 10:00'], ['mql', '02 10:00'], ['refused', '03 10:00']);
		expect(await ofLead('accepted, move_path')).toEqual({ accepted: null, move_path: 'LMR' });
	});
});
