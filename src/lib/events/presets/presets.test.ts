/** What the files of tests/fixtures/presets become. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { ParsedEvent } from '../event.ts';
import { compileMapping } from '../mapping.ts';
import { parseMapping, type Mapping } from '../mapping-schema.ts';
import type { ParseContext } from '../parse-context.ts';
import { findPreset, presets } from './presets.ts';
import { fitPreset, recognise } from './recognise.ts';

const folder = join(import.meta.dirname, '../../../../tests/fixtures/presets');

const context: ParseContext = {
	source: 'given',
	timezone: 'UTC',
	country: 'RU',
	currency: 'EUR',
	now: Date.parse('2026-11-22T12:00:00Z'),
	rates: { RUB: '0.5' }
};

interface Fixture {
	header: string[];
	/** Rows of cells, or JSON objects. */
	rows: (string[] | Record<string, unknown>)[];
	json: boolean;
}

function readFixture(file: string): Fixture {
	const bytes = readFileSync(join(folder, file));
	const text = new TextDecoder(file.includes('cp1251') ? 'windows-1251' : 'utf-8').decode(bytes);
	if (!/json$/.test(file)) {
		const delimiter = [';', '\t', ','].find((mark) => text.split('\n')[0]!.includes(mark))!;
		const [header, ...rows] = parse(text, { delimiter }) as string[][];
		return { header: header!, rows, json: false };
	}
	const rows = (
		file.endsWith('.ndjson')
			? text
					.trim()
					.split('\n')
					.map((line) => JSON.parse(line) as unknown)
			: JSON.parse(text)
	) as Record<string, unknown>[];
	return { header: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, json: true };
}

function mappingFor(file: string): { mapping: Mapping; fixture: Fixture } {
	const fixture = readFixture(file);
	const [preset, ...others] = recognise(fixture.header);
	expect([preset?.name, others]).toEqual([file.replace(/(-cp1251)?\..*$/, ''), []]);
	const mapping = fitPreset(preset!, fixture.header, !fixture.json);
	if (!mapping) throw new Error(`${file}: no mapping`);
	expect(parseMapping(JSON.parse(JSON.stringify(mapping)))).toHaveProperty('mapping');
	return { mapping, fixture };
}

/** The events of each row. */
function eventsOf(file: string): ParsedEvent[][] {
	const { mapping, fixture } = mappingFor(file);
	if (mapping.kind !== 'events') throw new Error(`${file}: not events`);
	const compiled = compileMapping(mapping, fixture.json ? null : fixture.header, context);
	if ('problems' in compiled) throw new Error(compiled.problems.join(' '));
	return fixture.rows.map((row) => {
		const result = Array.isArray(row) ? compiled.map(row) : compiled.mapObject(row);
		if (result.kind !== 'events') throw new Error(JSON.stringify(result));
		return result.events;
	});
}

/** An event as a line: type, time (~ approximate), then what it carries; keys once a row. */
function told(event: ParsedEvent): string {
	const at =
		'ms' in event.at ? new Date(event.at.ms).toISOString().replace(/:00\.000Z$|\.000Z$/, '') : event.at.day;
	const fields = ['activity', 'channel', 'campaign', 'manager', 'amount', 'currency', 'reason'] as const;
	const more = fields
		.filter((field) => event[field] !== undefined)
		.map((field) => `${field} ${event[field]}`);
	if (event.type !== 'profile')
		for (const [name, text] of Object.entries(event.attributes ?? {})) more.push(`${name}=${text}`);
	return [`${event.type} ${at}${event.approximate ? '~' : ''}`, ...more].join(', ');
}

/** Whose row it is: source, lead, row key, e-mails, phones, name, company, status. */
const whose = ([first]: ParsedEvent[]) =>
	[
		first!.source,
		first!.lead ?? '-',
		first!.row ?? '-',
		first!.emails.join(' '),
		first!.phones.join(' '),
		first!.name ?? '',
		first!.company ?? '',
		first!.status ?? ''
	].join('|');

test.each<[file: string, rows: string[][]]>([
	[
		'amocrm-deals.csv',
		[
			[
				'amocrm|9001|9001|igor@example.com|+79161234567 +79167654321|Игорь Белов|ООО Вектор|Успешно реализовано',
				'created 2025-01-12T09:30, channel google, campaign spring, manager Ольга Ким',
				'client 2025-02-01T18:05:10, manager Ольга Ким, amount 350000',
				'profile 2025-01-12T09:30'
			],
			[
				'amocrm|9002|9002||+79000000001|Спамер||Закрыто и не реализовано',
				'created 2025-01-13, manager Ольга Ким',
				'junk 2025-01-14, manager Ольга Ким, reason Спам',
				'profile 2025-01-13'
			],
			[
				'amocrm|9003|9003|lena@example.com||Лена||Закрыто и не реализовано',
				'created 2025-01-15T08:00, manager Денис Ли',
				'refused 2025-01-20T12:00~, manager Денис Ли, reason Дорого',
				'profile 2025-01-15T08:00'
			],
			[
				'amocrm|9004|9004|kirill@example.com||Кирилл||Переговоры',
				'created 2025-01-16T08:00, manager Денис Ли',
				'profile 2025-01-16T08:00'
			]
		]
	],
	[
		'bitrix24-deals.csv',
		[
			[
				'bitrix24-deals|501|501|anna@example.ru|+74951234567|Анна Петрова|ООО «Ромашка»|Сделка успешна',
				'created 2025-02-07T16:41, channel yandex, campaign brand-moscow, manager Мария Орлова',
				'client 2025-02-28, manager Мария Орлова, amount 118500.50, currency RUB',
				'profile 2025-02-07T16:41'
			],
			[
				'bitrix24-deals|502|502||+79031112233|Пётр Ильин||Сделка провалена',
				'created 2025-02-10T10:00, channel Звонок, manager Олег Смирнов',
				'refused 2025-02-20T18:30~, manager Олег Смирнов, reason Дорого',
				'profile 2025-02-10T10:00'
			],
			[
				'bitrix24-deals|503|503|nina@example.ru||Нина||В работе',
				'created 2025-02-11T10:00, manager Олег Смирнов',
				'profile 2025-02-11T10:00'
			]
		]
	],
	[
		'bitrix24-leads-cp1251.csv',
		[
			[
				'bitrix24|101|101|anna@example.ru|+74951234567|Анна Петрова|ООО «Ромашка»|Качественный лид',
				'created 2025-02-03T10:15, channel yandex, campaign brand-moscow, manager Мария Орлова',
				'sql 2025-02-07T16:40~, manager Мария Орлова',
				'profile 2025-02-03T10:15'
			],
			[
				'bitrix24|102|102||+79160001122|Иван||Некачественный лид',
				'created 2025-02-04T09:00, channel Звонок, manager Олег Смирнов',
				'junk 2025-02-04T09:00~, manager Олег Смирнов, reason Ищет работу',
				'profile 2025-02-04T09:00'
			],
			[
				'bitrix24|103|103|zoe@example.ru||||В работе',
				'created 2025-02-05T11:30, channel Электронная почта, manager Мария Орлова',
				'profile 2025-02-05T11:30'
			]
		]
	],
	[
		'bitrix24-leads.csv',
		[
			[
				'bitrix24|101|101|anna@example.ru|+74951234567|Анна Петрова|ООО «Ромашка»|Качественный лид',
				'created 2025-02-03T10:15, channel yandex, campaign brand-moscow, manager Мария Орлова',
				'sql 2025-02-07T16:40~, manager Мария Орлова',
				'profile 2025-02-03T10:15'
			],
			[
				'bitrix24|102|102||+79160001122|Иван||Некачественный лид',
				'created 2025-02-04T09:00, channel Звонок, manager Олег Смирнов',
				'junk 2025-02-04T09:00~, manager Олег Смирнов, reason Ищет работу',
				'profile 2025-02-04T09:00'
			],
			[
				'bitrix24|103|103|zoe@example.ru||||В работе',
				'created 2025-02-05T11:30, channel Электронная почта, manager Мария Орлова',
				'profile 2025-02-05T11:30'
			]
		]
	],
	[
		'callrail-calls.csv',
		[
			[
				'callrail|-|-||+12025550143|Ada Byron||',
				'contacted 2025-01-24T19:53, channel Google Ads, campaign spring, manager Grace Hill, duration=155, answered=yes'
			],
			[
				'callrail|-|-||+12025550144|||',
				'activity 2025-01-25T10:00, activity call_attempt, channel Direct, duration=12, answered=no'
			]
		]
	],
	[
		'callrail-calls.json',
		[
			[
				'callrail|-|CAL8154748ae6bd4e278a7cddd38a662f4f||+12025550143|Ada Byron||',
				'contacted 2025-01-25T00:53, channel Google Paid, campaign spring, manager grace@example.com, direction=inbound, duration=155, answered=yes'
			],
			[
				'callrail|-|CAL8154748ae6bd4e278a7cddd38a662f50||+12025550144|||',
				'activity 2025-01-25T15:00, activity call_attempt, channel Direct, direction=inbound, duration=12, answered=no'
			]
		]
	],
	[
		'carrotquest-events.json',
		[
			[
				'carrotquest|15131846|335704586|maks@example.com||Максим||',
				'created 2025-02-07T10:00, activity $registered'
			],
			[
				'carrotquest|15131846|335704587|||||',
				'activity 2025-02-07T10:01, activity $utm_hit, channel vk, campaign winter'
			],
			['carrotquest|15131846|335704588|||||', 'activity 2025-02-08T10:00, activity Открыл тарифы']
		]
	],
	[
		'carrotquest-leads.csv',
		[
			[
				'carrotquest|54784|54784|maks@example.com|+79161234567|Максим||',
				'activity 2025-02-10T14:51:33, activity last_seen',
				'profile 2025-02-10T14:51:33'
			]
		]
	],
	[
		'carrotquest-leads.ndjson',
		[
			[
				'carrotquest|15131846|15131846|maks@example.com|+79161234567|Максим||',
				'activity 2025-02-10T14:51:33, activity last_seen',
				'profile 2025-02-10T14:51:33'
			],
			[
				'carrotquest|15131847|15131847|||Лена||',
				'activity 2025-02-11T08:00, activity last_seen',
				'profile 2025-02-11T08:00'
			]
		]
	],
	[
		'hubspot-contacts.csv',
		[
			[
				'hubspot|51|51|ada@example.com|+442079460018|Ada|Engines Ltd|Connected',
				'created 2025-03-01T09:15, channel Paid Search, campaign spring, manager Grace Hill',
				'iql 2025-03-01T09:15',
				'mql 2025-03-04T10:00, manager Grace Hill',
				'sql 2025-03-08T14:30, manager Grace Hill',
				'client 2025-04-02T16:20:30, manager Grace Hill',
				'profile 2025-03-01T09:15'
			],
			[
				'hubspot|52|52|bob@example.com||Bob||Unqualified',
				'created 2025-03-02T10:00, channel Organic Search',
				'iql 2025-03-02T10:00',
				'unfit 2025-03-02T10:00~, reason Unqualified',
				'profile 2025-03-02T10:00'
			]
		]
	],
	[
		'hubspot-deals.csv',
		[
			[
				'hubspot-deals|7001|7001|||||Closed Won',
				'created 2025-03-10T08:00, manager Grace Hill',
				'client 2025-04-02T16:20, manager Grace Hill, amount 12500.5, currency EUR',
				'profile 2025-03-10T08:00'
			],
			[
				'hubspot-deals|7002|7002|||||Closed Lost',
				'created 2025-03-11T08:00, manager Grace Hill',
				'refused 2025-03-30T12:00, manager Grace Hill, reason Budget',
				'profile 2025-03-11T08:00'
			],
			[
				'hubspot-deals|7003|7003|||||Contract Sent',
				'created 2025-03-12T08:00, manager Alan Poe',
				'profile 2025-03-12T08:00'
			]
		]
	],
	[
		'pipedrive-deals.csv',
		[
			[
				'pipedrive|31|31|ada@example.com|+442079460018|Ada Byron|Engines Ltd|Contract',
				'created 2025-03-01T09:00, channel Web forms, manager Grace Hill',
				'client 2025-04-01T10:00, manager Grace Hill, amount 2500, currency EUR',
				'profile 2025-03-01T09:00'
			],
			[
				'pipedrive|32|32|bob@example.com||Bob Cole||Qualified',
				'created 2025-03-02T09:00, manager Grace Hill',
				'refused 2025-03-20T10:00, manager Grace Hill, reason Price',
				'profile 2025-03-02T09:00'
			],
			[
				'pipedrive|33|33||+442079460019|Cy Dunn||Lead In',
				'created 2025-03-03T09:00, manager Alan Poe',
				'profile 2025-03-03T09:00'
			]
		]
	],
	[
		'pipedrive-leads.csv',
		[
			[
				'pipedrive-leads|a1b2|a1b2|ada@example.com||Ada Byron|Engines Ltd|Hot',
				'created 2025-03-01T08:30, channel Web forms, manager Grace Hill',
				'profile 2025-03-01T08:30'
			]
		]
	],
	[
		'ringostat-calls.csv',
		[
			[
				'ringostat|-|ua6_-2.1||+380441234567|||',
				'contacted 2025-02-03T10:15, channel google, campaign brand, manager Ірина Коваль, direction=inbound, duration=163, answered=yes'
			],
			[
				'ringostat|-|ua6_-2.2||+380501112233|||',
				'activity 2025-02-03T11:00, activity call_attempt, direction=inbound, duration=0, answered=no'
			],
			[
				'ringostat|-|ua6_-2.3||+380501112233|||',
				'contacted 2025-02-03T11:20, manager Ірина Коваль, direction=outbound, duration=48, answered=yes'
			]
		]
	],
	[
		'roistat-leads.json',
		[
			[
				'roistat|order_41556|order_41556|ivan@example.com|+79003894141|Иван Петров||3',
				'created 2025-02-20T20:30:33, channel google2_search_20',
				'client 2025-03-01T21:00, amount 8008',
				'profile 2025-02-20T20:30:33'
			],
			[
				'roistat|order_41557|order_41557|olga@example.com||Ольга||0',
				'created 2025-02-21T08:00, channel direct2',
				'profile 2025-02-21T08:00'
			]
		]
	],
	[
		'salesforce-leads.csv',
		[
			[
				'salesforce|00Q5g00000AbCdEEAX|00Q5g00000AbCdEEAX|ada@example.com|+442079460018|Byron|Engines Ltd|Closed - Converted',
				'created 2025-03-01T09:15, channel Web, manager 0055g000004XyZAAA0',
				'sql 2025-03-09, manager 0055g000004XyZAAA0',
				'profile 2025-03-01T09:15'
			],
			[
				'salesforce|00Q5g00000AbCdFEAX|00Q5g00000AbCdFEAX|bob@example.com||Cole|Looms Inc|Closed - Not Converted',
				'created 2025-03-02T10:00, channel Trade Show, manager 0055g000004XyZAAA0',
				'refused 2025-03-02T10:00~, manager 0055g000004XyZAAA0, reason Closed - Not Converted',
				'profile 2025-03-02T10:00'
			],
			[
				'salesforce|00Q5g00000AbCdGEAX|00Q5g00000AbCdGEAX|cy@example.com||Dunn|Cards|Working - Contacted',
				'created 2025-03-03T10:00, channel Web, manager 0055g000004XyZAAA1',
				'profile 2025-03-03T10:00'
			]
		]
	],
	[
		'salesforce-opportunity-history.csv',
		[
			[
				'salesforce-opportunities|0065g00000AbCdEAAV|0085g00000000000A1|||||Qualification',
				'sal 2025-03-09T12:00, manager 0055g000004XyZAAA0'
			],
			[
				'salesforce-opportunities|0065g00000AbCdEAAV|0085g00000000000A2|||||Needs Analysis',
				'sql 2025-03-12T12:00, manager 0055g000004XyZAAA0'
			],
			[
				'salesforce-opportunities|0065g00000AbCdEAAV|0085g00000000000A3|||||Legal Review',
				'activity 2025-03-20T12:00, activity stage_change, manager 0055g000004XyZAAA0, stage=Legal Review, probability=60'
			],
			[
				'salesforce-opportunities|0065g00000AbCdEAAV|0085g00000000000A4|||||Closed Won',
				'client 2025-04-02T09:00, manager 0055g000004XyZAAA1, amount 1200'
			],
			[
				'salesforce-opportunities|0065g00000AbCdFAAV|0085g00000000000A5|||||Closed Lost',
				'refused 2025-04-03T09:00, manager 0055g000004XyZAAA1'
			]
		]
	],
	[
		'wide.csv',
		[
			[
				'given|1|1|a@example.com|+493012345678|||',
				'created 2025-05-01T10:00, channel Google, campaign brand, manager Ann',
				'mql 2025-05-02, manager Ann',
				'sal 2025-05-03T09:00, manager Ann',
				'sql 2025-05-04, manager Ann',
				'client 2025-05-20, manager Ann, amount 1500, currency EUR',
				'profile 2025-05-01T10:00'
			],
			[
				'given|2|2|b@example.com||||',
				'created 2025-05-02T08:00, channel Fairs, manager Ben',
				'refused 2025-05-30, manager Ben, reason no budget',
				'profile 2025-05-02T08:00'
			]
		]
	]
])('%s', (file, rows) => {
	expect(eventsOf(file).map((events) => [whose(events), ...events.map(told)])).toEqual(rows);
});

test('every preset for a system has a fixture with events, or with costs', () => {
	const files = readdirSync(folder).map((file) => file.replace(/\..*$/, ''));
	expect(presets.map(({ name }) => name).filter((name) => !files.includes(name))).toEqual([]);
	expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
	expect([findPreset('amocrm-deals')?.title, findPreset('amocrm')]).toEqual(['amoCRM: deals', undefined]);
});

test('every preset is described', () => {
	const text = readFileSync(join(import.meta.dirname, '../../../../docs/presets.md'), 'utf8');
	const sections = [...text.matchAll(/^## (\S+)$/gm)].map(([, name]) => name);
	expect(sections).toEqual(presets.map(({ name }) => name));
});

test.each(presets.map(({ name, mapping }) => [name, mapping]))(
	'%s is a mapping of that name',
	(name, mapping) => {
		if (mapping === null) return expect(name).toBe('events');
		expect(parseMapping(mapping)).toEqual({ mapping });
		expect(mapping.name).toBe(name);
	}
);

describe('costs', () => {
	test('of any system', () => {
		expect(mappingFor('costs.csv').mapping).toEqual({
			name: 'costs',
			kind: 'costs',
			source: 'costs',
			date: 'Date',
			channel: 'Source',
			campaign: 'Campaign',
			amount: 'Spend',
			clicks: 'Clicks',
			impressions: 'Impressions'
		});
	});

	test('of Roistat', () => {
		expect(mappingFor('roistat-costs.json').mapping).toEqual(findPreset('roistat-costs')!.mapping);
	});
});

test('what no column of a lead or an event takes becomes an attribute', () => {
	const [first] = eventsOf('bitrix24-leads-cp1251.csv');
	expect(first!.at(-1)!.attributes).toMatchObject({ Должность: 'Директор', 'Бюджет согласован': 'Да' });
	expect(first!.at(-1)!.attributes).not.toHaveProperty('Рабочий телефон');
});
