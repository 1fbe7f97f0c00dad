import { withReport } from '#lib/server/reports/context.ts';
import { listLoads } from '#lib/server/reports/loads.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';

/** `sluice loads`: what was loaded, the newest first. */
export async function loads({ config, options, open }: Call): Promise<void> {
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
