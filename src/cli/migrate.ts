import { openDatabase } from '#lib/server/db/connect.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import type { Call } from './sluice.ts';

/** `sluice migrate`: the schema alone; lead rows are brought up to date by the next command that needs them. */
export async function migrate({ config, options }: Call): Promise<void> {
	const db = await openDatabase(config, { notify: (line) => console.error(line) });
	try {
		const applied = await migrateToLatest(db);
		if (options.json) console.log(JSON.stringify({ applied }));
		else console.log(applied.length ? `Applied: ${applied.join(', ')}` : 'The schema is up to date.');
	} finally {
		await db.close();
	}
}
