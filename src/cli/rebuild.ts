import { rebuild } from '#lib/server/leads/rebuild.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';

/** `sluice rebuild`: replays the whole log. */
export async function rebuildAll({ config, options, open }: Call): Promise<void> {
	const db = await open();
	const bar = progressBar('Recalculating');
	const started = performance.now();
	const done = await rebuild(db.pool, config, ({ leads, of }) => bar.show(leads, of));
	bar.end();
	const seconds = (performance.now() - started) / 1000;
	if (options.json) console.log(JSON.stringify({ leads: done.leads, events: done.events, seconds }));
	else
		console.log(
			`${done.leads.toLocaleString('en')} leads from ${done.events.toLocaleString('en')} events in ${seconds.toFixed(1)} s.`
		);
}
