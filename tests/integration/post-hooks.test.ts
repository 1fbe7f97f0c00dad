/** Webhooks and costs as they arrive: with a token in the address, twice, broken, unknown. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadSource } from '#lib/server/ingest/load-file.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { createToken } from '#lib/server/accounts/tokens.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
const address = await serveApi(db.url);
let token: string;
beforeAll(async () => {
	token = (await createToken(pool, 'calls', ['hooks', 'costs']))!;
});
beforeEach(() => forgetAll(pool));

interface Answer {
	rows: Record<string, number>;
	quarantined: { reason: string; detail: string; text: string }[];
	ignored?: string;
	error?: { code: string; message: string; hint?: string };
}

async function send(path: string, body: BodyInit, type?: string) {
	const response = await fetch(`${address}/api/v1/${path}`, {
		method: 'POST',
		body,
		headers: type ? { 'content-type': type } : {}
	});
	return { status: response.status, answer: (await response.json()) as Answer };
}
const hook = (name: string, body: BodyInit, type?: string, query = '') =>
	send(`hooks/${name}?token=${token}${query}`, body, type);

const form = 'application/x-www-form-urlencoded';
const call = (more: Record<string, string> = {}) =>
	new URLSearchParams({
		uniqueid: 'u1',
		calldate: '2026-04-30 12:15:00',
		disposition: 'ANSWERED',
		caller: '+12125096995',
		billsec: '84',
		call_type: 'in',
		...more
	}).toString();

async function* bytesOf(text: string) {
	await Promise.resolve();
	yield Buffer.from(text);
}

const log = async () =>
	(
		await pool.query<{ type: string; source: string; activity: string | null; answered: string }>(
			`SELECT type, source, activity, attributes->>'answered' AS answered FROM events ORDER BY at`
		)
	).rows;

describe('a webhook', () => {
	test('and the export of the same tracker count a call once', async () => {
		await hook('ringostat', call(), form);
		const source = streamSource(
			'calls.csv',
			bytesOf(
				`uniqueid;calldate;disposition;caller;dst;billsec;call_type\n${[
					'u1;2026-04-30 12:15:00;ANSWERED;+12125096995;+12125550100;84;in',
					'u2;2026-04-30 13:00:00;NO ANSWER;+12125096995;+12125550100;0;in'
				].join('\n')}\n`
			)
		);
		const { rows } = await loadSource(pool, utcConfig, source, {});
		expect(rows).toMatchObject({ read: 2, accepted: 1, quarantined: 0 });
		expect((await log()).map(({ type }) => type)).toEqual(['contacted', 'activity']);
	});

	test('goes in once, and a later delivery of the same call corrects it', async () => {
		const first = await hook('ringostat', call({ disposition: 'NO ANSWER', billsec: '0' }), form);
		expect([first.status, first.answer.rows]).toMatchObject([200, { read: 1, accepted: 1 }]);
		expect(await log()).toEqual([
			{ type: 'activity', source: 'ringostat', activity: 'call_attempt', answered: 'no' }
		]);
		expect((await hook('ringostat', call(), form)).answer.rows).toMatchObject({ corrected: 1 });
		expect((await hook('ringostat', call(), form)).answer.rows).toMatchObject({ known: 1 });
		expect(await log()).toEqual([
			{ type: 'contacted', source: 'ringostat', activity: null, answered: 'yes' }
		]);
		const { rows } = await pool.query<{ origin: string; file: string }>(
			'SELECT DISTINCT origin, file FROM loads'
		);
		expect(rows).toEqual([{ origin: 'hook', file: 'POST /api/v1/hooks/ringostat' }]);
	});

	test('takes JSON, several parts, fields of its address, and another source', async () => {
		const json = JSON.stringify({ resource_id: 'C1', start_time: '2026-04-30T12:00:00Z', answered: true });
		const query = '&customer_phone_number=%2B12125096995&source=calls';
		expect((await hook('callrail', json, 'application/json', query)).answer.rows).toMatchObject({
			accepted: 1
		});
		const parts = new FormData();
		parts.set('email', 'ann@example.com');
		parts.set('file', new Blob(['x']), 'x.txt');
		expect((await hook('form', parts)).answer.rows).toMatchObject({ accepted: 1 });
		expect((await log()).map(({ type, source }) => [type, source])).toEqual([
			['contacted', 'calls'],
			['created', 'form']
		]);
	});

	test('that cannot be read is kept in quarantine and answered 200, so that it is not sent for ever', async () => {
		const broken = await hook('ringostat', '{"uniqueid":', 'application/json');
		expect([broken.status, broken.answer.rows]).toMatchObject([200, { read: 1, quarantined: 1 }]);
		expect(broken.answer.quarantined).toMatchObject([
			{ reason: 'It is not valid JSON.', text: '{"uniqueid":' }
		]);
		const late = await hook('ringostat', call({ calldate: '2999-01-01 00:00:00' }), form);
		expect(late.answer.quarantined).toMatchObject([
			{ reason: 'A date is more than a day in the future.', detail: 'at: "2999-01-01 00:00:00"' }
		]);
		// What was understood is kept as the event that it would be, ready to be mended.
		expect(JSON.parse(late.answer.quarantined[0]!.text)).toMatchObject({ type: 'contacted', id: 'u1' });
		const empty = await hook('ringostat', '', form);
		expect(empty.answer).toEqual({
			ignored: 'The call is not over yet: send disposition and billsec after the call.'
		});
		expect(await log()).toEqual([]);
	});

	test('that there is not, or that says too little, is named', async () => {
		const unknown = await hook('binotel', '{}');
		expect([unknown.status, unknown.answer.error]).toEqual([
			404,
			{
				code: 'no_such_hook',
				message: 'There is no webhook "binotel".',
				hint: 'There are: ringostat, callrail, roistat, carrotquest, pipedrive, amocrm, form.'
			}
		]);
		const poor = await hook('bitrix24', 'event=ONCRMLEADADD&data[FIELDS][ID]=1', form);
		expect([poor.status, poor.answer.error]).toMatchObject([422, { code: 'not_taken' }]);
		expect(poor.answer.error!.message).toMatch(/^Bitrix24 sends only the name of the event and the id/);
		expect((await hook('form', 'x'.repeat(1_000_001))).status).toBe(413);
	});

	test('needs a token with its scope', async () => {
		expect((await send('hooks/form', 'email=a%40x.com', form)).status).toBe(401);
		const other = (await createToken(pool, 'other', ['events']))!;
		expect((await send(`hooks/form?token=${other}`, 'email=a%40x.com', form)).status).toBe(403);
	});
});

describe('costs', () => {
	const post = async (body: string, query = '?source=ads') => {
		const response = await fetch(`${address}/api/v1/costs${query}`, {
			method: 'POST',
			body,
			headers: { authorization: `Bearer ${token}` }
		});
		return { status: response.status, answer: (await response.json()) as Answer };
	};
	const day = (amount: number, date = '2026-04-01') => ({ date, channel: 'Google', amount });
	const amounts = async () =>
		(await pool.query<{ amount: string }>('SELECT amount FROM current_costs ORDER BY day')).rows.map((row) =>
			Number(row.amount)
		);

	test('go in, and a later body replaces the days that it names', async () => {
		const first = await post(JSON.stringify([day(10), day(20, '2026-04-02')]));
		expect([first.status, first.answer.rows]).toMatchObject([200, { read: 2, accepted: 2 }]);
		const second = await post('date,channel,amount\n2026-04-02,Google,25\nnever,Google,1\n');
		expect([second.status, second.answer.rows]).toMatchObject([200, { corrected: 1, quarantined: 1 }]);
		expect(second.answer.quarantined).toMatchObject([{ text: 'never,Google,1' }]);
		expect(await amounts()).toEqual([10, 25]);
	});

	test('with nothing good are refused with the rows; with nothing at all, as unreadable', async () => {
		expect((await post(JSON.stringify([day(1, '1989-12-31')]))).status).toBe(422);
		expect((await post('')).status).toBe(400);
		expect(await amounts()).toEqual([]);
	});
});
