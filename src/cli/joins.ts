import { readEmail, readPhone } from '#lib/events/contacts.ts';
import { changeJoin } from '#lib/server/leads/change-join.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { listJoins, listUndone } from '#lib/server/reports/identity.ts';
import type { IdentityRecord, Paged } from '#lib/funnel/identity-view.ts';
import type { Database } from '#lib/server/db/connect.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';
import { UserError } from './user-error.ts';

const usage = 'Give nothing, an e-mail, phone or id to search for, or: undo RECORD KEY, redo RECORD KEY.';

/** `sluice joins`: records that were taken for one person, and those that a person said are not. */
export async function joins({ words, config, options, open }: Call): Promise<void> {
	const [change, record, key] = words;
	if (change === 'undo' || change === 'redo') {
		if (record === undefined || key === undefined || words.length > 3)
			throw new UserError(`sluice joins ${change} needs a record and a key. ${usage}`);
		await settle(await open(), { config, options }, change, record, key);
		return;
	}
	if (words.length > 1) throw new UserError(`sluice joins "${words.join(' ')}": ${usage}`);
	const db = await open();
	const whole = Boolean(options.json);
	const { joined, undone } = await withReport(db, config, async (context) => ({
		joined: await pages((after) => listJoins(context, { q: change, after }), whole),
		undone: await pages((after) => listUndone(context, { q: change, after }), whole)
	}));
	if (options.json) {
		console.log(JSON.stringify({ joins: joined.rows, undone: undone.rows }));
		return;
	}
	if (joined.rows.length === 0) console.log('No records are joined.');
	else
		console.log(
			textTable(
				['key', 'since', 'records'],
				joined.rows.map((join) => [
					join.key,
					join.at?.slice(0, 10) ?? '',
					join.records.map(recordName).join(', ')
				])
			)
		);
	if (joined.next)
		console.log('The first 50. Search with: sluice joins EMAIL, PHONE or ID; all of them with --json.');
	for (const { key, record: parted, at } of undone.rows)
		console.log(`Undone ${at.slice(0, 10)}: ${recordName(parted)}, ${key}`);
	if (undone.next) console.log('The last 50 undone joins; all of them with --json.');
}

/** The first page of a list, or all of them. */
async function pages<T>(list: (after?: string) => Promise<Paged<T>>, whole: boolean): Promise<Paged<T>> {
	const all = await list();
	while (whole && all.next) {
		const page = await list(all.next);
		all.rows.push(...page.rows);
		all.next = page.next;
	}
	return all;
}

const recordName = ({ source, externalId, id }: IdentityRecord) =>
	externalId === null ? id : `${source} ${externalId}`;

async function settle(
	{ pool }: Database,
	{ config, options }: Pick<Call, 'config' | 'options'>,
	change: 'undo' | 'redo',
	written: string,
	writtenKey: string
): Promise<void> {
	const { rows } = await pool.query<{ record_id: string; source: string | null }>(
		'SELECT record_id, source FROM records WHERE record_id::text = $1 OR external_id = $1 ORDER BY source',
		[written]
	);
	if (rows.length === 0)
		throw new UserError(
			`There is no record "${written}": give the id of the CRM, or one that sluice joins shows.`
		);
	if (rows.length > 1) {
		const ids = rows.map((row) => `${row.record_id} (${row.source})`).join(', ');
		throw new UserError(`The id "${written}" is that of ${rows.length} records. Give one of these: ${ids}.`);
	}
	const record = rows[0]!.record_id;
	const key = readEmail(writtenKey) ?? readPhone(writtenKey, config.country) ?? writtenKey;
	if (!(await changeJoin(pool, config, change, record, key)))
		throw new UserError(
			change === 'undo'
				? `The record "${written}" does not carry the key "${key}", so it joins nothing.`
				: `No join of the record "${written}" over "${key}" was undone.`
		);
	const lead = await pool.query<{ lead_id: string; records: number }>(
		`SELECT lead_id, (SELECT count(*)::int FROM records o WHERE o.lead_id = r.lead_id) AS records
		FROM records r WHERE record_id = $1`,
		[record]
	);
	const { lead_id, records } = lead.rows[0]!;
	if (options.json) console.log(JSON.stringify({ record, key, lead: lead_id, records }));
	else
		console.log(
			`${change === 'undo' ? 'Undone' : 'Joined again'}: the lead of ${written} is ${lead_id}, of ${records} ${records === 1 ? 'record' : 'records'}.`
		);
}
