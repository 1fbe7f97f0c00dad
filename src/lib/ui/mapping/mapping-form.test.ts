import { expect, test } from 'vitest';
import { applyForm, mappingText, refChoice, withEvent, withoutEvent, type Json } from './mapping-form.ts';

const mapping: Json = {
	name: 'deals',
	kind: 'events',
	row: 'Id',
	lead: { id: 'Id', email: ['Email', 'Work email'], name: { column: 'Name', map: { x: 'y' } } },
	attributes: ['City'],
	events: [
		{ type: 'created', at: 'Created', channel: { const: 'web' }, attributes: ['Budget'] },
		{ type: 'client', at: { column: 'Created', plus: 'SLA' }, if: { Stage: ['Won'], Lost: 'missing' } }
	]
};

/** The fields as a browser would send them. */
function formOf(fields: [string, string][]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

test('fields that the form does not have are left alone', () => {
	expect(applyForm(mapping, new FormData())).toEqual(mapping);
});

test('columns, lists of columns, fixed texts, and none', () => {
	const changed = applyForm(
		mapping,
		formOf([
			['row', ''],
			['lead/id', 'c:Key'],
			['lead/email', 'c:Email'],
			['lead/email', ''],
			['lead/phone', 'c:Phone'],
			['lead/phone', 'c:Mobile'],
			['events/0/channel', 'const'],
			['events/0/channel/fixed', 'shop'],
			['events/0/campaign', 'c:Ad']
		])
	);
	expect(changed.row).toBeUndefined();
	expect(changed.lead).toEqual({
		id: 'Key',
		email: 'Email',
		phone: ['Phone', 'Mobile'],
		name: { column: 'Name', map: { x: 'y' } }
	});
	expect((changed.events as Json[])[0]).toEqual({
		type: 'created',
		at: 'Created',
		channel: { const: 'shop' },
		campaign: 'Ad',
		attributes: ['Budget']
	});
});

test('what only the JSON can say is kept', () => {
	const changed = applyForm(
		mapping,
		formOf([
			['lead/name', 'keep'],
			['events/1/at', 'keep'],
			['events/1/type', 'keep']
		])
	);
	expect(changed).toEqual(mapping);
	expect(refChoice({ column: 'Name', map: { x: 'y' } })).toEqual({
		choices: ['keep'],
		fixed: '',
		kept: '{"column":"Name","map":{"x":"y"}}'
	});
});

test('conditions: ticked and typed values, the other kinds, another column', () => {
	const conditions = (fields: [string, string][]) =>
		(
			applyForm(mapping, formOf(fields.map(([name, value]) => [`events/1/if/${name}`, value])))
				.events as Json[]
		)[1]!.if;
	expect(
		conditions([
			['0/column', 'Stage'],
			['0/kind', 'not'],
			['0/values', 'Won'],
			['0/values', 'Paid'],
			['0/more', ' Done '],
			['1/column', 'Lost'],
			['1/kind', 'present']
		])
	).toEqual({ Stage: { not: ['Won', 'Paid', 'Done'] }, Lost: 'present' });
	expect(
		conditions([
			['0/column', 'Quality'],
			['0/kind', 'in'],
			['0/values', 'Won']
		])
	).toEqual({ Quality: [] });
	expect(
		conditions([
			['0/column', ''],
			['1/column', '']
		])
	).toBeUndefined();
});

test('flags, dates that stand in, attributes, format', () => {
	const changed = applyForm(
		mapping,
		formOf([
			['events/0/approximate', ''],
			['events/0/approximate', 'on'],
			['events/0/atMissing', 'c:Changed'],
			['events/0/atMissing/approximate', 'on'],
			['attributes', 'all'],
			['format/dates', 'dd.MM.yyyy\r\n\r\nyyyy-MM-dd'],
			['format/decimal', ','],
			['missing', 'Select']
		])
	);
	expect((changed.events as Json[])[0]).toMatchObject({
		approximate: true,
		atMissing: { use: 'Changed', approximate: true }
	});
	expect(changed).toMatchObject({
		attributes: '*',
		format: { dates: ['dd.MM.yyyy', 'yyyy-MM-dd'], decimal: ',' },
		missing: ['Select']
	});
});

test('costs: what must be there stays as an empty name, what need not goes', () => {
	const costs = {
		name: 'ads',
		kind: 'costs',
		date: 'Day',
		channel: 'Source',
		amount: 'Spend',
		clicks: 'Clicks'
	};
	const changed = applyForm(
		costs,
		formOf([
			['date', ''],
			['clicks', ''],
			['campaign', 'c:Campaign']
		])
	);
	expect(changed).toEqual({
		name: 'ads',
		kind: 'costs',
		date: '',
		channel: 'Source',
		amount: 'Spend',
		campaign: 'Campaign'
	});
});

test('costs: the days that a row is for', () => {
	const costs = { kind: 'costs', date: 'Day' };
	const spread = (over: string, until = '', before: Json = costs) =>
		applyForm(
			before,
			formOf([
				['spread', over],
				['spread/until', until]
			])
		).spread;
	expect(spread('day', 'c:To')).toBeUndefined();
	expect(spread('month')).toBe('month');
	expect(spread('until', 'c:To')).toEqual({ until: 'To' });
	expect(spread('until')).toEqual({ until: '' });
	expect(spread('day', '', { ...costs, spread: { until: 'To' } })).toBeUndefined();
	expect(applyForm({ ...costs, spread: 'month' }, formOf([]))).toMatchObject({ spread: 'month' });
});

test('events are added and removed', () => {
	expect((withEvent(mapping).events as Json[]).length).toBe(3);
	expect((withoutEvent(mapping, 0).events as Json[]).map(({ type }) => type)).toEqual(['client']);
});

test('the text has its keys in the order in which people write them', () => {
	const text = mappingText({
		events: [{ at: 'A', type: 'created' }],
		lead: { email: 'E', id: 'I' },
		kind: 'events',
		name: 'x'
	});
	expect(text.match(/"\w+":/g)).toEqual([
		'"name":',
		'"kind":',
		'"lead":',
		'"id":',
		'"email":',
		'"events":',
		'"type":',
		'"at":'
	]);
});
