/** Sales reps: other spellings, namesakes, and the teams and roles that they are filtered and grouped by. */
import { beforeEach, expect, test } from 'vitest';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { countedChannels } from '#lib/server/reports/full-channels.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { filterOptions } from '#lib/server/reports/filter-options.ts';
import { fullLeadTime } from '#lib/server/reports/full-lead-time.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { knownManagers } from '#lib/server/reports/known-managers.ts';
import { requestCounts } from '#lib/server/reports/requests.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { csvOf, forgetAll, loadEvents, loadText, mappingOf, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

/** A lead for each of the names, whoever names them. */
const leads = (source: string, ...names: (string | null)[]) =>
	names.map((manager, i) => ({
		...{ type: 'created', at: '2026-05-01T10:00:00Z', source, lead: `${source} ${i}`, channel: 'Ads' },
		...(manager === null ? {} : { manager })
	}));
const filtersOf = (filters: Partial<Filters>) => filtersSchema.parse(filters);
const groups = async (by: string, filters: Partial<Filters> = {}) =>
	withReport(db, utcConfig, async (context) =>
		Object.fromEntries(
			(await funnelReport(context, filtersOf({ ...filters, by: [by] }))).groups.map(({ key, leads }) => [
				String(key),
				leads
			])
		)
	);

test('another spelling counts as the rep, as the first one too', async () => {
	await loadEvents(pool, [
		...leads('crm', 'Diana Evans', 'D. Evans', 'Anna'),
		{ type: 'assigned', at: '2026-05-02T10:00:00Z', source: 'crm', lead: 'crm 1', manager: 'Anna' }
	]);
	await changeSettings(pool, { aliases: { manager: { 'D. Evans': 'Diana', 'Diana Evans': 'Diana' } } });
	await replayAll(pool);
	expect(await groups('manager')).toEqual({ Anna: 2, Diana: 1 });
	expect(await groups('firstManager')).toEqual({ Anna: 1, Diana: 2 });
	await changeSettings(pool, { aliases: {} });
	await replayAll(pool);
	expect(await groups('firstManager')).toEqual({ Anna: 1, 'Diana Evans': 1, 'D. Evans': 1 });
});

test('two reps of one name are two rows, and one again when they are not', async () => {
	await loadEvents(pool, [...leads('crm', 'Anna Smith', 'A. Smith', 'Boris'), ...leads('web', 'Anna Smith')]);
	await replayAll(pool);
	expect(await groups('manager')).toEqual({ 'Anna Smith': 2, 'A. Smith': 1, Boris: 1 });
	await changeSettings(pool, {
		namesakes: ['Anna Smith'],
		aliases: { manager: { 'A. Smith': 'Anna Smith' } }
	});
	await replayAll(pool);
	expect(await groups('manager')).toEqual({ 'Anna Smith (crm)': 2, 'Anna Smith (web)': 1, Boris: 1 });
	await changeSettings(pool, { aliases: { manager: { 'Anna Smith (web)': 'Anna Smith (crm)' } } });
	await replayAll(pool);
	expect(await groups('manager')).toEqual({ 'Anna Smith (crm)': 2, 'A. Smith': 1, Boris: 1 });
	await changeSettings(pool, { namesakes: [], aliases: {} });
	await replayAll(pool);
	expect(await groups('manager')).toEqual({ 'Anna Smith': 2, 'A. Smith': 1, Boris: 1 });
});

const mapping = mappingOf({
	...{ kind: 'events', name: 'deals', source: 'crm', row: 'Id', lead: { id: 'Id' } },
	attributes: ['Team', 'Role'],
	events: [
		{ type: 'created', at: 'Created', channel: 'Source', manager: 'Owner' },
		{ type: 'client', at: 'Won', manager: 'Owner' }
	]
});
const row = (Id: number, Owner: string, Team: string, Role: string, Won = '') => ({
	...{ Id: String(Id), Created: '2026-05-01 10:00', Source: Id % 2 ? 'Ads' : 'SMM', Owner, Team, Role, Won }
});
/** Anna is of the team that most of her leads name; nobody says what Dora does. */
const deals = [
	...[row(1, 'Anna', 'North', 'Closer'), row(2, 'Anna', 'North', 'closer', '2026-05-03 10:00')],
	...[
		row(3, 'Anna', 'South', ''),
		row(4, 'Boris', 'South', 'presales'),
		row(5, 'Boris', 'South', 'presales')
	],
	...[row(6, 'Clara', 'South', 'boss'), row(7, 'Dora', '', ''), row(8, '', 'North', 'closer')]
];
const loadDeals = async () => {
	await loadText(pool, csvOf(deals), { mapping });
	await replayAll(pool);
};

test('without teams and roles all are one row', async () => {
	await loadDeals();
	expect(await groups('team')).toEqual({ null: 8 });
	expect(await groups('role', { values: { role: [''] } })).toEqual({ null: 8 });
});

test('columns of a file name team and role of most leads of a rep; the settings come before them', async () => {
	await loadDeals();
	await changeSettings(pool, { managerFields: { team: 'Team', role: 'Role' } });
	await replayAll(pool);
	expect(await groups('team')).toEqual({ North: 3, South: 3, null: 2 });
	expect(await groups('role')).toEqual({ closer: 3, presales: 2, null: 3 });
	await changeSettings(pool, {
		managers: { Anna: { team: 'East' }, Dora: { role: 'presales' }, Emil: { team: 'East', role: 'closer' } }
	});
	expect(await groups('team')).toEqual({ East: 3, South: 3, null: 2 });
	expect(await groups('role')).toEqual({ closer: 3, presales: 3, null: 2 });
	const known = await withReport(db, utcConfig, knownManagers);
	expect(known).toEqual([
		{ name: 'Anna', leads: 3, team: 'North', role: 'closer' },
		{ name: 'Boris', leads: 2, team: 'South', role: 'presales' },
		{ name: 'Clara', leads: 1, team: 'South', role: null },
		{ name: 'Dora', leads: 1, team: null, role: null },
		{ name: 'Emil', leads: 0, team: null, role: null }
	]);
	// A field that no lead has, by a name that every object knows.
	await changeSettings(pool, { managerFields: { team: 'constructor', role: null } });
	await replayAll(pool);
	expect(await groups('team')).toEqual({ East: 3, null: 5 });
});

test('team and role filter and group every report alike', async () => {
	await loadDeals();
	await changeSettings(pool, { managerFields: { team: 'Team', role: 'Role' } });
	await replayAll(pool);
	const values = (team: string[], role?: string[]) => ({ values: { team, ...(role && { role }) } });
	expect(await groups('manager', values(['South']))).toEqual({ Boris: 2, Clara: 1 });
	expect(await groups('manager', values(['South', ''], ['!presales']))).toEqual({
		...{ Clara: 1, Dora: 1, null: 1 }
	});
	expect(await groups('manager', values(['!South']))).toEqual({ Anna: 3, Dora: 1, null: 1 });

	await withReport(db, utcConfig, async (context) => {
		const by = filtersOf({ by: ['team', 'role'] });
		const channels = await countedChannels(context, by);
		expect(channels.noCosts).toEqual({ reason: 'filters', names: ['team', 'role'] });
		const counts = channels.rows.map(({ key, leads, clients, newRequests }) => [
			...[...(key as (string | null)[]), leads, clients, newRequests]
		]);
		expect(counts).toEqual(
			expect.arrayContaining([
				['North', 'closer', 3, 1, 3],
				['South', 'presales', 2, 0, 2],
				['South', null, 1, 0, 1],
				[null, null, 2, 0, 2]
			])
		);
		expect(await requestCounts(context, filtersOf(values(['North'])), [])).toMatchObject([{ new: 3 }]);
		for (const [team, total] of [
			['North', 3],
			['South', 3],
			['', 2]
		] as const) {
			const list = await listLeads(context, filtersOf(values([team])), leadSelectionSchema.parse({}));
			expect(list.total).toBe(total);
		}
		expect(await filterOptions(context, 'role', '')).toEqual(
			expect.arrayContaining([
				{ value: 'closer', leads: 3 },
				{ value: null, leads: 3 },
				{ value: 'presales', leads: 2 }
			])
		);
	});
	const times = await fullLeadTime(db, utcConfig, filtersOf({ by: ['team'] }));
	expect(times.groups.map(({ key, leads }) => [key, leads])).toEqual([
		['North', 3],
		['South', 3],
		[null, 2]
	]);
	const south = await fullLeadTime(db, utcConfig, filtersOf(values(['South'])));
	expect(south.ageing.managers.map(({ key, open }) => [key, open])).toEqual([
		['Boris', 2],
		['Clara', 1]
	]);
});
