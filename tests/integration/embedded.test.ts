import pg from 'pg';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import type { EmbeddedServer } from '#lib/server/db/embedded.ts';
import { runningPostmaster, stopPostmaster } from '#lib/server/db/embedded/postmaster.ts';
import { serverSettings } from '#lib/server/db/embedded/settings.ts';
import { startEmbeddedCommand } from '../support/commands.ts';
import { makeTemporaryFolder } from '../support/folders.ts';

const MB = 1024 * 1024;
const base = makeTemporaryFolder();
const prepared = join(base, 'prepared');

beforeAll(async () => {
	const server = await openEmbedded(prepared);
	await query(server, `create table kept as select 'from before'::text as value`);
	await server.close();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A data folder of its own for a test, with a stopped server and the table `kept`. */
function dataFolder(): string {
	const folder = join(makeTestFolder(), 'data');
	spawnSync('cp', ['-Rp', prepared, folder]);
	return folder;
}

function makeTestFolder(): string {
	const folder = makeTemporaryFolder();
	onTestFinished(async () => {
		for (const found of readdirSync(folder)) await stopPostmaster(join(folder, found, 'postgres'));
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

const serverPid = (folder: string) => runningPostmaster(join(folder, 'postgres'))?.pid ?? null;

async function query({ host }: Pick<EmbeddedServer, 'host'>, text: string): Promise<unknown[]> {
	const client = new pg.Client({ host, user: 'sluice', database: 'sluice', ssl: false });
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end();
	}
}

async function expectKept(server: Pick<EmbeddedServer, 'host'>): Promise<void> {
	expect(await query(server, 'select value from kept')).toEqual([{ value: 'from before' }]);
}

describe('one command', () => {
	test('creates the data, keeps them, and leaves no server behind', async () => {
		const folder = join(makeTestFolder(), 'data');
		const first = await openEmbedded(folder);
		expect(first).toMatchObject({ host: join(folder, 'run'), database: 'sluice', owned: true });
		expect(statSync(first.host).mode & 0o777).toBe(0o700);
		await query(first, 'create table lasting ()');
		await first.close();
		expect(serverPid(folder)).toBeNull();

		const second = await openEmbedded(folder);
		expect(await query(second, 'select from lasting')).toEqual([]);
		await second.close();
		await second.close();
		expect(serverPid(folder)).toBeNull();
		expect(readdirSync(join(folder, 'attached'))).toEqual([]);
	});

	test('gets a server without TCP, with case rules for every alphabet and our settings', async () => {
		const server = await openEmbedded(dataFolder());
		expect(
			await query(
				server,
				`select current_setting('listen_addresses') as listen, current_setting('server_encoding') as encoding,
					lower('ŁÓDŹ МОСКВА') as lower, current_setting('jit') as jit, current_setting('timezone') as zone,
					current_setting('checkpoint_timeout') as checkpoint, current_setting('max_connections') as connections`
			)
		).toEqual([
			{
				listen: '',
				encoding: 'UTF8',
				lower: 'łódź москва',
				jit: 'off',
				zone: 'UTC',
				checkpoint: '30min',
				connections: '40'
			}
		]);
		await server.close();
	});

	test('gets a server that fits a small machine', async () => {
		const small = { memory: 512 * MB, sharedMemory: 64 * MB, disk: 2048 * MB, cores: 1 };
		const folder = dataFolder();
		const server = await openEmbedded(folder, { settings: serverSettings(small, join(folder, 'run')) });
		expect(
			await query(
				server,
				`select current_setting('shared_buffers') as buffers, current_setting('work_mem') as work,
					current_setting('dynamic_shared_memory_type') as shared`
			)
		).toEqual([{ buffers: '85MB', work: '8MB', shared: 'mmap' }]);
		await server.close();
	});

	test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('stops it at %s before it ends', async (signal) => {
		const folder = dataFolder();
		const command = await startEmbeddedCommand(folder);
		expect(serverPid(folder)).not.toBeNull();
		command.process.kill(signal);
		expect(await command.end()).toBe(signal);
		expect(serverPid(folder)).toBeNull();
		expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
	});

	test.each([
		['at its end', '', 0],
		['at process.exit', 'exit', 3],
		['at an error', 'throw', 1]
	])('stops it %s', async (_, input, status) => {
		const folder = dataFolder();
		const command = await startEmbeddedCommand(folder);
		command.process.stdin!.end(input);
		expect(await command.end()).toBe(status);
		expect(serverPid(folder)).toBeNull();
	});

	test('keeps the log of the server within bounds', async () => {
		const folder = dataFolder();
		const log = join(folder, 'postgres.log');
		writeFileSync(log, 'x'.repeat(6 * 1024 * 1024));
		await (await openEmbedded(folder)).close();
		expect(statSync(log).size).toBeLessThan(10_000);
		expect(statSync(`${log}.old`).size).toBe(6 * 1024 * 1024);
	});
});

describe('several commands', () => {
	test('a second one attaches, and its end does not stop the server', async () => {
		const folder = dataFolder();
		const owner = await openEmbedded(folder);
		const pid = serverPid(folder);
		const second = await startEmbeddedCommand(folder);
		expect(second).toMatchObject({ host: owner.host, owned: false });
		await second.tell('close');
		expect(serverPid(folder)).toBe(pid);
		second.process.kill('SIGTERM');
		await second.end();
		await expectKept(owner);
		await owner.close();
		expect(serverPid(folder)).toBeNull();
	});

	test('the server stays while any command uses it, and the last one stops it', async () => {
		const folder = dataFolder();
		const owner = await startEmbeddedCommand(folder);
		const second = await startEmbeddedCommand(folder);
		owner.process.kill('SIGTERM');
		await owner.end();
		await expectKept(second);
		second.process.kill('SIGTERM');
		await second.end();
		expect(serverPid(folder)).toBeNull();
	});

	test('several that start at once on an empty folder share one server and one set of data', async () => {
		const folder = join(makeTestFolder(), 'data');
		const commands = await Promise.all([1, 2, 3].map(() => startEmbeddedCommand(folder)));
		await query(commands[0]!, 'create table shared ()');
		for (const command of commands) expect(await query(command, 'select from shared')).toEqual([]);
		expect(readdirSync(folder).sort()).toEqual(['attached', 'postgres', 'postgres.log', 'run']);
		for (const command of commands) await command.tell('close');
		expect(serverPid(folder)).toBeNull();
	});
});

describe('after kill -9', () => {
	test('of the command, the next one takes over the server that runs on and stops it', async () => {
		const folder = dataFolder();
		const killed = await startEmbeddedCommand(folder);
		const pid = serverPid(folder);
		killed.process.kill('SIGKILL');
		await killed.end();
		expect(serverPid(folder)).toBe(pid);

		const next = await openEmbedded(folder);
		expect(next.owned).toBe(true);
		expect(serverPid(folder)).toBe(pid);
		await expectKept(next);
		await next.close();
		expect(serverPid(folder)).toBeNull();
	});

	test('of the server, the next command starts it again, and then the older one can go', async () => {
		const folder = dataFolder();
		const older = await startEmbeddedCommand(folder);
		await query(older, 'create table committed ()');
		process.kill(serverPid(folder)!, 'SIGKILL');

		const next = await openEmbedded(folder);
		expect(await query(next, 'select from committed')).toEqual([]);
		older.process.kill('SIGTERM');
		await older.end();
		await expectKept(next);
		await next.close();
		expect(serverPid(folder)).toBeNull();
	});

	test('of both, also when another process has the number of the server by now', async () => {
		const folder = dataFolder();
		const killed = await startEmbeddedCommand(folder);
		process.kill(serverPid(folder)!, 'SIGKILL');
		killed.process.kill('SIGKILL');
		await killed.end();
		for (const lock of ['postgres/postmaster.pid', 'run/.s.PGSQL.5432.lock']) {
			const lines = readFileSync(join(folder, lock), 'utf8').split('\n');
			writeFileSync(join(folder, lock), [process.ppid, ...lines.slice(1)].join('\n'));
		}

		const next = await openEmbedded(folder);
		await expectKept(next);
		await next.close();
		expect(serverPid(folder)).toBeNull();
	});

	test('while the data are created, the next command creates them anew and removes the rest', async () => {
		const folder = join(makeTestFolder(), 'data');
		const { pid } = spawnSync(process.execPath, ['--version']);
		mkdirSync(join(folder, `postgres.new-${pid}`, 'base'), { recursive: true });
		const server = await openEmbedded(folder);
		await server.close();
		expect(readdirSync(folder).sort()).toEqual(['attached', 'postgres', 'postgres.log', 'run']);
	});
});

describe('folders', () => {
	test('a path too long for a socket: the socket is in a short folder', async () => {
		const folder = join(makeTestFolder(), 'x'.repeat(100));
		spawnSync('cp', ['-Rp', prepared, folder]);
		const server = await openEmbedded(folder);
		onTestFinished(() => rmSync(server.host, { recursive: true }));
		expect(server.host.length).toBeLessThan(80);
		expect(statSync(server.host).mode & 0o777).toBe(0o700);
		await expectKept(server);
		const second = await startEmbeddedCommand(folder);
		expect(second.host).toBe(server.host);
		await second.tell('close');
		await server.close();

		const again = await openEmbedded(folder);
		expect(again.host).toBe(server.host);
		await again.close();
	});

	test('of another major version', async () => {
		const folder = dataFolder();
		writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
		await expect(openEmbedded(folder)).rejects.toThrow(
			`The data in ${folder} are of PostgreSQL 17, and this Sluice brings PostgreSQL 18: `
		);
	});

	test('with something else in the place of the data', async () => {
		const folder = join(makeTestFolder(), 'data');
		mkdirSync(join(folder, 'postgres'), { recursive: true });
		await expect(openEmbedded(folder)).rejects.toThrow(
			`${join(folder, 'postgres')} holds no database of PostgreSQL: move it away`
		);
	});

	test('that are files', async () => {
		const folder = join(makeTestFolder(), 'data');
		writeFileSync(folder, '');
		await expect(openEmbedded(folder)).rejects.toThrow(
			`The data folder ${folder} cannot be used: there is a file of that name.`
		);
	});

	test('with a server whose socket is gone', async () => {
		const folder = dataFolder();
		const server = await openEmbedded(folder);
		rmSync(join(server.host, '.s.PGSQL.5432'));
		await expect(startEmbeddedCommand(folder)).rejects.toThrow(
			/\(process \d+\) runs but does not answer on .*run \(.*ENOENT.*\): end that process and try again\./
		);
		await server.close();
		expect(serverPid(folder)).toBeNull();
	});

	test('with a server that does not start: the end of its log', async () => {
		const folder = dataFolder();
		rmSync(join(folder, 'postgres', 'global', 'pg_control'));
		await expect(openEmbedded(folder)).rejects.toThrow(
			/^The database in .*data did not start\. The end of its log \(.*postgres\.log\):\n.*could not find the database system/
		);
		expect(readdirSync(join(folder, 'attached'))).toEqual([]);
	});
});

const nobody = 65534;
const asNobody =
	process.getuid?.() === 0 &&
	spawnSync(process.execPath, ['--version'], { uid: nobody, gid: nobody, cwd: '/' }).status === 0;

describe.runIf(asNobody)('as root and as an ordinary user', () => {
	test('the data of a user stay with the user when root opens them', async () => {
		const folder = join(makeTestFolder(), 'data');
		mkdirSync(folder);
		spawnSync('chown', [String(nobody), folder]);
		const byUser = await startEmbeddedCommand(folder, nobody);
		await byUser.tell('close');
		const byRoot = await openEmbedded(folder);
		expect(statSync(join(folder, 'postgres')).uid).toBe(nobody);
		await byRoot.close();
		const again = await startEmbeddedCommand(folder, nobody);
		expect(await query(again, 'select 1 as one')).toEqual([{ one: 1 }]);
		await again.tell('close');
	});

	test('the data of root are closed to a user', async () => {
		const folder = dataFolder();
		spawnSync('chown', ['-R', '1', join(folder, 'postgres')]);
		await expect(startEmbeddedCommand(folder, nobody)).rejects.toThrow(
			`The database in ${folder} belongs to another user (number 1)`
		);
	});

	test('a folder where a user may not write', async () => {
		const folder = join(makeTestFolder(), 'closed');
		await expect(startEmbeddedCommand(folder, nobody)).rejects.toThrow(
			`The data folder ${folder} cannot be used: no permission to write there.`
		);
	});

	test('a copy of the data that belongs to root is given to the user of the server', async () => {
		const folder = dataFolder();
		spawnSync('chown', ['-R', '0:0', folder]);
		const server = await openEmbedded(folder);
		await expectKept(server);
		await server.close();
	});

	test('a folder that the user of the server cannot reach: the data are elsewhere, and it says so', async () => {
		const closed = makeTestFolder();
		spawnSync('chmod', ['700', closed]);
		const folder = join(closed, 'data');
		const notes: string[] = [];
		const server = await openEmbedded(folder, { notify: (line) => notes.push(line) });
		const elsewhere = server.host.replace(/\/run$/, '');
		onTestFinished(() => rmSync(elsewhere, { recursive: true }));
		expect(elsewhere).toMatch(/^\/var\/lib\/sluice\/data-[0-9a-f]{8}$/);
		expect(notes).toEqual([
			expect.stringMatching(
				new RegExp(`^The user \\w+ cannot reach ${folder}: the data are kept in ${elsewhere}\\.$`)
			)
		]);
		expect(existsSync(join(folder, 'postgres'))).toBe(false);
		await server.close();
		const again = await openEmbedded(folder);
		expect(again.host).toBe(server.host);
		await again.close();
	});
});
