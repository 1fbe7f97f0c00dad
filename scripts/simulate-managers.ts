/**
 * `npm run simulate-managers [-- --staff equal --seeds N --from S --leads N --lived]`: how often the managers report
 * calls for a look at people who are as good as all others, and how often it finds one who makes half as many clients of
 * the same leads, in demo companies whose people are known. `--staff`: equal, half or own (the demo company's people, all
 * equal); `--lived`: without writing the events and reading them back, which is five times as quick.
 */
import { parseArgs } from 'node:util';
import { wilson } from '#lib/stats/intervals.ts';
import { textTable } from '../src/cli/text-table.ts';
import {
	companyOf,
	judged,
	livedLeads,
	readLeads,
	staffs,
	type Found,
	type Staff
} from '../tests/support/simulated-managers.ts';

const { values: options } = parseArgs({
	options: {
		staff: { type: 'string', default: 'equal' },
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		leads: { type: 'string', default: '8000' },
		lived: { type: 'boolean', default: false }
	}
});

function wholeNumber(name: 'seeds' | 'from' | 'leads', least: number): number {
	const value = Number(options[name]);
	if (Number.isSafeInteger(value) && value >= least) return value;
	throw new RangeError(`--${name} must be a whole number from ${least}, not "${options[name]}"`);
}

function staffNamed(name: string): Staff {
	if (Object.hasOwn(staffs, name)) return name as Staff;
	throw new RangeError(`--staff must be one of ${Object.keys(staffs).join(', ')}, not "${name}"`);
}

interface Count {
	all: number;
	few: number;
	expected: number;
	above: number;
	below: number;
	alarms: number;
}

const header = ['', 'managers', 'too few', 'judged', 'expected', 'above', 'below', 'alerts', 'alarms'];

/** `k (share, with its 95 % interval)`. */
function share(k: number, n: number): string {
	if (n === 0) return '–';
	const percent = (value: number | null) => (100 * value!).toFixed(2);
	const [low, high] = wilson(k, n);
	return `${k}: ${percent(k / n)} % (${percent(low)}–${percent(high)})`;
}

/** Those of half the skill by how many clients were expected of them: few of those with few are found. */
function kindOf({ kind, judgement }: Found): string {
	if (!kind.startsWith('half')) return kind;
	const bound = [25, 35, 45].findLast((least) => judgement.expected! >= least);
	return bound === undefined ? `${kind}, below 25` : `${kind}, ${bound} and more`;
}

const counts = new Map<string, Count>();
const staff = staffNamed(options.staff);
const leads = wholeNumber('leads', 1);
const from = wholeNumber('from', 0);
const seeds = wholeNumber('seeds', 1);
let widened = 0;
let reports = 0;

for (let seed = from; seed < from + seeds; seed++) {
	const company = companyOf(staff, seed, leads);
	const all = options.lived ? livedLeads(company) : readLeads(company);
	for (const role of ['closer', 'presales'] as const) {
		const { managers, spread } = judged(all, role);
		reports++;
		if (spread > 0) widened++;
		for (const found of managers) add(found);
	}
	if ((seed - from + 1) % 100 === 0) print(seed - from + 1);
}
if (seeds % 100 !== 0) print(seeds);

function add(found: Found): void {
	const kind = kindOf(found);
	let count = counts.get(kind);
	if (!count) counts.set(kind, (count = { all: 0, few: 0, expected: 0, above: 0, below: 0, alarms: 0 }));
	const { verdict, level, expected } = found.judgement;
	count.all++;
	count.expected += expected!;
	if (verdict === 'few') count.few++;
	if (verdict === 'above') count.above++;
	if (verdict === 'below') count.below++;
	if (level === 'alarm') count.alarms++;
}

function print(companies: number): void {
	const rows = [...counts]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([kind, { all, few, expected, above, below, alarms }]) => [
			kind,
			all,
			few,
			all - few,
			(expected / all).toFixed(1),
			above,
			below,
			share(above + below, all - few),
			share(alarms, all - few)
		]);
	const title = `${companies} companies of ${leads} leads (staff ${staff}); limits widened in ${share(widened, reports)}`;
	console.log(`\n${title}\n${textTable(header, rows)}`);
}
