import { fileSource } from '#lib/server/ingest/read-bytes.ts';
import { loadRates } from '#lib/server/ingest/load-rates.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { readSettings } from '#lib/server/settings.ts';
import type { RateChange } from '#lib/settings/rates.ts';
import { rateRows } from '#lib/settings/rates.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';
import { UserError } from './user-error.ts';

/** `sluice rates [FILE]`: takes the exchange rates of a file, or lists those that are set. */
export async function rates({ words, options, config, open }: Call): Promise<void> {
	const [file] = words;
	if (words.length > 1) throw new UserError('Name one file of rates: sluice rates FILE.');
	if (file === undefined) {
		const set = rateRows((await readSettings((await open()).pool)).rates);
		if (options.json) console.log(JSON.stringify(set));
		else if (set.length === 0) console.log('No rates are set.');
		else
			console.log(
				textTable(
					['currency', 'from', config.currency],
					set.map(({ currency, from, rate }) => [currency, from ?? 'always', rate])
				)
			);
		return;
	}
	const list = (name: string) =>
		typeof options[name] === 'string' ? options[name].split(',').map((one) => one.trim()) : [];
	const source = await fileSource(file);
	const db = await open();
	const changes = await loadRates(db.pool, source, {
		currency: config.currency,
		inverse: options.inverse === true,
		only: list('only').map((code) => code.toUpperCase()),
		dates: list('dates')
	});
	const bar = progressBar('Recalculating');
	await bringUpToDate(db.pool, config, ({ leads, of }) => bar.show(leads, of));
	bar.end();
	console.log(
		options.json
			? JSON.stringify({ file, changes })
			: changes.map((change) => sentence(change, config.currency)).join('\n')
	);
}

const n = (value: number) => value.toLocaleString('en');

function sentence(
	{ currency, added, changed, known, replaced, last }: RateChange,
	reporting: string
): string {
	const instead = replaced === null ? '' : `, in place of ${replaced} for all days`;
	return `${currency}: ${n(added)} new, ${n(changed)} changed, ${n(known)} known${instead}; from ${last.from} on 1 ${currency} is ${last.rate} ${reporting}`;
}
