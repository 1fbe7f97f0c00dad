import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { requestStop } from '#lib/server/ingest/load-state.ts';
import { removeLoad, type Removed } from '#lib/server/ingest/remove-load.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { listLoads } from '#lib/server/reports/loads.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';
import { UserError } from './user-error.ts';

/** `sluice loads [remove ID | stop ID]`. */
export async function loads(call: Call): Promise<void> {
	const [action, id] = call.words;
	if (action === undefined) return list(call);
	if ((action !== 'remove' && action !== 'stop') || call.words.length !== 2)
		throw new UserError('Say which load: sluice loads remove ID, or sluice loads stop ID.');
	const loadId = Number(id);
	if (!Number.isInteger(loadId) || loadId < 1 || loadId > 2 ** 31 - 1)
		throw new UserError(`"${id}" is not the number of a load: sluice loads lists them.`);
	const db = await call.open();
	if (action === 'stop') {
		await requestStop(db.pool, loadId);
		if (call.options.json) console.log(JSON.stringify({ load: loadId }));
		else console.log(`Load ${loadId} ends after its current chunk; what is in stays.`);
	} else await remove(db, call.config, loadId, call.options.json === true);
}

async function remove(db: Database, config: Config, loadId: number, json: boolean): Promise<void> {
	const removed = await removeLoad(db.pool, loadId);
	const bar = progressBar('Recalculating');
	await bringUpToDate(db.pool, config, ({ leads, of }) => bar.show(leads, of));
	bar.end();
	console.log(json ? JSON.stringify({ load: loadId, ...removed }) : sentence(loadId, removed));
}

const n = (value: number) => value.toLocaleString('en');

function sentence(loadId: number, removed: Removed): string {
	const { events, restored, leads, costs, quarantined, unmended } = removed;
	const parts = [`${n(events)} events`];
	if (leads > 0) parts.push(`${n(leads)} leads`);
	if (costs) parts.push(`${n(costs)} costs`);
	if (quarantined) parts.push(`${n(quarantined)} rows in quarantine`);
	const lines = [`Load ${loadId} is removed, and with it ${parts.join(', ')}.`];
	if (leads < 0) lines.push(`${n(-leads)} leads that it had joined are apart again.`);
	if (restored) lines.push(`${n(restored)} events count again as they were before it.`);
	if (unmended) lines.push(`${n(unmended)} rows that it had mended are back in quarantine.`);
	return lines.join(' ');
}

/** What was loaded, the newest first. */
async function list({ config, options, open }: Call): Promise<void> {
	const db = await open();
	const list = await withReport(db, config, listLoads);
	if (options.json) {
		console.log(JSON.stringify(list));
		return;
	}
	if (list.length === 0) {
		console.log('Nothing has been loaded yet: npm run --silent sluice -- load FILE');
		return;
	}
	console.log(
		textTable(
			[
				'id',
				'file',
				'started',
				'status',
				'read',
				'accepted',
				'corrected',
				'known',
				'ignored',
				'quarantined',
				'events'
			],
			list.map((load) => [
				load.id,
				load.file,
				load.startedAt.slice(0, 19).replace('T', ' '),
				load.status,
				load.rows.read,
				load.rows.accepted,
				load.rows.corrected,
				load.rows.known,
				load.rows.ignored,
				load.rows.quarantined,
				load.events.accepted
			])
		)
	);
}
