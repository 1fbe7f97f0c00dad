/** Writes the demo company into files that the ordinary loader reads. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDemo } from '#lib/demo/generate-demo.ts';
import type { DemoOptions } from '#lib/demo/world.ts';
import type { Settings } from '#lib/settings/settings.ts';

export interface WrittenDemo {
	/** Paths of the three files. */
	events: string;
	costs: string;
	truth: string;
	/** Lines of the events file. */
	lines: number;
	/** What such a company sets for itself: no file says it. */
	settings: Pick<Settings, 'managers'>;
}

const chunkLength = 256 * 1024;

/**
 * Writes `demo-events.ndjson`, `demo-costs.csv` and `demo-truth.json` into a folder, which is made if need be; files of
 * the same names are replaced. Memory does not grow with the company. Throws RangeError for options that make none.
 */
export async function writeDemo(options: DemoOptions, folder: string): Promise<WrittenDemo> {
	const demo = createDemo(options);
	await mkdir(folder, { recursive: true });
	const events = join(folder, 'demo-events.ndjson');
	const costs = join(folder, 'demo-costs.csv');
	const truth = join(folder, 'demo-truth.json');
	let lines = 0;
	const texts = function* () {
		for (const { text } of demo.lines()) {
			lines++;
			yield text;
		}
	};
	await writeLines(texts(), events);
	await writeLines(demo.costs(), costs);
	const known = demo.truth();
	await writeFile(truth, `${JSON.stringify(known, null, '\t')}\n`);
	const managers = Object.fromEntries(
		known.managers.map(({ manager, team, role }) => [manager, { team, role }])
	);
	return { events, costs, truth, lines, settings: { managers } };
}

const writeLines = (lines: Iterable<string>, path: string) =>
	pipeline(Readable.from(chunks(lines), { objectMode: true, highWaterMark: 1 }), createWriteStream(path));

function* chunks(lines: Iterable<string>): Iterable<Buffer> {
	let text = '';
	for (const line of lines) {
		text += line + '\n';
		if (text.length < chunkLength) continue;
		yield Buffer.from(text);
		text = '';
	}
	if (text) yield Buffer.from(text);
}
