/** Attribution of a public set of 10,000 paths against an independent implementation. It lies outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attribute } from '#lib/channels/attribution.ts';
import { runSteps } from '../support/run-steps.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);
if (!here) console.warn(`Real paths are not compared: there is no folder ${data}.`);

type Figures = Record<string, number>;

test.runIf(here)('10,000 paths: first, last, linear, position and the chain', () => {
	const expected = JSON.parse(readFileSync(join(data, 'expected/pathdata.json'), 'utf8')) as Record<
		'first' | 'last' | 'linear' | 'position' | 'markov' | 'removalEffect',
		Figures
	> & { conversions: number };
	const names = Object.keys(expected.first);
	const [, ...lines] = readFileSync(join(data, 'pathdata/PathData.csv'), 'utf8').trim().split(/\r?\n/);
	const paths = lines.map((line) => {
		const [path, clients, , others] = line.replaceAll('"', '').split(',');
		return {
			keys: path!.split(' > ').map((name) => names.indexOf(name)),
			clients: Number(clients),
			others: Number(others),
			revenue: 0
		};
	});
	expect(paths.reduce((sum, { clients }) => sum + clients, 0)).toBe(expected.conversions);
	const credits = runSteps(attribute(paths, [], names.length));
	const same = (actual: ArrayLike<number>, wanted: Figures) =>
		names.forEach((name, i) => expect(Math.abs(actual[i]! - wanted[name]!), name).toBeLessThan(1e-6));
	for (const model of ['first', 'last', 'linear', 'position', 'markov'] as const)
		same(credits[model]!.clients, expected[model]);
	same(credits.markov!.removalEffects, expected.removalEffect);
});
