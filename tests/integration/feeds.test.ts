/** Folders and addresses that are read by themselves. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AddressRules } from '#lib/server/feeds/check-address.ts';
import { addFeed, changeFeed, findFeed, type FeedDraft } from '#lib/server/feeds/feeds.ts';
import { fetchFile } from '#lib/server/feeds/fetch-file.ts';
import { isPublicAddress } from '#lib/server/feeds/public-address.ts';
import { feedTask, readDueFeeds } from '#lib/server/jobs/feed-task.ts';
import { housekeeping } from '#lib/server/jobs/housekeeping.ts';
import { runJobs } from '#lib/server/jobs/run-jobs.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { makeTemporaryFolder } from '../support/folders.ts';
import { forgetAll, utcConfig } from '../support/load.ts';
import { until } from '../support/until.ts';

const db = await testDatabase();
const { pool } = db;
const home = makeTemporaryFolder();
const place = { pool, config: { ...utcConfig, dataDir: join(home, 'data') }, log: pino({ enabled: false }) };
afterAll(() => rmSync(home, { recursive: true }));

beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM feeds');
	await pool.query('DELETE FROM graphile_worker._private_jobs');
});

const csv = (lead: string) => `type,at,lead\ncreated,2026-01-01T10:00:00Z,${lead}\n`;
const draft = (more: Partial<FeedDraft>): FeedDraft => ({
	...{ name: 'Leads', kind: 'folder', place: home, preset: null, mapping: null, source: 'crm', dates: [] },
	...{ everyMinutes: 60 },
	...more
});
const add = async (more: Partial<FeedDraft>) => (await addFeed(pool, draft(more)))!;
const waiting = async () =>
	(await pool.query<{ file: string }>(`SELECT file FROM loads ORDER BY id`)).rows.map(({ file }) => file);
const column = async (id: number, sql: string) =>
	(await pool.query<{ value: unknown }>(`SELECT ${sql} AS value FROM feeds WHERE id = $1`, [id])).rows[0]!
		.value;

describe('a watched folder', () => {
	const folderWith = (files: Record<string, string>): string => {
		const folder = makeTemporaryFolder();
		onTestFinished(() => rmSync(folder, { recursive: true }));
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		return folder;
	};

	test('has each file loaded once it has stopped growing, and again when it changes', async () => {
		const folder = folderWith({
			'a.csv': csv('A'),
			'b.csv': csv('B'),
			'.hidden.csv': csv('H'),
			'c.pdf': 'x'
		});
		mkdirSync(join(folder, 'more.csv'));
		const id = await add({ place: folder });
		await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual([]);
		expect(await column(id, `next_at <= now() + interval '1 minute'`)).toBe(true);

		writeFileSync(join(folder, 'b.csv'), csv('B') + 'created,2026-01-02,B2\n');
		await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual(['a.csv']);
		await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual(['a.csv', 'b.csv']);
		await feedTask(place, { feedId: id });
		expect(await waiting()).toHaveLength(2);

		writeFileSync(join(folder, 'a.csv'), csv('C'));
		utimesSync(join(folder, 'a.csv'), new Date(), new Date(2030, 1, 1));
		await feedTask(place, { feedId: id });
		await feedTask(place, { feedId: id });
		await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual(['a.csv', 'b.csv', 'a.csv']);
		expect(existsSync(join(folder, 'a.csv'))).toBe(true);
	});

	test('is read when it is due, by the worker', async () => {
		const id = await add({ place: folderWith({ 'a.csv': csv('A') }) });
		await add({ name: 'Later', place: home });
		await pool.query(`UPDATE feeds SET next_at = now() + interval '1 hour' WHERE name = 'Later'`);
		await add({ name: 'Paused', place: home });
		await pool.query(`UPDATE feeds SET active = false WHERE name = 'Paused'`);
		await readDueFeeds(place);
		await readDueFeeds(place);
		const jobs = await pool.query<{ key: string }>('SELECT key FROM graphile_worker.jobs');
		expect(jobs.rows).toEqual([{ key: `feed:${id}` }]);

		const worker = await runJobs(db, place);
		onTestFinished(() => worker.stop());
		await until(async () => (await findFeed(pool, id))!.succeededAt !== null);
		await pool.query('UPDATE feeds SET next_at = now() WHERE id = $1', [id]);
		await readDueFeeds(place);
		await until(async () => (await findFeed(pool, id))!.newDataAt !== null);
		expect(await findFeed(pool, id)).toMatchObject({ loads: 1, lastLoad: { status: 'done' }, error: null });
		const { rows } = await pool.query('SELECT lead_id FROM records');
		expect(rows).toHaveLength(1);
	});

	test('that cannot be read says so since when, is asked seldomer, and recovers', async () => {
		const folder = join(home, 'late');
		const id = await add({ place: folder });
		await feedTask(place, { feedId: id });
		const failing = await findFeed(pool, id);
		expect(failing).toMatchObject({ error: `The folder ${folder} does not exist.`, succeededAt: null });
		const delay = `round(extract(epoch FROM next_at - checked_at) / 60)::int`;
		expect(await column(id, delay)).toBe(60);
		await feedTask(place, { feedId: id });
		expect(await column(id, delay)).toBe(120);
		for (let i = 0; i < 8; i++) await feedTask(place, { feedId: id });
		expect(await column(id, delay)).toBe(24 * 60);
		expect((await findFeed(pool, id))!.failingSince).toBe(failing!.failingSince);

		mkdirSync(folder);
		await feedTask(place, { feedId: id });
		expect(await findFeed(pool, id)).toMatchObject({ error: null, failingSince: null });
		expect(await column(id, 'failures')).toBe(0);
	});

	test('is read again as a whole when it is to be read in another way', async () => {
		const folder = folderWith({ 'a.csv': csv('A') });
		const id = await add({ place: folder });
		for (let i = 0; i < 2; i++) await feedTask(place, { feedId: id });
		expect(await changeFeed(pool, id, draft({ place: folder, name: 'Other', everyMinutes: 5 }))).toBe(true);
		for (let i = 0; i < 2; i++) await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual(['a.csv']);
		expect(await changeFeed(pool, id, draft({ place: folder, source: 'erp' }))).toBe(true);
		for (let i = 0; i < 2; i++) await feedTask(place, { feedId: id });
		expect(await waiting()).toEqual(['a.csv', 'a.csv']);
		await add({ name: 'Taken' });
		expect(await changeFeed(pool, id, draft({ name: 'Taken' }))).toBe(false);
		expect(await addFeed(pool, draft({ name: 'Taken' }))).toBeNull();
	});
});

describe('an address', () => {
	const asked: IncomingMessage[] = [];
	beforeEach(() => void asked.splice(0));

	/** A server of this machine; its requests are kept in `asked`. */
	const serve = async (answer: RequestListener): Promise<string> => {
		const server: Server = createServer((request, response) => {
			asked.push(request);
			answer(request, response);
		});
		onTestFinished(() => {
			server.closeAllConnections();
			server.close();
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	const rules = (more: Partial<AddressRules> = {}): AddressRules => ({
		allowedHosts: ['127.0.0.1'],
		isAllowedAddress: (address) => address === '127.0.0.1' || isPublicAddress(address),
		protocols: ['http:', 'https:'],
		...more
	});
	const files = join(place.config.dataDir, 'feeds');
	const read = (address: string, more: Partial<AddressRules> = {}) =>
		fetchFile(address, {}, files, rules(more));

	test('is asked whether the file has changed, and loads what is new', async () => {
		let text = csv('A');
		const url = await serve((request, response) => {
			const etag = `"${text.length}"`;
			if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
			else
				response.writeHead(200, { etag, 'content-disposition': 'attachment; filename="May.csv"' }).end(text);
		});
		const id = await add({ kind: 'address', place: `${url}/export?format=csv` });
		const worker = await runJobs(db, place);
		onTestFinished(() => worker.stop());
		await feedTask(place, { feedId: id }, rules());
		await feedTask(place, { feedId: id }, rules());
		expect(asked).toHaveLength(2);
		expect(await waiting()).toEqual(['May.csv']);
		text = csv('A') + 'created,2026-01-02,B\n';
		await feedTask(place, { feedId: id }, rules());
		expect(await waiting()).toEqual(['May.csv', 'May.csv']);
		await until(async () => (await pool.query('SELECT FROM records')).rowCount === 2);
		await until(async () => readdirSync(files).length === 0);
		expect(await findFeed(pool, id)).toMatchObject({ loads: 2, lastLoad: { status: 'done' } });
	});

	test('gives nothing new where the bytes are the same, whatever the server says', async () => {
		const url = await serve((_, response) => response.end(csv('A')));
		const first = (await read(url))!;
		expect(first).toMatchObject({ name: '127.0.0.1', path: expect.stringContaining(files) });
		expect(await fetchFile(url, first.seen, files, rules())).toBeNull();
		rmSync(first.path);
		expect(readdirSync(files)).toEqual([]);
	});

	test('follows five redirects, and checks each', async () => {
		const url: string = await serve(({ url: path }, response) => {
			const [, left, to] = /^\/(\d+)(?:\/(.*))?$/.exec(path!)!;
			if (left === '0') response.end(csv('A'));
			else
				response
					.writeHead(302, {
						location: left === '1' && to ? decodeURIComponent(to) : `/${Number(left) - 1}/${to ?? ''}`
					})
					.end();
		});
		const five = (await read(`${url}/5`))!;
		expect(asked).toHaveLength(6);
		rmSync(five.path);
		await expect(read(`${url}/6`)).rejects.toThrow('redirects more than 5 times');
		const to = (address: string) =>
			read(`${url}/2/${encodeURIComponent(address)}`, {
				allowedHosts: ['127.0.0.1', '10.0.0.1', '[::1]', '::1', 'localhost']
			});
		await expect(to('http://10.0.0.1/')).rejects.toThrow(
			'10.0.0.1 is at 10.0.0.1, which is not a public address'
		);
		await expect(to('http://[::1]/')).rejects.toThrow('::1 is at ::1, which is not a public address');
		await expect(to('http://169.254.169.254/meta')).rejects.toThrow(
			'The address redirects to 169.254.169.254, which is not an allowed host: add 169.254.169.254 to the allowed hosts in the settings.'
		);
		await expect(to('file:///etc/passwd')).rejects.toThrow('is not read over file');
	});

	test('of a name is connected to where the name was checked', async () => {
		const url = await serve((_, response) => response.end(csv('A')));
		const named = url.replace('127.0.0.1', 'localhost');
		const checked: string[] = [];
		const isAllowedAddress = (address: string) => checked.push(address) > 0;
		const file = (await read(named, { allowedHosts: ['localhost'], isAllowedAddress }))!;
		rmSync(file.path);
		expect(checked).toContain('127.0.0.1');
		await expect(
			read(named, { allowedHosts: ['localhost'], isAllowedAddress: isPublicAddress })
		).rejects.toThrow(/^localhost is at \S+, which is not a public address/);
		expect(asked).toHaveLength(1);
	});

	test('is refused as the settings say, before anything is sent', async () => {
		const url = await serve((_, response) => response.end(csv('A')));
		const id = await add({ kind: 'address', place: url });
		await feedTask(place, { feedId: id });
		expect((await findFeed(pool, id))!.error).toBe(
			'127.0.0.1 is not read over http: use an address that begins with https://.'
		);
		const secure = url.replace('http:', 'https:');
		await changeFeed(pool, id, draft({ kind: 'address', place: secure }));
		await feedTask(place, { feedId: id });
		expect((await findFeed(pool, id))!.error).toContain('127.0.0.1 is not an allowed host');
		await changeSettings(pool, { allowedHosts: ['127.0.0.1'] });
		onTestFinished(async () => void (await changeSettings(pool, { allowedHosts: [] })));
		await feedTask(place, { feedId: id });
		expect((await findFeed(pool, id))!.error).toContain('which is not a public address');
		await expect(read(url.replace('//', '//user:secret@'))).rejects.toThrow('user name or password');
		expect(asked).toEqual([]);
	});

	test.each<[string, RequestListener, RegExp]>([
		[
			'a web page',
			(_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<p>'),
			/publish the sheet as CSV/
		],
		[
			'a web page that is not called one',
			(_, response) => response.end('\n<!DOCTYPE html><html>'),
			/publish the sheet as CSV/
		],
		[
			'no file',
			(_, response) => response.writeHead(404).end(),
			/answers 404 \(Not Found\): there is no such file/
		],
		['an error', (_, response) => response.writeHead(500).end(), /answers 500 \(Internal Server Error\)\.$/],
		['nothing', (_, response) => response.end(), /empty file/],
		[
			'a part',
			(_, response) =>
				response.writeHead(200, { 'content-length': 99 }).write('type,at', () => response.destroy()),
			/cannot be read: /
		],
		[
			'too much, and says so',
			(_, response) => response.setHeader('content-length', 3000).end('x'.repeat(3000)),
			/larger than 2000 bytes/
		],
		[
			'too much',
			(_, response) => void response.write('x'.repeat(1500), () => response.end('x'.repeat(1500))),
			/larger than 2000 bytes/
		]
	])('that gives %s is an error, and leaves no file', async (_, answer, message) => {
		const url = await serve(answer);
		await expect(fetchFile(url, {}, files, rules(), 2000)).rejects.toThrow(message);
		expect(existsSync(files) ? readdirSync(files) : []).toEqual([]);
	});
});

test('files that nobody loaded are removed after a week', async () => {
	const files = join(place.config.dataDir, 'feeds');
	mkdirSync(files, { recursive: true });
	for (const name of ['old', 'new']) writeFileSync(join(files, name), 'x');
	utimesSync(join(files, 'old'), 0, 0);
	await housekeeping(place);
	expect(readdirSync(files)).toEqual(['new']);
	rmSync(join(files, 'new'));
});
