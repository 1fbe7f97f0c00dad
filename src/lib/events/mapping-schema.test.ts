import { describe, expect, test } from 'vitest';
import { parseMapping } from './mapping-schema.ts';

const events = {
	name: 'deals',
	kind: 'events',
	lead: { id: 'Id' },
	events: [{ type: 'created', at: 'Created' }]
};
const problem = (json: unknown) => {
	const parsed = parseMapping(json);
	return 'problem' in parsed ? parsed.problem : null;
};
const rule = (changes: object) => ({ ...events, events: [{ ...events.events[0], ...changes }] });

test('every form that INTERFACES names', () => {
	expect(
		problem({
			name: 'school-deals',
			kind: 'events',
			source: 'crm',
			format: {
				delimiter: 'auto',
				encoding: 'auto',
				decimal: 'auto',
				dates: ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy'],
				timezone: 'Europe/Berlin'
			},
			missing: ['', 'Select', '#REF!'],
			row: 'Id',
			lead: {
				id: 'Id',
				email: ['Email', 'Work email'],
				phone: ['Phone'],
				name: 'Name',
				company: 'Company',
				status: 'Stage'
			},
			attributes: ['City', 'Product'],
			events: [
				{ type: 'created', at: 'Created', channel: 'Source', manager: 'Owner' },
				{
					type: 'contacted',
					at: { column: 'Created', plus: 'SLA', unit: 'minutes' },
					if: { SLA: 'present' }
				},
				{
					type: 'client',
					at: 'Closing',
					atMissing: { use: 'Created', approximate: true },
					amount: 'Total',
					if: { Stage: ['Payment Done'], Quality: { not: ['D'] }, Lost: 'missing' }
				},
				{
					type: { column: 'activity', map: { A_SUBMITTED: 'created', A_TEST: 'ignore' }, other: 'activity' },
					at: { const: '2020-01-01' },
					activity: 'activity',
					manager: { column: 'resource', map: { '10': 'Ann' }, other: 'others' },
					reason: { const: 'none' },
					id: ['event id', 'id']
				}
			]
		})
	).toBeNull();
	expect(problem({ ...events, attributes: '*', format: { delimiter: 'tab', decimal: ',' } })).toBeNull();
	expect(
		problem({
			name: 'spend',
			kind: 'costs',
			source: 'ads',
			date: 'Date',
			channel: { const: 'Google' },
			campaign: 'Campaign',
			amount: 'Spend',
			clicks: 'Clicks',
			impressions: 'Impressions'
		})
	).toBeNull();
});

describe('a problem names the place, the value and what would be right', () => {
	test.each([
		[null, 'the mapping must be a JSON object, not null.'],
		[{ name: 'x' }, '"kind" is missing.'],
		[{ ...events, kind: 'cost' }, '"kind" must be "events" or "costs", not "cost".'],
		[{ ...events, name: undefined }, '"name" is missing.'],
		[{ ...events, name: ' ' }, '"name" must not be empty, not " ".'],
		[{ ...events, lead: {} }, '"lead" must name at least one of id, email and phone, not {}.'],
		[{ ...events, events: [] }, '"events" must have at least one event, not [].'],
		[{ ...events, attributes: 'all' }, '"attributes" must be a list of column names, or "*", not "all".'],
		[
			{ ...events, colour: 'red' },
			'the mapping has the unknown key "colour": "red" (known here: kind, name, source, format, missing, row, lead, attributes, events).'
		],
		[
			{ ...events, lead: { id: 'Id', mail: 'x' } },
			'"lead" has the unknown key "mail": "x" (known here: id, email, phone, name, company, status).'
		],
		[
			rule({ if: { Stage: 'Won' } }),
			'"events[0].if.Stage" must be "present", "missing", a list of values, or { "not": [values] }, not "Won".'
		],
		[
			rule({ amount: 'Total' }),
			'"events[0].amount" goes with type "client" only, this event is "created", not "Total".'
		],
		[rule({ approximate: 'yes' }), /^"events\[0\]\.approximate" .*, not "yes"\.$/],
		[{ ...events, format: { decimal: ';' } }, /^"format\.decimal" .*, not ";"\.$/],
		[
			{ ...events, format: { timezone: 'Berlin' } },
			'"format.timezone" must be a time zone such as "Europe/Berlin", not "Berlin".'
		],
		[
			{ ...events, format: { encoding: 'cp-1251' } },
			'"format.encoding" must be "auto" or the name of an encoding such as "utf-8" or "windows-1251", not "cp-1251".'
		],
		[
			{ ...events, format: { delimiter: ';;' } },
			'"format.delimiter" must be "auto", "tab" or one character, not ";;".'
		],
		[
			{ ...events, format: { dates: ['dd.MM'] } },
			'"format.dates[0]" must name a year, a month and a day, like dd.MM.yyyy, not "dd.MM".'
		]
	])('%j', (json, expected) => expect(problem(json)).toMatch(expected));

	test('of the forms of a time, a type and a text', () => {
		expect(problem(rule({ at: { columm: 'A' } }))).toMatch(
			/^"events\[0\]\.at" must be a column name, .*, not {"columm":"A"}\.$/
		);
		expect(problem(rule({ type: 'creatd' }))).toMatch(
			/^"events\[0\]\.type" must be created, .*, not "creatd"\.$/
		);
		expect(problem(rule({ channel: { column: 'A', mpa: {} } }))).toBe(
			'"events[0].channel" has the unknown key "mpa": {} (known here: column, if, else, map, other).'
		);
	});

	test('of the attributes of an event and of conditions on a text', () => {
		expect(problem(rule({ attributes: 'Talk' }))).toMatch(
			/^"events\[0\]\.attributes" must be a list of column names, or .*, not "Talk"\.$/
		);
		expect(problem(rule({ channel: { column: 'A', else: 'B' } }))).toMatch(
			/"events\[0\]\.channel" has "else" but no "if"/
		);
	});

	test('all of several', () => {
		expect(problem({ ...events, name: '', row: 5 })).toMatch(/^"name" .*; "row" .*, not 5\.$/);
	});
});

test('each fault has its place, for a form to show it there', () => {
	const parsed = parseMapping({ ...rule({ at: [] }), lead: {} });
	expect('faults' in parsed && parsed.faults.map(({ path }) => path.join('/'))).toEqual([
		'lead',
		'events/0/at'
	]);
});
