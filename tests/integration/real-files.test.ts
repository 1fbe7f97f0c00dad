/** Real files beside those with expected figures: every row is accounted for. They lie outside the repository. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { loadFile, readMappingFile, type LoadOptions } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { fullFunnelReport } from '#lib/server/reports/funnel.ts';
import { testDatabase } from '../support/database.ts';
import { csvOf, mappingOf } from '../support/load.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);
if (!here) console.warn(`Real files are not loaded: there is no folder ${data}.`);
const config = readConfig({});
type Db = Awaited<ReturnType<typeof testDatabase>>;

const load = (db: Db, file: string, options: LoadOptions) =>
	loadFile(db.pool, config, join(data, file), options);

const contacts = mappingOf({
	name: 'school-contacts',
	kind: 'events',
	source: 'school-contacts',
	format: { dates: ['dd.MM.yyyy HH:mm'], timezone: 'Europe/Berlin' },
	row: 'Id',
	lead: { id: 'Id' },
	events: [{ type: 'created', at: 'Created Time', manager: 'Contact Owner Name' }]
});

const [status, seconds] = ['Call Status', 'Call Duration (in seconds)'];
const call = {
	at: 'Call Start Time',
	manager: 'Call Owner Name',
	attributes: {
		direction: { column: 'Call Type', map: { Outbound: 'outbound' }, other: 'inbound' },
		duration: seconds
	}
};
const calls = mappingOf({
	name: 'school-calls',
	kind: 'events',
	source: 'school-contacts',
	format: { timezone: 'Europe/Berlin' },
	row: 'Id',
	lead: { id: ['contact_id_recovered', 'CONTACTID_rounded'] },
	events: [
		{
			type: 'contacted',
			...call,
			if: {
				[status]: ['Attended Dialled', 'Received', 'Scheduled Attended', 'Scheduled Attended Delay'],
				[seconds]: { not: ['0'] }
			}
		},
		{
			type: 'activity',
			activity: { const: 'call_attempt' },
			...call,
			if: {
				[status]: ['Unattended Dialled', 'Missed', 'Scheduled Unattended', 'Scheduled Unattended Delay'],
				[seconds]: ['0']
			}
		},
		{
			type: { column: status, other: 'ignore' },
			at: 'Call Start Time',
			if: { [status]: ['Overdue', 'Cancelled', 'Scheduled'] }
		}
	]
});

describe.skipIf(!here)('real files', () => {
	test('contacts of the online school, and who was called', async () => {
		const db = await testDatabase();
		const people = await load(db, 'online-school/contacts.csv', { mapping: contacts });
		expect([people.rows, people.leads.new]).toEqual([
			{ read: 18548, accepted: 18548, corrected: 0, known: 0, ignored: 0, quarantined: 0 },
			18548
		]);
		const called = await load(db, 'online-school/calls.csv.gz', { mapping: calls });
		expect([called.rows, called.reasons, called.leads]).toEqual([
			{ read: 95874, accepted: 91936, corrected: 0, known: 0, ignored: 83, quarantined: 3855 },
			[{ reason: 'It has no key: a lead id, an e-mail or a phone number is needed.', count: 3855 }],
			{ new: 4245, joined: 0 }
		]);
		const { rows } = await db.pool.query(
			`SELECT type, count(*)::integer AS n, count(DISTINCT attributes->>'direction')::integer AS ways
			FROM events GROUP BY type ORDER BY type`
		);
		expect(rows).toEqual([
			{ type: 'activity', n: 20600, ways: 2 },
			{ type: 'contacted', n: 71336, ways: 2 },
			{ type: 'created', n: 18548, ways: 0 }
		]);
	});

	test('X Education, with every column as an attribute', async () => {
		const db = await testDatabase();
		const mapping = await readMappingFile(join(data, 'xeducation/mapping.json'));
		const { rows, events, leads } = await load(db, 'xeducation/leads.csv', { mapping });
		expect([rows.read, rows.accepted, rows.quarantined, leads.new]).toEqual([9240, 9240, 0, 9240]);
		expect(events.accepted).toBe(3 * 9240);
	});

	test("a second week's export of the school's deals, with changed amounts and owners, doubles nothing", async () => {
		const db = await testDatabase();
		const mapping = await readMappingFile(join(data, 'online-school/deals.mapping.json'));
		const folder = mkdtempSync(join(tmpdir(), 'sluice-weeks-'));
		const text = readFileSync(join(data, 'online-school/deals.csv'));
		const deals = parse(text, { columns: true, to: 5000 }) as Record<string, string>[];
		const loadDeals = async () => {
			writeFileSync(join(folder, 'deals.csv'), csvOf(deals));
			const result = await loadFile(db.pool, config, join(folder, 'deals.csv'), { mapping });
			await bringUpToDate(db.pool, config);
			const { stages } = await withReport(db, config, (context) =>
				fullFunnelReport(context, filtersSchema.parse({}))
			);
			return { ...result, clients: stages.at(-1)!.reached, amount: stages.at(-1)!.amount! };
		};
		const first = await loadDeals();
		const paid = deals.filter(
			(deal) => deal.Stage === 'Payment Done' && /^\d+$/.test(deal['Offer Total Amount']!)
		);
		for (const deal of paid) {
			deal['Offer Total Amount'] = String(Number(deal['Offer Total Amount']) + 100);
			deal['Deal Owner Name'] = 'New Owner';
		}
		const second = await loadDeals();
		rmSync(folder, { recursive: true });
		expect([paid.length > 100, second.rows, second.leads]).toEqual([
			true,
			{
				read: 5000,
				accepted: 0,
				corrected: paid.length,
				known: 5000 - paid.length - first.rows.quarantined,
				ignored: 0,
				quarantined: first.rows.quarantined
			},
			{ new: 0, joined: 0 }
		]);
		expect([second.clients, second.amount]).toEqual([first.clients, first.amount + 100 * paid.length]);
	});
});
