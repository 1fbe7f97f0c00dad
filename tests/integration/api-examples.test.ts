/** The commands of the API page, run by a shell as a person would run them. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { examples, type Example } from '../../src/routes/data/api/examples.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { replayAll } from '../support/load.ts';

const db = await testDatabase();
const address = await serveApi(db.url);
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sluice-api-'));
afterAll(() => rmSync(folder, { recursive: true }));

const canRun = ['sh', 'curl', 'gzip'].every((tool) => spawnSync(tool, ['--version']).error === undefined);

let token = '';

/** Runs an example, and what follows it, in a shell; gives what it prints. */
async function run(id: Example['id'], then = ''): Promise<string> {
	const { lines } = examples(address).find((example) => example.id === id)!;
	const child = spawn('sh', ['-c', `${lines.join('\n')}\n${then}`], {
		// The command is Sluice's own, the others run anywhere.
		cwd: id === 'token' ? root : folder,
		env: { ...process.env, DATABASE_URL: db.url, TOKEN: token },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let out = '';
	let errors = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const status = await new Promise((resolve) => child.on('close', resolve));
	expect(status, errors).toBe(0);
	return out;
}

interface Answer {
	rows: Record<string, number>;
	quarantined: unknown[];
	load: number;
}

const answer = async (id: Example['id']) => JSON.parse(await run(id)) as Answer;

describe.skipIf(!canRun)('with sh, curl and gzip', () => {
	test('every example does what it says', async () => {
		token = (await run('token', 'echo "$TOKEN"')).trim();
		expect(token).toMatch(/^sluice_[\w-]{43}$/);

		expect((await answer('events')).rows).toMatchObject({ read: 2, accepted: 2, quarantined: 0 });
		expect((await answer('ndjson')).rows).toMatchObject({ read: 2, accepted: 2 });
		expect((await answer('gzip')).rows).toMatchObject({ read: 2, known: 2 });
		const first = await answer('again');
		expect(first.rows).toMatchObject({ read: 1, accepted: 1 });
		expect(await answer('again')).toEqual(first);
		expect((await answer('costs')).rows).toMatchObject({ read: 1, accepted: 1 });
		expect((await answer('hook')).rows).toMatchObject({ read: 1, accepted: 1 });

		await replayAll(db.pool);
		const funnel = JSON.parse(await run('funnel')) as { leads: number; groups: { key: string | null }[] };
		expect([funnel.leads, funnel.groups.map(({ key }) => key)]).toEqual([2, ['Google', null]]);
		const channels = JSON.parse(await run('channels')) as {
			rows: { key: string | null; cac: number | null }[];
		};
		expect(channels.rows.map(({ key, cac }) => [key, cac])).toEqual([
			['Google', 42.5],
			[null, null]
		]);
		const leadTime = JSON.parse(await run('leadTime')) as {
			groups: { key: string | null; clients: number }[];
		};
		expect(leadTime.groups.map(({ key, clients }) => [key, clients])).toEqual([
			['Google', 1],
			[null, 1]
		]);
		const { leads } = JSON.parse(await run('leads')) as { leads: { records: string[]; amount: number }[] };
		expect(leads.map(({ records, amount }) => [records, amount])).toEqual([
			[['1001'], 1250],
			[['1002'], 300]
		]);
		await run('csv');
		expect(readFileSync(join(folder, 'clients.csv'), 'utf8').trim().split('\n')).toHaveLength(3);
	});

	test('none is left out', () => {
		expect(examples(address).map(({ id }) => id)).toEqual([
			...['token', 'events', 'ndjson', 'gzip', 'again', 'costs', 'hook', 'funnel', 'channels', 'leadTime'],
			...['leads', 'csv']
		]);
	});
});
