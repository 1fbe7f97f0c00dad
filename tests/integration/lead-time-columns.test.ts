/** What replay finds of the times of a lead stands in its row. */
import { beforeEach, expect, test } from 'vitest';
import { changeSettings } from '#lib/server/settings.ts';
import { workingHoursSchema } from '#lib/settings/working-hours.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();
const config = { ...utcConfig, timezone: 'Europe/Berlin' };
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

const columns = [
	...['outcome_days', 'moved_at', 'reopens', 'reopened_reason', 'reopened_days', 'arrived_hour'],
	...['contact_minutes', 'contact_work_minutes', 'attempts_to_contact'],
	...['sal_visits', 'sal_passes', 'sal_first_passed', 'sal_last_passed']
];

async function rowsOf(): Promise<Record<string, unknown>[]> {
	await replayAll(pool, config);
	const { rows } = await pool.query<{ value: Record<string, unknown> }>(
		`SELECT to_jsonb(r) AS value FROM (SELECT ${columns.join(', ')} FROM lead_rows
		WHERE generation = (SELECT generation FROM state) ORDER BY created_at) r`
	);
	return rows.map(({ value }) => ({ ...value, moved_at: new Date(value.moved_at as string).toISOString() }));
}

const load = (events: object[]) =>
	loadEvents(
		pool,
		events.map((event) => ({ source: 'crm', ...event })),
		{ config }
	);

test('of a lead that was worked, refused, worked again and sold', async () => {
	await load([
		{ type: 'created', at: '2026-05-01 19:00', lead: 'A' },
		{ type: 'activity', activity: 'call_attempt', at: '2026-05-04 09:30', lead: 'A' },
		{ type: 'contacted', at: '2026-05-04 11:00', lead: 'A' },
		{ type: 'sal', at: '2026-05-05 10:00', lead: 'A' },
		{ type: 'refused', at: '2026-05-06 10:00', reason: 'Price', lead: 'A' },
		{ type: 'reopened', at: '2026-05-08 22:00', lead: 'A' },
		{ type: 'client', at: '2026-05-11', lead: 'A' }
	]);
	expect(await rowsOf()).toEqual([
		{
			outcome_days: 10,
			moved_at: '2026-05-11T21:59:59.999Z',
			...{ reopens: 1, reopened_reason: 'Price', reopened_days: 2.5 },
			// A Friday evening; the contact comes on Monday, two hours after the beginning of work.
			...{ arrived_hour: 4 * 24 + 19, contact_minutes: 64 * 60, contact_work_minutes: 120 },
			attempts_to_contact: 2,
			...{ sal_visits: 2, sal_passes: 1, sal_first_passed: false, sal_last_passed: true }
		}
	]);
});

test('of leads of which little is known', async () => {
	await load([
		{ type: 'created', at: '2026-05-01', lead: 'A' },
		{ type: 'contacted', at: '2026-05-02 10:00', lead: 'A' },
		{ type: 'sal', at: '2026-05-03', lead: 'A' },
		{ type: 'created', at: '2026-05-05 10:00', lead: 'B' },
		{ type: 'client', at: '2026-05-05 10:00', approximate: true, lead: 'B' }
	]);
	expect(await rowsOf()).toEqual([
		{
			outcome_days: null,
			moved_at: '2026-05-02T22:00:00.000Z',
			...{ reopens: 0, reopened_reason: null, reopened_days: null },
			...{ arrived_hour: null, contact_minutes: null, contact_work_minutes: null, attempts_to_contact: 1 },
			...{ sal_visits: 1, sal_passes: 0, sal_first_passed: null, sal_last_passed: null }
		},
		{
			outcome_days: null,
			moved_at: '2026-05-05T08:00:00.000Z',
			...{ reopens: 0, reopened_reason: null, reopened_days: null },
			...{ arrived_hour: 24 + 10, contact_minutes: null, contact_work_minutes: null },
			attempts_to_contact: null,
			...{ sal_visits: 1, sal_passes: 1, sal_first_passed: true, sal_last_passed: true }
		}
	]);
});

test('are made again when the working hours change', async () => {
	await load([
		{ type: 'created', at: '2026-05-01 19:00', lead: 'A' },
		{ type: 'contacted', at: '2026-05-04 11:00', lead: 'A' }
	]);
	const minutes = async () => (await rowsOf()).map((row) => row.contact_work_minutes);
	expect(await minutes()).toEqual([120]);
	const week = [...Array<[string, string]>(6).fill(['08:00', '20:00']), null];
	await changeSettings(pool, { workingHours: { week, holidays: ['2026-05-04'] } });
	expect(await minutes()).toEqual([60 + 12 * 60]);
	await changeSettings(pool, { workingHours: workingHoursSchema.parse({ timezone: 'America/New_York' }) });
	// Friday 13:00 to 18:00 there; Monday's work has not begun.
	expect(await minutes()).toEqual([5 * 60]);
});
