import pg from 'pg';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { ConfigError } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/connect.ts';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { testDatabase } from '../support/database.ts';
import { atDatabase, dropDatabase } from '../support/databases.ts';
import { makeTemporaryFolder } from '../support/folders.ts';

const database = await testDatabase();

async function valuesOf(expressions: string): Promise<unknown[]> {
	const { rows } = await database.pool.query<unknown[]>({ text: `select ${expressions}`, rowMode: 'array' });
	return rows[0]!;
}

describe('values arrive', () => {
	test('int8 as a number', async () => {
		expect(await valuesOf(`5::int8, 9007199254740991::int8, array[1::int8, null]`)).toEqual([
			5,
			Number.MAX_SAFE_INTEGER,
			[1, null]
		]);
	});

	test('an int8 that no number holds exactly is an error, not another number', async () => {
		await expect(valuesOf(`9007199254740993::int8`)).rejects.toThrow('9007199254740993 is too large');
	});

	test('numeric, date and local time as written', async () => {
		expect(
			await valuesOf(
				`1.50::numeric, date '2024-02-29', timestamp '2024-02-29 10:00', array[date '2024-02-29', null]`
			)
		).toEqual(['1.50', '2024-02-29', '2024-02-29 10:00:00', ['2024-02-29', null]]);
	});

	test('timestamptz as a Date, and sessions are in UTC', async () => {
		expect(await valuesOf(`timestamptz '2024-02-29 10:00', timestamptz '2024-02-29 10:00+02'`)).toEqual([
			new Date('2024-02-29T10:00:00Z'),
			new Date('2024-02-29T08:00:00Z')
		]);
	});
});

test('a copy of the template has the newest schema', async () => {
	expect(await migrateToLatest(database)).toEqual([]);
});

test('two commands that migrate at once apply each migration once', async () => {
	const other = await testDatabase();
	await other.pool.query('drop schema public cascade; create schema public');
	const applied = await Promise.all([migrateToLatest(other), migrateToLatest(other)]);
	const migrations = applied.flat();
	expect(migrations.length).toBeGreaterThan(0);
	expect(new Set(migrations).size).toBe(migrations.length);
});

describe('a database that cannot be used is named, and why', () => {
	const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '/nonexistent' });

	test('nothing answers', async () => {
		await expect(open('postgres://ann:secret@127.0.0.1:1/leads')).rejects.toThrow(
			new ConfigError(
				'Cannot open the database "leads" on 127.0.0.1:1 (DATABASE_URL): no PostgreSQL answers there; start it, or correct the address.'
			)
		);
	});

	test('an unknown machine', async () => {
		await expect(open('postgres://ann:secret@db.invalid/leads')).rejects.toThrow(
			/^Cannot open the database "leads" on db\.invalid:5432 \(DATABASE_URL\): (no machine of that name|the name of the machine)/
		);
	});

	test('an unknown database', async () => {
		await expect(open(atDatabase(inject('serverUrl'), 'no_such_leads'))).rejects.toThrow(
			/^Cannot open the database "no_such_leads" on .*: there is no such database; create it/
		);
	});

	test('an encoding that cannot hold every alphabet', async () => {
		const name = `${inject('databasePrefix')}_ascii`;
		await database.pool.query(
			`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0 locale_provider libc`
		);
		onTestFinished(() => dropDatabase(inject('serverUrl'), name));
		await expect(open(atDatabase(inject('serverUrl'), name))).rejects.toThrow(
			/its encoding is SQL_ASCII\. Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0\.$/
		);
	});

	test('a wrong password, which is not repeated', async () => {
		const folder = makeTemporaryFolder();
		const access = join(folder, 'access');
		writeFileSync(access, 'local all sluice trust\nlocal all all scram-sha-256\n');
		chmodSync(access, 0o644);
		const server = await openEmbedded(join(folder, 'data'), { settings: { hba_file: access, fsync: 'off' } });
		onTestFinished(async () => {
			await server.close();
			rmSync(folder, { recursive: true });
		});
		const admin = new pg.Client({
			host: server.host,
			user: server.user,
			database: server.database,
			ssl: false
		});
		await admin.connect();
		await admin.query(`create user ann password 'right'`);
		await admin.end();
		const host = encodeURIComponent(server.host);
		await expect(open(`postgres://ann:wrong@localhost/sluice?host=${host}`)).rejects.toThrow(
			new ConfigError(
				`Cannot open the database "sluice" on ${server.host}:5432 (DATABASE_URL): wrong password for the user "ann".`
			)
		);
		await expect(open(`postgres://ann@localhost/sluice?host=${host}`)).rejects.toThrow(
			/: the server asks for a password of "ann"\.$/
		);
	});
});
