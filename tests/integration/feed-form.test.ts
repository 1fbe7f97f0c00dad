/** What the page of a feed takes, and what it says a feed would load. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addressRules } from '#lib/server/feeds/check-address.ts';
import { tryFeed } from '#lib/server/feeds/try-feed.ts';
import { emptyForm, formOf, readFeedForm } from '../../src/routes/data/feeds/read-form.ts';
import { makeTemporaryFolder } from '../support/folders.ts';

const folder = makeTemporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const rules = addressRules(['*.example.com']);

function read(values: Partial<typeof emptyForm>) {
	const data = new FormData();
	for (const [name, value] of Object.entries({ ...emptyForm, name: 'A', place: folder, ...values }))
		data.set(name, value);
	return readFeedForm(data, rules);
}

test('what was typed comes back, and what is wrong is said by field', async () => {
	const typed = { name: ' ', every: '0.5', preset: 'none', mapping: '{', dates: 'dd.MM.yyyy\nxx' };
	const { draft, values, faults } = await read(typed);
	expect(draft).toBeNull();
	expect(values).toMatchObject(typed);
	expect(Object.keys(faults).sort()).toEqual(['dates', 'every', 'mapping', 'name', 'preset']);
	expect(faults.every).toBe('Give whole minutes.');
	expect(faults.dates).toContain('"xx" has "xx", which is none of');
});

test.each<[Partial<typeof emptyForm>, string]>([
	[
		{ place: 'exports' },
		'"exports" is not a whole path: begin with the root of the disk, such as /srv/exports.'
	],
	[{ place: join(folder, 'none') }, `The folder ${join(folder, 'none')} does not exist.`],
	[
		{ kind: 'address', place: 'leads.csv' },
		'"leads.csv" is not an address such as https://example.com/leads.csv.'
	],
	[
		{ kind: 'address', place: 'https://example.com/x' },
		'example.com is not an allowed host: add example.com to the allowed hosts in the settings.'
	]
])('a place that cannot be read: %o', async (values, fault) => {
	expect((await read(values)).faults).toEqual({ place: fault });
});

test('a feed and its form say the same', async () => {
	const { draft, faults } = await read({
		...{ kind: 'address', place: 'https://files.example.com/a.csv', source: 'erp' },
		...{ every: '15', preset: 'bitrix24-leads', dates: 'dd.MM.yyyy' }
	});
	expect(faults).toEqual({});
	expect(draft).toMatchObject({
		everyMinutes: 15,
		preset: 'bitrix24-leads',
		mapping: null,
		dates: ['dd.MM.yyyy']
	});
	expect((await read(formOf(draft!))).draft).toEqual(draft);
});

test('a test reads the newest file of a folder', async () => {
	mkdirSync(join(folder, 'in'));
	const place = join(folder, 'in');
	const { draft } = await read({ place });
	await expect(tryFeed(draft!, rules)).rejects.toThrow('holds no file of rows yet');
	writeFileSync(join(place, 'old.csv'), 'a,b\n1,2\n');
	utimesSync(join(place, 'old.csv'), 1, 1);
	writeFileSync(join(place, 'new.csv'), 'type,at,lead\ncreated,2026-01-01,A\n');
	expect(await tryFeed(draft!, rules)).toEqual({
		...{ file: 'new.csv', preset: 'events', kind: 'events', header: ['type', 'at', 'lead'] },
		rows: [['created', '2026-01-01', 'A']]
	});
	rmSync(join(place, 'new.csv'));
	await expect(tryFeed(draft!, rules)).rejects.toThrow('old.csv is not recognised by its columns');
});
