/** Puts exchange rates of a file into the settings: all of them, or none if a line is wrong. */
import type pg from 'pg';
import { columnDecimals } from '#lib/events/column-decimals.ts';
import { objectCells } from '#lib/events/object-cells.ts';
import { reasons, RowFault } from '#lib/events/reasons.ts';
import type { Quarantined } from '#lib/events/row-result.ts';
import { rateFaults, rateFile, type DatedRate, type RateFileOptions } from '#lib/settings/rate-file.ts';
import { mergeRates, type RateChange } from '#lib/settings/rates.ts';
import { changeSettings } from '../settings.ts';
import { FileProblem } from './file-problem.ts';
import { heldSource } from './held-source.ts';
import type { ByteSource } from './read-bytes.ts';
import { readWith } from './read-rows.ts';
import { checkBroken, checkWidth, columnReader, guarded, isObject, type RowReader } from './row-reader.ts';

type RatesResult = { kind: 'rates'; rates: DatedRate[] } | Quarantined;

/** Returns what changed, by currency. Throws a FileProblem that names the lines that are wrong, or a SettingsProblem. */
export async function loadRates(
	pool: pg.Pool,
	source: ByteSource,
	options: RateFileOptions
): Promise<RateChange[]> {
	const given = await readRates(source, options);
	let changes: RateChange[] = [];
	await changeSettings(pool, (before) => {
		const merged = mergeRates(before.rates, given);
		changes = merged.changes;
		return { rates: merged.rates };
	});
	return changes;
}

/** Lines that are named. */
const mostNamed = 5;

async function readRates(source: ByteSource, options: RateFileOptions): Promise<DatedRate[]> {
	const given = new Map<string, DatedRate>();
	const faults: string[] = [];
	let count = 0;
	const open = (header: readonly string[] | null) => rateReader(source.name, header, options);
	for await (const { rows } of readWith(heldSource(source), undefined, open)) {
		for (const { line, result } of rows) {
			const fault = result.kind === 'rates' ? addNew(given, result.rates) : result;
			if (!fault) continue;
			count++;
			if (faults.length < mostNamed) faults.push(`line ${line}: ${fault.reason} (${fault.detail})`);
		}
	}
	if (count > 0) {
		const more = count > faults.length ? `\n… and ${(count - faults.length).toLocaleString('en')} more.` : '';
		throw new FileProblem(`No rate of ${source.name} was taken.\n${faults.join('\n')}${more}`);
	}
	if (given.size === 0) throw new FileProblem(`${source.name} has no rate${wanted(options)}.`);
	return [...given.values()];
}

const wanted = ({ only }: RateFileOptions) => (only.length > 0 ? ` of ${only.join(', ')}` : '');

/** A fault where the file says another rate for the same day. */
function addNew(given: Map<string, DatedRate>, rates: DatedRate[]): RowFault | null {
	for (const one of rates) {
		const key = `${one.currency} ${one.from}`;
		const before = given.get(key);
		if (before && before.rate !== one.rate) return new RowFault(rateFaults.two, key, one.rate);
		given.set(key, one);
	}
	return null;
}

function rateReader(
	name: string,
	header: readonly string[] | null,
	options: RateFileOptions
): RowReader<RatesResult> {
	const names = header ?? ['date', 'currency', 'rate', 'units'];
	const file = rateFile(names, options);
	if ('problem' in file) throw new FileProblem(`${name} ${file.problem}`);
	const columns = {
		dates: file.dates,
		decimals: columnDecimals([], 'auto'),
		textCells: (row: Record<string, unknown>) => objectCells(row, names),
		reads: () => true
	};
	return {
		read: guarded((row): RatesResult => {
			checkBroken(row, header, columns);
			if (header) return { kind: 'rates', rates: file.read(checkWidth(row.cells ?? [], names.length)) };
			if (!isObject(row.value)) throw new RowFault(reasons.notAnObject, 'row', row.value);
			return { kind: 'rates', rates: file.read(objectCells(row.value, names)) };
		}),
		...columnReader(name, header, columns)
	};
}
