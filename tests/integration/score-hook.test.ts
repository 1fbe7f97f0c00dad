/** Changed temperatures are posted to another system. */
import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { housekeeping } from '#lib/server/jobs/housekeeping.ts';
import { noSecret, tellScores } from '#lib/server/jobs/tell-scores.ts';
import { changeJoin } from '#lib/server/leads/change-join.ts';
import { checkHookAddress } from '#lib/server/score-hook/hook-address.ts';
import { readHookState } from '#lib/server/score-hook/hook-state.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const { pool } = await testDatabase();
const secret = 'sixteen letters or more';
const place = {
	pool,
	config: readConfig({ SLUICE_HOOK_SECRET: secret }),
	log: pino({ enabled: false })
};

interface Delivery {
	model: string;
	leads: Record<string, unknown>[];
}
interface Received {
	body: string;
	signature: string;
}
let received: Received[] = [];
const deliveries = () => received.map(({ body }) => JSON.parse(body) as Delivery);
const told = () =>
	deliveries().flatMap(({ leads }) =>
		leads.map(({ source, id, before, temperature }) => `${source} ${id}: ${before} → ${temperature}`)
	);

const receiver = async (answer: RequestListener = (_, response) => response.writeHead(204).end()) => {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({
				body: Buffer.concat(chunks).toString(),
				signature: String(request.headers['sluice-signature'])
			});
			answer(request, response);
		});
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/scores`;
};

const at = (lead: string, day: string, more: object = {}) => ({
	...{ source: 'crm', lead, type: 'activity', at: `2026-${day}T10:00:00Z`, ...more }
});
const created = (lead: string, day = '01-01') => at(lead, day, { type: 'created' });
const demo = (lead: string, day: string) => at(lead, day, { activity: 'demo_request' });
const load = async (...events: object[]) => {
	await loadEvents(pool, events);
	await replayAll(pool);
};
const begin = async (address: string, more: object = {}) => {
	await changeSettings(pool, { scoreHook: address, allowedHosts: ['127.0.0.1'], ...more });
	await tellScores(place);
};
const recordOf = async (lead: string) =>
	(await pool.query<{ id: string }>('SELECT record_id AS id FROM records WHERE external_id = $1', [lead]))
		.rows[0]!.id;
const isDueNow = () => pool.query('UPDATE score_hook SET next_at = now()');

beforeEach(async () => {
	received = [];
	await forgetAll(pool);
	await pool.query('TRUNCATE score_hook, told_scores, publications, score_models, settings CASCADE');
	await saveDraft(pool, smallModel({ thresholds: { warm: 20, hot: 40, mql: 40 } }));
	await publishModel(pool, 'Small', 'first');
});

describe('what is told', () => {
	test('begins with the next change: who is warm or hot already counts as told', async () => {
		await load(created('A'), demo('A', '01-02'), created('B'), created('C'));
		await begin(await receiver());
		await tellScores(place);
		expect(received).toEqual([]);
		expect(await readHookState(pool)).toMatchObject({ beganLeads: 1, told: 0, error: null });

		await load(demo('B', '01-03'), at('A', '01-03', { type: 'profile', Authority: 'decides' }));
		await tellScores(place);
		expect(told()).toEqual(['crm A: warm → hot', 'crm B: cold → warm']);
		await tellScores(place);
		expect(received).toHaveLength(1);
		expect(await readHookState(pool)).toMatchObject({ told: 2, succeededAt: expect.any(String) });
	});

	test('names the model, every record of the lead and its score, and is signed', async () => {
		await load(created('A'));
		await begin(await receiver());
		const email = 'a@example.com';
		await load(at('A', '01-01', { type: 'profile', email, Authority: 'decides' }), {
			...created('7', '01-02'),
			...{ source: 'shop', email }
		});
		await tellScores(place);
		const [{ model, leads }] = deliveries() as [Delivery];
		expect(model).toBe('Small@1');
		const all = { temperature: 'warm', before: 'cold', score: 20, fit: 20, engagement: 0 };
		expect(leads).toEqual([
			{ lead: expect.any(String), source: 'crm', id: 'A', ...all, at: '2026-01-02T10:00:00.000Z' },
			{ lead: leads[0]!.lead, source: 'shop', id: '7', ...all, at: '2026-01-02T10:00:00.000Z' }
		]);
		const [{ body, signature }] = received as [Received];
		const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!;
		expect(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')).toBe(mac);
	});

	test('is also what cooled down without an event of its own', async () => {
		await load(
			created('A'),
			...Array.from({ length: 4 }, (_, i) => at('A', '01-02', { activity: 'pricing_view', id: `${i}` }))
		);
		await begin(await receiver());
		await load(created('B', '03-01'));
		await tellScores(place);
		expect(told()).toEqual(['crm A: warm → cold']);
	});

	test('is told anew of what another model says', async () => {
		await load(created('A'), demo('A', '01-02'));
		await begin(await receiver());
		await saveDraft(pool, smallModel({ thresholds: { warm: 10, hot: 30, mql: 30 } }));
		await publishModel(pool, 'Small', 'lower');
		await tellScores(place);
		expect(received).toEqual([]);
		await replayAll(pool);
		await tellScores(place);
		expect(deliveries().map(({ model }) => model)).toEqual(['Small@2']);
		expect(told()).toEqual(['crm A: warm → hot']);
	});

	test('comes in deliveries of at most 200 records', async () => {
		await load(created('A'));
		await begin(await receiver());
		const names = Array.from({ length: 401 }, (_, i) => `L${i}`);
		await load(...names.flatMap((name) => [created(name), demo(name, '01-02')]));
		await tellScores(place);
		expect(deliveries().map(({ leads }) => leads.length)).toEqual([200, 200, 1]);
		expect(new Set(told()).size).toBe(401);
	});

	test('is told of each record that joins or leaves a lead, once', async () => {
		const email = 'a@example.com';
		const mailed = (lead: string, day: string) => at(lead, day, { type: 'profile', email });
		await load(created('A'), created('B'), created('C'));
		await begin(await receiver());
		await load(demo('A', '01-02'), demo('B', '01-02'));
		await tellScores(place);
		expect(told().sort()).toEqual(['crm A: cold → warm', 'crm B: cold → warm']);

		received = [];
		await load(mailed('A', '01-03'), mailed('B', '01-03'), mailed('C', '01-03'));
		await tellScores(place);
		expect(told()).toEqual(['crm C: cold → warm']);

		received = [];
		await changeJoin(pool, place.config, 'undo', await recordOf('C'), email);
		await tellScores(place);
		await housekeeping(place);
		await tellScores(place);
		expect(told()).toEqual(['crm C: warm → cold']);
	});

	test('is told of both records when what is joined to a warm one makes it cold', async () => {
		const when = { attribute: 'Competitor', op: 'eq', value: 'yes' };
		const rival = { key: 'rival', label: 'Competitor', group: 'fit', points: -40, when };
		const thresholds = { warm: 20, hot: 40, mql: 40 };
		await saveDraft(pool, smallModel({ rules: [...smallModel().rules, rival], thresholds }));
		await publishModel(pool, 'Small', 'second');
		await load(created('A'), created('B'));
		await begin(await receiver());
		await load(demo('A', '01-02'), demo('B', '01-02'));
		await tellScores(place);
		received = [];
		const email = 'a@example.com';
		await load(
			at('A', '01-03', { type: 'profile', email }),
			at('B', '01-03', { type: 'profile', email, Competitor: 'yes' })
		);
		await tellScores(place);
		expect(told().sort()).toEqual(['crm A: warm → cold', 'crm B: warm → cold']);
	});

	test('begins when a model is live, anew for another address, and ends without one', async () => {
		await pool.query(`UPDATE score_models SET status = 'retired'`);
		await load(created('A'), demo('A', '01-02'));
		await begin(await receiver());
		expect(await readHookState(pool)).toBeNull();
		await publishModel(pool, 'Small', 'again');
		await replayAll(pool);
		await tellScores(place);
		expect(await readHookState(pool)).toMatchObject({ beganLeads: 1 });
		await load(created('B'), demo('B', '01-02'));
		const other = await receiver();
		await begin(other);
		expect(await readHookState(pool)).toMatchObject({ address: other, beganLeads: 2 });
		await tellScores(place);
		expect(received).toEqual([]);
		await changeSettings(pool, { scoreHook: null });
		await tellScores(place);
		expect(await readHookState(pool)).toBeNull();
		expect((await pool.query('SELECT FROM told_scores')).rowCount).toBe(0);
	});
});

describe('a receiver that fails', () => {
	const delay = async () =>
		(
			await pool.query<{ minutes: number }>(
				'SELECT round(extract(epoch FROM next_at - now()) / 60)::int AS minutes FROM score_hook'
			)
		).rows[0]!.minutes;

	test('is told again, later each time, of the same changes', async () => {
		let status = 500;
		await load(created('A'));
		await begin(await receiver((_, response) => response.writeHead(status).end()));
		await load(demo('A', '01-02'));
		await tellScores(place);
		expect(await readHookState(pool)).toMatchObject({
			error: '127.0.0.1 answers 500: the receiver failed.',
			succeededAt: null,
			told: 0
		});
		const { failingSince } = (await readHookState(pool))!;
		expect(await delay()).toBe(1);
		await tellScores(place);
		expect(received).toHaveLength(1);
		await isDueNow();
		await tellScores(place);
		expect([await delay(), received.length]).toEqual([2, 2]);
		expect((await readHookState(pool))!.failingSince).toBe(failingSince);
		for (let i = 0; i < 10; i++) {
			await isDueNow();
			await tellScores(place);
		}
		expect(await delay()).toBe(360);
		status = 200;
		await isDueNow();
		await tellScores(place);
		expect(await readHookState(pool)).toMatchObject({ error: null, failingSince: null, told: 1 });
		expect(new Set(told())).toEqual(new Set(['crm A: cold → warm']));
	});

	test('is told only of what it did not take', async () => {
		await load(created('A'));
		await begin(await receiver((_, response) => response.writeHead(received.length === 2 ? 503 : 200).end()));
		const names = Array.from({ length: 250 }, (_, i) => `L${i}`);
		await load(...names.flatMap((name) => [created(name), demo(name, '01-02')]));
		await tellScores(place);
		await isDueNow();
		await tellScores(place);
		expect(deliveries().map(({ leads }) => leads.length)).toEqual([200, 50, 50]);
	});

	test('says why in words', async () => {
		await load(created('A'), demo('A', '01-02'));
		const moved = await receiver((_, response) =>
			response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
		);
		const failing = async (address: string, config = place.config) => {
			await pool.query(`UPDATE lead_rows SET warm_until = 'infinity', score = 30`);
			await pool.query('TRUNCATE score_hook, told_scores');
			await begin(address);
			// It cools down, so that there is something to tell.
			await pool.query('UPDATE lead_rows SET warm_until = NULL, score = 0');
			await tellScores({ ...place, config });
			return (await readHookState(pool))!.error;
		};
		expect(await failing(moved)).toBe(
			'127.0.0.1 answers 302: it redirects. Give the address of the receiver itself.'
		);
		expect(await failing('http://127.0.0.1:1/')).toBe('127.0.0.1: nothing answers there.');
		expect(await failing('http://localhost:1/')).toBe(
			'localhost is not posted to over http: use an address that begins with https://.'
		);
		expect(await failing(moved, readConfig({}))).toBe(noSecret);
	});
});

describe('the address', () => {
	test.each([
		['nonsense', [], '"nonsense" is not an address'],
		['https://example.com/x', [], 'example.com is not an allowed host'],
		['http://example.com/x', ['*.example.com'], 'is not posted to over http'],
		['https://ann:pw@example.com/', ['example.com'], 'user name or password'],
		['https://10.0.0.1/', ['*.0.0.1'], 'name 10.0.0.1 itself among the allowed hosts'],
		['http://8.8.8.8/', ['8.8.8.8'], 'is on the public internet']
	])('%s with %j is refused', async (address, hosts, why) => {
		await expect(checkHookAddress(address, hosts)).rejects.toThrow(why);
	});

	test.each([
		['https://8.8.8.8/', ['8.8.8.8']],
		['http://192.168.1.5:8080/hook', ['192.168.1.5']]
	])('%s is taken', async (address, hosts) => {
		expect((await checkHookAddress(address, hosts)).addresses).toHaveLength(1);
	});
});
