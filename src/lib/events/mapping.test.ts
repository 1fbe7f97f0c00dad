import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedEvent } from './event.ts';
import { compileMapping } from './mapping.ts';
import { parseMapping, type EventsMapping } from './mapping-schema.ts';
import type { ParseContext } from './parse-context.ts';
import { reasons, warnings } from './reasons.ts';
import type { RowResult } from './row-result.ts';

const context: ParseContext = {
	source: null,
	timezone: 'UTC',
	country: 'DE',
	currency: 'EUR',
	now: Date.parse('2026-11-22T12:00:00Z'),
	rates: { USD: '0.5' }
};

function mappingOf(changes: object): EventsMapping {
	const parsed = parseMapping({ name: 'm', kind: 'events', source: 'crm', lead: { id: 'Id' }, ...changes });
	if ('problem' in parsed) throw new Error(parsed.problem);
	if (parsed.mapping.kind !== 'events') throw new Error('costs');
	return parsed.mapping;
}

function compile(mapping: object, header: string[] | null, changed: Partial<ParseContext> = {}) {
	const compiled = compileMapping(mappingOf(mapping), header, { ...context, ...changed });
	if ('problems' in compiled) throw new Error(compiled.problems.join('\n'));
	return compiled;
}

/** Maps one row, given as an object of cells. */
function mapped(
	mapping: object,
	row: Record<string, string>,
	changed: Partial<ParseContext> = {}
): RowResult {
	return compile(mapping, Object.keys(row), changed).map(Object.values(row));
}
function eventsOf(
	mapping: object,
	row: Record<string, string>,
	changed: Partial<ParseContext> = {}
): ParsedEvent[] {
	const result = mapped(mapping, row, changed);
	if (result.kind !== 'events') throw new Error(JSON.stringify(result));
	return result.events;
}
const iso = ({ at }: ParsedEvent) => ('ms' in at ? new Date(at.ms).toISOString() : at.day);
const created = { type: 'created', at: 'Created' };
const fault = (result: RowResult) =>
	result.kind === 'quarantined' ? [result.reason, result.detail] : result.kind;

test('a row of a deal becomes its events and its profile', () => {
	const mapping = {
		format: { dates: ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy'], timezone: 'Europe/Berlin' },
		missing: ['', '#REF!'],
		row: 'Id',
		lead: { id: 'Id', email: ['Email', 'Work email'], phone: ['Phone'], name: 'Name', status: 'Stage' },
		attributes: ['Product', 'City'],
		events: [
			{ type: 'created', at: 'Created', channel: 'Source', manager: 'Owner' },
			{ type: 'contacted', at: { column: 'Created', plus: 'SLA' }, if: { SLA: 'present' } },
			{
				type: 'client',
				at: 'Closing',
				atMissing: { use: 'Created', approximate: true },
				amount: 'Total',
				if: { Stage: ['Won'] }
			},
			{ type: 'refused', at: 'Closing', reason: 'Reason', if: { Stage: ['Lost'] } }
		]
	};
	const row = {
		Id: '5805028000056864695',
		Email: 'Ann@X.com',
		'Work email': 'ann@work.com',
		Phone: '0170 1234567',
		Name: ' Ann ',
		Stage: 'Won',
		Product: 'Web',
		City: '#REF!',
		Created: '21.06.2024 15:30',
		Source: 'Google Ads',
		Owner: 'Ben',
		SLA: '26:43:00',
		Closing: '',
		Total: '€ 3.500,00',
		Reason: ''
	};
	const shared = {
		source: 'crm',
		lead: '5805028000056864695',
		row: '5805028000056864695',
		emails: ['ann@x.com', 'ann@work.com'],
		phones: ['+491701234567'],
		name: 'Ann',
		status: 'Won',
		written: ''
	};
	const start = { ms: Date.parse('2024-06-21T13:30:00Z') };
	expect(mapped(mapping, row)).toEqual({
		kind: 'events',
		warnings: [],
		events: [
			{
				...shared,
				type: 'created',
				at: start,
				approximate: false,
				place: 0,
				channel: 'Google Ads',
				manager: 'Ben'
			},
			{ ...shared, type: 'contacted', at: { ms: start.ms + 96_180_000 }, approximate: false, place: 1 },
			{ ...shared, type: 'client', at: start, approximate: true, place: 2, amount: '3500.00' },
			{ ...shared, type: 'profile', at: start, approximate: false, place: 4, attributes: { Product: 'Web' } }
		]
	});
	const lost = eventsOf(mapping, {
		...row,
		Stage: 'Lost',
		SLA: '',
		Closing: '22.06.2024',
		Product: '',
		Reason: 'Price'
	});
	expect(lost.map(({ type, place }) => [type, place])).toEqual([
		['created', 0],
		['refused', 3]
	]);
	expect(lost[1]).toMatchObject({ at: { day: '2024-06-22' }, reason: 'Price', approximate: false });
});

describe('texts', () => {
	const channel = (ref: unknown, row: Record<string, string>) =>
		eventsOf({ events: [{ ...created, channel: ref }] }, { Id: '1', Created: '2024-05-01', ...row })[0]!
			.channel;

	test('a column, a list of columns, a fixed value', () => {
		expect(channel('A', { A: ' x ' })).toBe('x');
		expect(channel('A', { A: ' ' })).toBeUndefined();
		expect(channel(['A', 'B', 'C'], { A: '', B: 'b', C: 'c' })).toBe('b');
		expect(channel(['A', 'B'], { A: '', B: '' })).toBeUndefined();
		expect(channel({ const: 'Fair' }, {})).toBe('Fair');
	});

	test('a translated cell: listed, other, as it is, missing', () => {
		const map = { fb: 'Facebook', test: '' };
		expect(channel({ column: 'A', map, other: 'Other' }, { A: 'fb' })).toBe('Facebook');
		expect(channel({ column: 'A', map, other: 'Other' }, { A: 'x' })).toBe('Other');
		expect(channel({ column: 'A', map }, { A: 'x' })).toBe('x');
		expect(channel({ column: 'A', map, other: 'Other' }, { A: '' })).toBeUndefined();
		expect(channel({ column: 'A', map }, { A: 'test' })).toBeUndefined();
		expect(channel({ column: 'A', map: { '': 'None' } }, { A: '' })).toBe('None');
	});

	test('an event may name the person otherwise than the row', () => {
		const events = eventsOf(
			{
				lead: { id: 'Id', name: 'Name' },
				events: [
					{ ...created, name: 'Alias' },
					{ type: 'iql', at: 'Created' }
				]
			},
			{ Id: '1', Created: '2024-05-01', Name: 'Ann', Alias: 'Annie' }
		);
		expect(events.map(({ name }) => name)).toEqual(['Annie', 'Ann']);
	});
});

describe("an event's own attributes", () => {
	const row = { Id: '1', Created: '2024-05-01', Status: 'NO ANSWER', Talk: '0', City: 'Bonn', __proto: '' };

	test('are columns by their names, or under other names, and no others', () => {
		const attributesOf = (attributes: unknown) =>
			eventsOf({ events: [{ ...created, attributes }, created] }, row).map((event) => event.attributes);
		expect(attributesOf(['Talk', 'Status', '__proto'])).toEqual([
			{ Talk: '0', Status: 'NO ANSWER' },
			undefined
		]);
		expect(
			attributesOf({
				duration: 'Talk',
				answered: { column: 'Status', map: { ANSWERED: 'yes' }, other: 'no' },
				town: ['__proto', 'City']
			})
		).toEqual([{ duration: '0', answered: 'no', town: 'Bonn' }, undefined]);
		expect(attributesOf(['__proto'])).toEqual([undefined, undefined]);
	});

	test('stand beside those of the profile, and are part of the text that makes a key', () => {
		const events = [{ ...created, attributes: ['Talk'] }];
		const [call, profile] = eventsOf({ events, attributes: ['City'] }, row);
		expect([call!.attributes, profile!.attributes]).toEqual([{ Talk: '0' }, { City: 'Bonn' }]);
		expect(eventsOf({ events }, { ...row, Talk: '5' })[0]!.written).not.toBe(call!.written);
	});

	test('name columns that the file has', () => {
		expect(() => compile({ events: [{ ...created, attributes: ['Statuss'] }] }, Object.keys(row))).toThrow(
			'events[0].attributes.Statuss names the column "Statuss", which the file does not have; did you mean "Status"?'
		);
	});
});

describe('a reference under a condition', () => {
	const client = { column: 'To', if: { Way: ['out'] }, else: 'From' };
	const row = { Created: '2024-05-01', Way: 'out', From: '+4930111', To: '+4930222' };
	const phonesOf = (phone: unknown, cells: Record<string, string>) =>
		eventsOf({ lead: { phone }, events: [created] }, cells).flatMap(({ phones }) => phones);

	test('is one column where the row meets it, another where not', () => {
		expect(phonesOf(client, row)).toEqual(['+4930222']);
		expect(phonesOf(client, { ...row, Way: 'in' })).toEqual(['+4930111']);
	});

	test('is missing where the row does not meet it and nothing else is named', () => {
		const channel = { column: 'From', if: { Way: ['in'] }, map: { '+4930111': 'Hotline' } };
		const channelOf = (cells: Record<string, string>) =>
			eventsOf({ lead: { phone: 'To' }, events: [{ ...created, channel }] }, cells)[0]!.channel;
		expect(channelOf(row)).toBeUndefined();
		expect(channelOf({ ...row, Way: 'in' })).toBe('Hotline');
	});
});

describe('conditions', () => {
	const applies = (condition: unknown, cell: string) => {
		const events = [created, { type: 'mql', at: 'Created', if: { A: condition } }];
		return eventsOf({ missing: ['-'], events }, { Id: '1', Created: '2024-05-01', A: cell }).length === 2;
	};

	test.each([
		['present', 'x', true],
		['present', '', false],
		['present', ' - ', false],
		['missing', '', true],
		['missing', '-', true],
		['missing', 'x', false],
		[['a', 'b'], 'b', true],
		[['a', 'b'], ' b ', true],
		[['a', 'b'], 'c', false],
		[['a', 'b'], '', false],
		[{ not: ['a', 'b'] }, 'c', true],
		[{ not: ['a', 'b'] }, 'a', false],
		[{ not: ['a', 'b'] }, '', true],
		[{ not: ['a', '-'] }, '-', true]
	])('%j on %j: %s', (condition, cell, expected) => expect(applies(condition, cell)).toBe(expected));

	test('all have to hold', () => {
		const events = [created, { type: 'mql', at: 'Created', if: { A: ['x'], B: 'present' } }];
		const row = { Id: '1', Created: '2024-05-01', A: 'x' };
		expect(eventsOf({ events }, { ...row, B: '' })).toHaveLength(1);
		expect(eventsOf({ events }, { ...row, B: 'y' })).toHaveLength(2);
	});
});

describe('times', () => {
	const at = (ref: unknown, row: Record<string, string>, more: object = {}) =>
		eventsOf({ events: [{ type: 'created', at: ref, ...more }] }, { Id: '1', ...row }).map(iso);

	test('a fixed date, a list of columns, a duration in units', () => {
		expect(at({ const: '2020-01-01T00:00:00Z' }, {})).toEqual(['2020-01-01T00:00:00.000Z']);
		expect(at(['A', 'B'], { A: '', B: '2024-05-01' })).toEqual(['2024-05-01']);
		const plus = { column: 'A', plus: 'B', unit: 'minutes' };
		expect(at(plus, { A: '2024-05-01T10:00:00Z', B: '90' })).toEqual(['2024-05-01T11:30:00.000Z']);
		expect(at(plus, { A: '2024-05-01T10:00:00Z', B: 'PT1M' })).toEqual(['2024-05-01T10:01:00.000Z']);
	});

	test('a mere date plus whole days stays one; plus hours it counts from its start', () => {
		const plus = { column: 'A', plus: 'B' };
		const format = { timezone: 'Europe/Berlin' };
		const row = { Id: '1', A: '2024-05-01' };
		const events = [{ type: 'created', at: plus }];
		expect(eventsOf({ format, events }, { ...row, B: 'P2D' }).map(iso)).toEqual(['2024-05-03']);
		expect(eventsOf({ format, events }, { ...row, B: '1:00:00' }).map(iso)).toEqual([
			'2024-04-30T23:00:00.000Z'
		]);
	});

	test('missing: no such event, unless the mapping says what to use', () => {
		const row = { Id: '1', Created: '2024-05-01', Closed: '', Delay: '' };
		const types = (rule: object) =>
			eventsOf({ events: [created, { type: 'client', ...rule }] }, row).map(({ type, approximate }) => [
				type,
				approximate
			]);
		expect(types({ at: 'Closed' })).toEqual([['created', false]]);
		expect(types({ at: { column: 'Created', plus: 'Delay' } })).toEqual([['created', false]]);
		expect(types({ at: 'Closed', atMissing: { use: 'Created', approximate: true } })[1]).toEqual([
			'client',
			true
		]);
		expect(types({ at: 'Closed', atMissing: { use: 'Created' } })[1]).toEqual(['client', false]);
		expect(types({ at: 'Closed', approximate: true, atMissing: { use: 'Created' } })[1]).toEqual([
			'client',
			true
		]);
		expect(types({ at: { column: 'Created', plus: 'Delay' }, atMissing: { use: 'Created' } })).toHaveLength(
			2
		);
		expect(types({ at: 'Closed', atMissing: { use: 'Delay' } })).toHaveLength(1);
	});

	test('faults name the column and the value', () => {
		const row = (Created: string) => fault(mapped({ events: [created] }, { Id: '1', Created }));
		expect(row('2026-02-30')).toEqual([reasons.badDate, 'Created: "2026-02-30"']);
		expect(row('2999-01-01')).toEqual([reasons.futureDate, 'Created: "2999-01-01"']);
		expect(row('1989-01-01')).toEqual([reasons.oldDate, 'Created: "1989-01-01"']);
		const events = [{ type: 'created', at: { column: 'A', plus: 'B' } }];
		expect(fault(mapped({ events }, { Id: '1', A: '2024-05-01', B: '90' }))).toEqual([
			reasons.badDuration,
			'B: "90"'
		]);
		expect(fault(mapped({ events }, { Id: '1', A: '2026-11-22', B: '99:00:00' }))).toEqual([
			reasons.futureDate,
			'A + B: "2026-11-22 + 99:00:00"'
		]);
	});

	test('only cells of events that apply are read', () => {
		const events = [created, { type: 'client', at: 'Closed', if: { Stage: ['Won'] } }];
		const row = { Id: '1', Created: '2024-05-01', Closed: 'not closed' };
		expect(eventsOf({ events }, { ...row, Stage: 'Open' })).toHaveLength(1);
		expect(fault(mapped({ events }, { ...row, Stage: 'Won' }))).toEqual([
			reasons.badDate,
			'Closed: "not closed"'
		]);
	});
});

describe('types from a cell', () => {
	const type = { column: 'T', map: { A: 'created', B: 'ignore' }, other: 'activity' };
	const row = { Id: '1', At: '2024-05-01' };
	const one = (rule: object, cell: string) =>
		mapped({ events: [{ at: 'At', ...rule }] }, { ...row, T: cell });
	const typeOf = (result: RowResult) => (result.kind === 'events' ? result.events[0]!.type : fault(result));

	test('translated, other, ignored, as it is', () => {
		expect(typeOf(one({ type }, 'A'))).toBe('created');
		expect(typeOf(one({ type }, 'X'))).toBe('activity');
		expect(typeOf(one({ type }, ''))).toBe('activity');
		expect(one({ type }, 'B')).toEqual({ kind: 'ignored', source: 'crm', row: undefined });
		expect(typeOf(one({ type: { column: 'T' } }, 'sql'))).toBe('sql');
	});

	test('unknown', () => {
		expect(typeOf(one({ type: { column: 'T' } }, 'X'))).toEqual([reasons.unknownType, 'T: "X"']);
		expect(typeOf(one({ type: { column: 'T' } }, ''))).toEqual([reasons.noType, 'T']);
	});

	test('a row counts as ignored only if nothing else comes of it', () => {
		const events = [
			{ type, at: 'At' },
			{ type: 'iql', at: 'Later' }
		];
		const both = (Later: string) => mapped({ row: 'Id', events }, { ...row, T: 'B', Later });
		expect(both('')).toEqual({ kind: 'ignored', source: 'crm', row: '1' });
		expect(typeOf(both('2024-05-02'))).toBe('iql');
	});

	test('the amount goes with client only', () => {
		const amount = (cell: string, value: string) =>
			eventsOf(
				{ events: [{ type: { column: 'T' }, at: 'At', amount: 'Sum' }] },
				{ ...row, T: cell, Sum: value }
			)[0]!.amount;
		expect(amount('client', '12,50')).toBe('12.50');
		expect(amount('sql', 'unknown')).toBeUndefined();
	});
});

describe('amounts', () => {
	const client = { type: 'client', at: 'At', amount: 'Sum', currency: 'Currency' };
	const one = (Sum: string, Currency = '') =>
		mapped({ events: [client] }, { Id: '1', At: '2024-05-01', Sum, Currency });

	test('negative, unreadable, of an unknown currency', () => {
		expect(fault(one('-5'))).toEqual([reasons.negativeAmount, 'Sum: "-5"']);
		expect(fault(one('(5)'))).toEqual([reasons.negativeAmount, 'Sum: "(5)"']);
		expect(fault(one('a lot'))).toEqual([reasons.badAmount, 'Sum: "a lot"']);
		expect(fault(one('5', 'PLN'))).toEqual([reasons.noRate, 'currency on 2024-05-01: "PLN"']);
		expect(one('5', 'usd')).toMatchObject({ events: [{ amount: '5', currency: 'USD' }] });
		expect(one('', 'PLN')).toMatchObject({ kind: 'events' });
	});

	test('a decimal mark that the mapping sets', () => {
		const mapping = { format: { decimal: ',' }, events: [client] };
		const row = { Id: '1', At: '2024-05-01', Currency: '' };
		expect(mapped(mapping, { ...row, Sum: '1.234' })).toMatchObject({ events: [{ amount: '1234' }] });
		expect(fault(mapped(mapping, { ...row, Sum: '1.5' }))).toEqual([reasons.badAmount, 'Sum: "1.5"']);
	});
});

describe('keys', () => {
	const events = [created];

	test('a row without lead id, e-mail or phone', () => {
		const mapping = { lead: { id: 'Id', email: 'Email', phone: 'Phone' }, missing: ['#REF!'], events };
		const row = { Id: '#REF!', Email: 'ann', Phone: '12', Created: '2024-05-01' };
		expect(mapped(mapping, row)).toEqual({
			kind: 'quarantined',
			reason: reasons.noKey,
			detail: 'Id: missing, Email: "ann", Phone: "12"',
			warnings: [warnings.email, warnings.phone]
		});
		expect(eventsOf(mapping, { ...row, Email: 'ann@x.com' })[0]).toMatchObject({
			emails: ['ann@x.com'],
			phones: []
		});
	});

	test('an id that a spreadsheet rounded is kept, with one warning', () => {
		const result = mapped({ row: 'Id', events }, { Id: '5.8050280000439e+18', Created: '2024-05-01' });
		expect(result).toMatchObject({
			warnings: [warnings.roundedId],
			events: [{ lead: '5.8050280000439e+18' }]
		});
	});

	test('a missing row key is warned of', () => {
		const result = mapped({ row: 'Deal', events }, { Id: '1', Deal: '', Created: '2024-05-01' });
		expect(result).toMatchObject({ warnings: [warnings.noRow], events: [{ lead: '1' }] });
	});

	test('a NUL quarantines the row', () => {
		expect(fault(mapped({ events }, { Id: '1\0', Created: '2024-05-01' }))).toEqual([
			reasons.nul,
			'Id: "1\\0"'
		]);
	});
});

test('a row that gives no event', () => {
	const events = [{ ...created, if: { Stage: ['Won'] } }];
	expect(fault(mapped({ events }, { Id: '1', Created: '2024-05-01', Stage: 'New' }))).toEqual([
		reasons.noEvent,
		'Created: "2024-05-01"'
	]);
	expect(fault(mapped({ events: [created] }, { Id: '1', Created: '' }))).toEqual([
		reasons.noEvent,
		'Created: missing'
	]);
});

describe('the profile event', () => {
	const row = { Id: '1', Created: '2024-05-03T00:00:00Z', Closed: '2024-05-02', City: 'Berlin', Size: '' };
	const events = [created, { type: 'client', at: 'Closed', approximate: true }];

	test('has the time of the earliest event: the end of a day for an outcome, its start for the rest', () => {
		expect(eventsOf({ attributes: ['City'], events }, row).at(-1)).toMatchObject({
			type: 'profile',
			at: { day: '2024-05-02' },
			approximate: true,
			place: 2
		});
		const sameDay = { ...row, Created: '2024-05-02T12:00:00Z' };
		expect(eventsOf({ attributes: ['City'], events }, sameDay).at(-1)!.at).toEqual({
			ms: Date.parse('2024-05-02T12:00:00Z')
		});
	});

	test('"*" is every column that is not a lead field; none that is not missing, no event', () => {
		expect(eventsOf({ attributes: '*', events }, row).at(-1)!.attributes).toEqual({
			City: 'Berlin',
			Closed: '2024-05-02',
			Created: '2024-05-03T00:00:00Z'
		});
		expect(eventsOf({ attributes: ['Size'], events }, row).map(({ type }) => type)).toEqual([
			'created',
			'client'
		]);
	});
});

describe('the header', () => {
	const problems = (mapping: object, header: string[], changed: Partial<ParseContext> = {}) => {
		const compiled = compileMapping(mappingOf(mapping), header, { ...context, ...changed });
		return 'problems' in compiled ? compiled.problems : [];
	};

	test('may have a byte order mark, surrounding spaces and a name twice: the first counts', () => {
		const { map } = compile({ events: [created] }, ['\ufeffId', ' Created ', 'Id']);
		expect(map(['1', '2024-05-01', '2'])).toMatchObject({ events: [{ lead: '1' }] });
	});

	test('lacks a column: a problem that names place, column and close ones', () => {
		expect(problems({ events: [{ ...created, if: { Stag: ['x'] } }] }, ['Id', 'Create', 'Stage'])).toEqual([
			'events[0].at names the column "Created", which the file does not have; did you mean "Create"?',
			'events[0].if names the column "Stag", which the file does not have; did you mean "Stage"?'
		]);
		expect(problems({ attributes: ['Zip'], events: [created] }, ['Id', 'Created'])).toEqual([
			'attributes[0] names the column "Zip", which the file does not have; its columns are "Id", "Created".'
		]);
	});

	test('a mapping without a source needs one from outside', () => {
		const mapping = { source: undefined, events: [created] };
		expect(problems(mapping, ['Id', 'Created'])).toEqual([
			'The mapping names no source: add "source" to it, or give --source.'
		]);
		expect(problems(mapping, ['Id', 'Created'], { source: 'crm' })).toEqual([]);
	});

	test('a fixed date that is none is a problem', () => {
		expect(problems({ events: [{ type: 'created', at: { const: 'May' } }] }, ['Id'])).toEqual([
			'events[0].at.const is "May", which is not a date like 2024-05-31.'
		]);
	});
});

describe('JSON objects', () => {
	const mapping = {
		lead: { id: 'Id', email: 'Emails' },
		missing: ['-'],
		attributes: '*',
		events: [{ type: 'client', at: 'At', amount: 'Sum' }]
	};
	const object = {
		Id: 17,
		Emails: ['a@b.c', 'd@e.f'],
		At: '2024-05-01',
		Sum: 1.234,
		vip: true,
		x: '-',
		y: null
	};

	test('their keys are the columns, their numbers leave no decimal mark open', () => {
		const compiled = compile(mapping, null);
		expect(compiled.decimals.isOpen(compiled.textCells(object))).toBe(false);
		expect(compiled.mapObject(object)).toMatchObject({
			kind: 'events',
			events: [
				{ type: 'client', lead: '17', emails: ['a@b.c', 'd@e.f'], amount: '1.234' },
				{ type: 'profile', attributes: { At: '2024-05-01', Sum: '1.234', vip: 'true' } }
			]
		});
	});

	test('faults', () => {
		const { mapObject } = compile(mapping, null);
		expect(fault(mapObject({ ...object, Id: Number('5805028000056864695') }))).toEqual([
			reasons.inexactId,
			'Id: 5805028000056865000'
		]);
		expect(fault(mapObject({ ...object, At: {} }))).toEqual([reasons.badText, 'At: {}']);
		expect(mapObject({ ...object, more: { a: 1 } })).toMatchObject({ warnings: [warnings.nested] });
		expect(mapObject({ ...object, x: '\ud800' })).toMatchObject({
			warnings: [warnings.brokenCharacter],
			events: [{}, { attributes: { x: '\ufffd' } }]
		});
	});
});

describe('paths into a JSON object', () => {
	const mapping = {
		lead: { id: 'user' },
		attributes: '*',
		format: { dates: ['t'] },
		events: [{ type: 'client', at: 'created', activity: 'type.name', amount: 'props.order.sum' }]
	};
	const object = {
		user: 22735768,
		created: 1467192929,
		type: { id: 5857, name: 'Order' },
		props: { order: { sum: 12.5 }, tags: ['a'] },
		City: 'Bonn'
	};

	test('name what lies within, and take it from no other key', () => {
		const result = compile(mapping, null).mapObject(object);
		expect(result).toMatchObject({
			kind: 'events',
			warnings: [],
			events: [
				{
					type: 'client',
					at: { ms: 1_467_192_929_000 },
					lead: '22735768',
					activity: 'Order',
					amount: '12.5'
				},
				{ type: 'profile', attributes: { City: 'Bonn' } }
			]
		});
	});

	test('are missing where there is nothing, and wrong where there is no plain value', () => {
		const compiled = compile({ ...mapping, attributes: [] }, null);
		expect(compiled.mapObject({ user: 1, created: 1467192929, type: null, props: [] })).toMatchObject({
			events: [{ activity: undefined, amount: undefined }]
		});
		expect(fault(compiled.mapObject({ ...object, type: { name: { first: 'x' } } }))).toEqual([
			reasons.badText,
			'type.name: {"first":"x"}'
		]);
	});

	test('give way to a key with that very name', () => {
		const compiled = compile({ ...mapping, attributes: [] }, null);
		expect(compiled.mapObject({ ...object, 'type.name': 'Signup' })).toMatchObject({
			events: [{ activity: 'Signup' }]
		});
	});
});

describe('the text that makes a key', () => {
	const mapping = {
		format: { dates: ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy'] },
		lead: { id: 'Id', email: 'Email' },
		attributes: ['City'],
		events: [
			{ ...created, channel: 'Source' },
			{ type: 'contacted', at: { column: 'Created', plus: 'SLA' } },
			{ type: 'client', at: ['Closed', 'Created'], amount: 'Sum' }
		]
	};
	const date = fc.constantFrom(
		'',
		'01.05.2024',
		'01.05.2024 10:00',
		'2024-05-01T23:30:00Z',
		'31.03.2024 02:30',
		'27.10.2024 02:30'
	);
	const row = fc.record({
		Id: fc.constantFrom('1', '2'),
		Email: fc.constantFrom('', 'A@b.c', 'x'),
		Created: date,
		SLA: fc.constantFrom('', '1:00:00', 'PT30H'),
		Closed: date,
		Sum: fc.constantFrom('', '5', '1.234', '€ 5,00'),
		Source: fc.constantFrom('', 'Ads'),
		City: fc.constantFrom('', 'Berlin')
	});
	const texts = (cells: Record<string, string>, timezone: string) => {
		const result = mapped(mapping, cells, { timezone });
		return result.kind === 'events' ? result.events.map(({ written }) => written) : result.kind;
	};

	test('does not depend on the reporting zone', () => {
		const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati');
		fc.assert(
			fc.property(row, zone, (cells, timezone) => {
				expect(texts(cells, timezone)).toEqual(texts(cells, 'UTC'));
			})
		);
	});

	test('is that of the cells: other cells, other text', () => {
		const cells = {
			Id: '1',
			Email: 'a@b.c',
			Created: '01.05.2024',
			SLA: '',
			Closed: '',
			Sum: '5',
			Source: '',
			City: 'Bonn'
		};
		const [, client, profile] = eventsOf(mapping, cells).map(({ written }) => written);
		const [, other, same] = eventsOf(mapping, { ...cells, Sum: '5.00' }).map(({ written }) => written);
		expect(client).not.toBe(other);
		expect(profile).toBe(same);
		expect(eventsOf(mapping, { ...cells, Created: '02.05.2024' })[2]!.written).not.toBe(profile);
	});

	test('is not needed where a row key or an id is', () => {
		const events = [{ ...created, id: 'Event' }];
		const cells = { Id: '1', Created: '2024-05-01', Event: 'e1' };
		expect(eventsOf({ events }, cells)[0]).toMatchObject({ id: 'e1', written: '' });
		expect(eventsOf({ row: 'Id', events: [created] }, cells)[0]).toMatchObject({ row: '1', written: '' });
	});
});
