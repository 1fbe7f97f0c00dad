/** `POST /api/v1/events` over real connections: formats, limits, partial success, repeats, and senders that go away. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createToken, findToken } from '#lib/server/accounts/tokens.ts';
import { bodyLimits, openBody } from '#lib/server/intake/body.ts';
import { postRows } from '#lib/server/intake/post-rows.ts';
import { mostAtOnce, takeTurn } from '#lib/server/intake/turns.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, ndjson, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
const address = await serveApi(db.url);
let token: string;
beforeAll(async () => {
	token = (await createToken(pool, 'crm', ['events']))!;
});
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('TRUNCATE idempotency_keys');
});

interface Answer {
	load: number;
	rows: Record<string, number>;
	events: Record<string, number>;
	quarantined: { line: number; reason: string; detail: string; text: string }[];
	error?: { code: string; message: string; hint?: string; field?: string };
}

async function post(body: BodyInit, headers: Record<string, string> = {}, query = '') {
	const response = await fetch(`${address}/api/v1/events${query}`, {
		method: 'POST',
		body,
		headers: { authorization: `Bearer ${token}`, ...headers }
	});
	return {
		status: response.status,
		headers: response.headers,
		answer: (await response.json()) as Answer
	};
}

const created = (lead: string, more: object = {}) => ({
	type: 'created',
	at: '2026-01-01T10:00:00Z',
	lead,
	source: 'crm',
	...more
});

const loaded = async () =>
	(
		await pool.query<{ status: string; rows_read: number; error: string | null }>(
			'SELECT status, rows_read, error FROM loads ORDER BY id'
		)
	).rows;

describe('takes', () => {
	const two = [created('A'), created('B')];
	test.each<[string, BodyInit, Record<string, string>]>([
		['a JSON array', JSON.stringify(two), {}],
		['one event a line', ndjson(two), {}],
		['a form type that curl makes up', ndjson(two), { 'content-type': 'application/x-www-form-urlencoded' }],
		['gzip, as said', gzipSync(ndjson(two)), { 'content-encoding': 'gzip' }],
		['gzip, not said', gzipSync(JSON.stringify(two)), {}]
	])('%s', async (_, body, headers) => {
		const { status, answer } = await post(body, headers);
		expect([status, answer]).toMatchObject([
			200,
			{
				file: 'POST /api/v1/events',
				preset: 'events',
				load: expect.any(Number),
				rows: { read: 2, accepted: 2, corrected: 0, known: 0, ignored: 0, quarantined: 0 },
				events: { accepted: 2, corrected: 0, known: 0, withdrawn: 0 },
				leads: { new: 2, joined: 0 },
				reasons: [],
				warnings: [],
				problem: null,
				seconds: expect.any(Number),
				quarantined: []
			}
		]);
		const again = await post(body, headers);
		expect(again.answer.rows).toMatchObject({ accepted: 0, known: 2 });
	});

	test('a source for the events that name none', async () => {
		const none = { type: 'created', at: '2026-01-01', lead: 'A' };
		expect((await post(JSON.stringify([none, created('A')]), {}, '?source=web')).status).toBe(200);
		const { rows } = await pool.query<{ source: string }>('SELECT source FROM records ORDER BY source');
		expect(rows.map(({ source }) => source)).toEqual(['crm', 'web']);
		const wrong = await post('[]', {}, '?sorce=web');
		expect([wrong.status, wrong.answer.error]).toMatchObject([400, { field: 'sorce' }]);
	});
});

test('rows of another system go in by its preset', async () => {
	const csv =
		'calldate,caller,dst,disposition,billsec,call_type,uniqueid\n' +
		'2026-04-30 12:15:00,+12125096995,100,ANSWERED,84,in,u1\n';
	const { status, answer } = await post(csv, {}, '?preset=ringostat-calls');
	expect([status, answer]).toMatchObject([200, { preset: 'ringostat-calls', rows: { accepted: 1 } }]);
	const { rows } = await pool.query<{ type: string; source: string }>('SELECT type, source FROM events');
	expect(rows).toEqual([{ type: 'contacted', source: 'ringostat' }]);
	for (const [name, message] of [
		['calls', 'There is no preset "calls".'],
		['roistat-costs', 'The preset "roistat-costs" is not for events.']
	]) {
		const wrong = await post(csv, {}, `?preset=${name}`);
		expect([wrong.status, wrong.answer.error]).toMatchObject([
			400,
			{ code: 'wrong_preset', message, field: 'preset', hint: expect.stringContaining('ringostat-calls') }
		]);
	}
	expect((await post('a,b\n1,2\n', {}, '?preset=ringostat-calls')).status).toBe(400);
});

test('what is whole goes in, and the answer says which rows did not, and why', async () => {
	const { status, answer } = await post(
		ndjson([created('A'), { type: 'bought' }, created('B', { at: '2999-01-01' })]) + '{"type": "created",\n'
	);
	expect(status).toBe(200);
	expect(answer.rows).toMatchObject({ read: 4, accepted: 1, quarantined: 3 });
	expect(answer.quarantined).toMatchObject([
		{ line: 2, detail: 'type: "bought"', text: '{"type":"bought"}' },
		{ line: 3, reason: 'A date is more than a day in the future.', detail: 'at: "2999-01-01"' },
		{ line: 4, reason: 'It is not valid JSON.' }
	]);
});

test('only bad rows: 422 with the same answer; nothing to read: 400', async () => {
	const bad = await post('[{"type":"bought"}]');
	expect([bad.status, bad.answer.rows, bad.answer.quarantined.length]).toMatchObject([
		422,
		{ read: 1, quarantined: 1 },
		1
	]);
	for (const nothing of ['', '  \n', 'lead,what\n1,2\n', gzipSync('')]) {
		const { status, answer } = await post(nothing);
		expect([status, answer.error!.code]).toEqual([400, 'unreadable']);
		expect(answer.error!.hint).toBe(
			'Send a JSON array, one JSON object a line (NDJSON), or CSV with a header.'
		);
	}
});

test('an answer holds the first 1,000 bad rows and the count of all', async () => {
	const { answer } = await post(ndjson(Array.from({ length: 1200 }, () => ({ type: 'bought' }))));
	expect([answer.rows.quarantined, answer.quarantined.length, answer.quarantined.at(-1)!.line]).toEqual([
		1200, 1000, 1000
	]);
});

describe('refuses', () => {
	test.each<[string, number, string, BodyInit, Record<string, string>]>([
		['an encoding it does not know', 415, 'wrong_format', '[]', { 'content-encoding': 'br' }],
		['gzip within gzip', 415, 'wrong_format', gzipSync(gzipSync('[]')), {}],
		['a workbook', 415, 'wrong_format', 'PK\u0003\u0004…', {}],
		['an empty key', 400, 'wrong_key', '[]', { 'idempotency-key': ' ' }],
		['a long key', 400, 'wrong_key', '[]', { 'idempotency-key': 'k'.repeat(256) }]
	])('%s', async (_, status, code, body, headers) => {
		const refused = await post(body, headers);
		expect([refused.status, refused.answer.error!.code]).toEqual([status, code]);
	});

	test('a body over the limit, when its length is said', async () => {
		const { status, answer } = await post(new Uint8Array(bodyLimits.sent + 1));
		expect([status, answer.error]).toMatchObject([
			413,
			{ code: 'too_large', message: expect.stringMatching(/^The body is larger than 50 MB: /) }
		]);
		expect(await loaded()).toEqual([]);
	});
});

describe('a body', () => {
	const streamed = (chunks: Uint8Array<ArrayBuffer>[]) =>
		new Response(
			new ReadableStream({
				start: (controller) => {
					for (const chunk of chunks) controller.enqueue(chunk);
					controller.close();
				}
			})
		);

	async function read(chunks: Uint8Array<ArrayBuffer>[], limits = { sent: 1000, unzipped: 5000 }) {
		const body = openBody(streamed(chunks), limits);
		let size = 0;
		let problem = '';
		try {
			for await (const chunk of body.source.open()!) size += chunk.length;
		} catch (error) {
			problem = (error as Error).message;
		}
		return { size, problem, hash: await body.finish() };
	}

	test('that says no length ends at the limit', async () => {
		const part = new Uint8Array(400);
		expect(await read([part, part])).toEqual({ size: 800, problem: '', hash: expect.any(String) });
		const long = await read([part, part, part]);
		expect([long.size, long.problem]).toEqual([
			800,
			'The body is larger than 0.001 MB: send it in several requests, or gzip it.'
		]);
	});

	test('that unzips to too much ends at the limit', async () => {
		const bomb = gzipSync(Buffer.alloc(5001));
		const { problem } = await read([bomb]);
		expect(problem).toBe('The body unzips to more than 0.005 MB: send it in several requests.');
		expect((await read([gzipSync(Buffer.alloc(5000))])).problem).toBe('');
	});
});

describe('a key', () => {
	const body = JSON.stringify([created('A'), { type: 'bought' }]);
	test('gives the same answer to the same body, and nothing is loaded twice', async () => {
		const first = await post(body, { 'idempotency-key': 'k1' });
		expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([200, null]);
		const second = await post(body, { 'idempotency-key': 'k1' });
		expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
		expect(second.answer).toEqual(first.answer);
		expect(await loaded()).toHaveLength(1);
		expect((await post(body, { 'idempotency-key': 'k2' })).answer.rows).toMatchObject({ known: 1 });
	});

	test('keeps the answer to a body with nothing good, too', async () => {
		const bad = JSON.stringify([{ type: 'bought' }]);
		const first = await post(bad, { 'idempotency-key': 'k1' });
		const second = await post(bad, { 'idempotency-key': 'k1' });
		expect([first.status, second.status, second.answer]).toEqual([422, 422, first.answer]);
		expect(await loaded()).toHaveLength(1);
	});

	test('is refused with another body', async () => {
		await post(body, { 'idempotency-key': 'k1' });
		const other = await post(JSON.stringify([created('B')]), { 'idempotency-key': 'k1' });
		expect([other.status, other.answer.error]).toEqual([
			422,
			{
				code: 'key_reused',
				message: 'The Idempotency-Key "k1" was used for another body.',
				field: 'Idempotency-Key',
				hint: 'Use a new key for each body.'
			}
		]);
	});

	test('of a request that is still at work waits', async () => {
		const sender = openRequest({ 'idempotency-key': 'k1' });
		sender.write(`${JSON.stringify(created('A'))}\n`);
		await until(async () => (await loaded()).length === 1);
		const meanwhile = await post(body, { 'idempotency-key': 'k1' });
		expect([meanwhile.status, meanwhile.answer.error!.code]).toEqual([409, 'in_progress']);
		expect(meanwhile.headers.get('retry-after')).toBe('5');
		sender.end();
		const [response] = (await once(sender, 'response')) as [{ statusCode: number; resume(): void }];
		response.resume();
		expect(response.statusCode).toBe(200);
	});
});

describe('when busy', () => {
	test('more requests than are taken at once are told to come again', async () => {
		const turns = Array.from({ length: mostAtOnce }, takeTurn);
		const { status, headers, answer } = await post(JSON.stringify([created('A')]));
		for (const giveBack of turns) giveBack!();
		expect([status, headers.get('retry-after'), answer.error!.code]).toEqual([429, '5', 'busy']);
		expect((await post(JSON.stringify([created('A')]))).status).toBe(200);
	});
});

describe('of a body that breaks off', () => {
	const rows = ndjson(Array.from({ length: 500 }, (_, i) => created(`lead ${i}`)));
	const broken = 'The body broke off before its end: send it again.';

	test('what came whole is in, the load says so, and nothing counts twice when it comes again', async () => {
		// Breaks when it is asked for more than the 500 rows that the reader hands on at once.
		const pieces = [Buffer.from(`${rows}{"type":"crea`)];
		const body = new ReadableStream<Uint8Array>(
			{
				pull: (controller) => {
					const piece = pieces.shift();
					if (piece) controller.enqueue(piece);
					else controller.error(new Error('aborted'));
				}
			},
			{ highWaterMark: 0 }
		);
		const url = `${address}/api/v1/events`;
		const request = { url, headers: new Headers(), body } as Request;
		const sender = (await findToken(pool, token))!;
		const answered = await postRows({ pool, request, token: sender, name: 'a post' }, utcConfig, 'events');
		expect([answered.status, await answered.json()]).toMatchObject([
			400,
			{ error: { code: 'broken_off', message: broken }, rows: { read: 500, accepted: 500 }, problem: broken }
		]);
		expect(await loaded()).toEqual([{ status: 'failed', rows_read: 500, error: broken }]);
		expect((await post(`${rows}${JSON.stringify(created('last'))}`)).answer.rows).toMatchObject({
			known: 500,
			accepted: 1
		});
	});

	test('since its sender went away, the load ends', async () => {
		const sender = openRequest();
		sender.write(rows);
		await until(async () => (await loaded()).length === 1);
		sender.destroy();
		await until(async () => (await loaded())[0]!.status !== 'running');
		expect(await loaded()).toMatchObject([{ status: 'failed', error: broken }]);
	});
});

/** A request whose body is still being written. */
function openRequest(headers: Record<string, string> = {}) {
	const { port } = new URL(address);
	const sender = httpRequest({
		port,
		path: '/api/v1/events',
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, ...headers }
	});
	sender.on('error', () => {});
	return sender;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
	while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
