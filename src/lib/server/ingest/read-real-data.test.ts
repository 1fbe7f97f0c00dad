import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMapping } from '#lib/events/mapping-schema.ts';
import { reasons } from '#lib/events/reasons.ts';
import { readRows } from './read-rows.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');
const absent = !existsSync(data);
if (absent) console.warn(`Skipped: ${data} with the real data sets is not there.`);

async function readAll(file: string, mappingFile: string) {
	const parsed = parseMapping(JSON.parse(readFileSync(join(data, mappingFile), 'utf8')));
	if ('problem' in parsed || parsed.mapping.kind !== 'events') throw new Error(JSON.stringify(parsed));
	const context = {
		source: null,
		timezone: 'UTC',
		country: null,
		currency: 'EUR',
		now: Date.parse('2026-11-22T12:00:00Z'),
		rates: {}
	};
	const counts = { rows: 0, events: 0, profiles: 0, distinct: 0, quarantined: [] as string[] };
	const keys = new Set<string>();
	for await (const { rows } of readRows(join(data, file), { mapping: parsed.mapping, context })) {
		for (const { result } of rows) {
			counts.rows++;
			if (result.kind === 'quarantined') counts.quarantined.push(result.reason);
			if (result.kind !== 'events') continue;
			counts.events += result.events.length;
			for (const event of result.events) {
				if (event.type === 'profile') counts.profiles++;
				keys.add(`${event.row} ${event.place}`);
			}
		}
	}
	return { ...counts, distinct: keys.size };
}

describe.skipIf(absent)('real data', () => {
	test('online school: deals', async () => {
		expect(await readAll('online-school/deals.csv', 'online-school/deals.mapping.json')).toMatchObject({
			rows: 21_594,
			quarantined: [reasons.noKey],
			events: 115_734,
			distinct: 115_734
		});
	});

	test('olist: qualified leads and closed deals', async () => {
		const leads = await readAll(
			'olist/olist_marketing_qualified_leads_dataset.csv',
			'olist/mql.mapping.json'
		);
		const deals = await readAll('olist/olist_closed_deals_dataset.csv', 'olist/closed.mapping.json');
		expect(leads).toMatchObject({ rows: 8000, quarantined: [], events: 16_000, distinct: 16_000 });
		expect(deals).toMatchObject({ rows: 842, quarantined: [], events: 1684, distinct: 1684 });
	});

	test('X Education: one profile a lead, with every column but the id', async () => {
		expect(await readAll('xeducation/leads.csv', 'xeducation/mapping.json')).toEqual({
			rows: 9240,
			quarantined: [],
			events: 27_720,
			profiles: 9240,
			distinct: 27_720
		});
	});
});
