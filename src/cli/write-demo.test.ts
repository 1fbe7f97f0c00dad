import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoTruth, generateDemo } from '#lib/demo/generate-demo.ts';
import { writeDemo } from './write-demo.ts';

const options = {
	leads: 400,
	seed: 'files',
	until: new Date('2026-11-20T16:30:00Z'),
	timezone: 'Europe/Berlin',
	currency: 'EUR'
};
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sluice-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writeDemo', () => {
	it('writes events, costs and the truth', async () => {
		const written = await writeDemo(options, join(folder, 'new', 'company'));
		const events = await readFile(written.events, 'utf8');
		expect(events).toBe(Array.from(generateDemo(options), ({ text }) => `${text}\n`).join(''));
		expect(written.lines).toBe(events.split('\n').length - 1);
		expect((await readFile(written.costs, 'utf8')).startsWith('date,channel,campaign,')).toBe(true);
		expect(JSON.parse(await readFile(written.truth, 'utf8'))).toEqual(demoTruth(options));
		expect(written.settings.managers['Elif Şahin']).toEqual({ team: 'East', role: 'closer' });
		expect(Object.keys(written.settings.managers).sort()).toEqual(
			demoTruth(options)
				.managers.map(({ manager }) => manager)
				.sort()
		);
	});

	it('writes the same bytes again', async () => {
		const [one, two] = [join(folder, 'one'), join(folder, 'two')];
		await writeDemo(options, one);
		await writeDemo(options, two);
		for (const file of ['demo-events.ndjson', 'demo-costs.csv', 'demo-truth.json'])
			expect(await readFile(join(one, file))).toEqual(await readFile(join(two, file)));
	});
});
