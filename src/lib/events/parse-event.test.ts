import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema } from './event-schema.ts';
import { eventTypes, type ParsedEvent } from './event.ts';
import type { ParseContext } from './parse-context.ts';
import { parseEvent } from './parse-event.ts';
import { reasons, warnings } from './reasons.ts';

const context: ParseContext = {
	source: 'crm',
	timezone: 'Europe/Berlin',
	country: 'DE',
	currency: 'EUR',
	now: Date.parse('2026-11-22T12:00:00Z'),
	rates: { USD: '0.5' }
};
const minimal = { type: 'created', at: '2026-05-31T14:30:00Z', lead: 'L1' };

function eventOf(raw: unknown, changed: Partial<ParseContext> = {}): ParsedEvent {
	const result = parseEvent(raw, { ...context, ...changed });
	if (result.kind !== 'events') throw new Error(JSON.stringify(result));
	return result.events[0]!;
}
const faultOf = (raw: unknown, changed: Partial<ParseContext> = {}) => {
	const result = parseEvent(raw, { ...context, ...changed });
	return result.kind === 'quarantined' ? [result.reason, result.detail] : result.kind;
};
const warningsOf = (raw: unknown) => {
	const result = parseEvent(raw, context);
	return result.kind === 'events' ? result.warnings : result;
};

test('an event with everything', () => {
	expect(
		eventOf({
			type: 'client',
			at: '2026-05-31T14:30:00.1234+02:00',
			approximate: true,
			lead: ' L1 ',
			email: [' Ann@Example.com ', 'ann@example.com'],
			phone: '0170 1234567',
			source: 'shop',
			id: 'e-1',
			row: 17,
			name: 'Ann',
			company: 'Acme',
			status: 'Won',
			channel: 'Google Ads',
			campaign: 'spring',
			content: 'a',
			term: 'b',
			page: '/x',
			activity: 'order',
			manager: 'Ben',
			amount: 1250.5,
			currency: 'usd',
			reason: 'fits',
			City: 'Berlin',
			size: 50,
			attributes: { City: 'Bonn', vip: true, empty: '', none: null }
		})
	).toEqual({
		type: 'client',
		at: { ms: Date.parse('2026-05-31T12:30:00.123Z') },
		approximate: true,
		lead: 'L1',
		emails: ['ann@example.com'],
		phones: ['+491701234567'],
		source: 'shop',
		id: 'e-1',
		row: '17',
		name: 'Ann',
		company: 'Acme',
		status: 'Won',
		channel: 'Google Ads',
		campaign: 'spring',
		content: 'a',
		term: 'b',
		page: '/x',
		activity: 'order',
		manager: 'Ben',
		amount: '1250.5',
		currency: 'USD',
		reason: 'fits',
		attributes: { City: 'Bonn', size: '50', vip: 'true' },
		written: ''
	});
});

test('times: an offset, the zone, a mere date', () => {
	expect(eventOf({ ...minimal, at: '2026-05-31T14:30:00' }).at).toEqual({
		ms: Date.parse('2026-05-31T12:30:00Z')
	});
	expect(eventOf({ ...minimal, at: '2026-05-31' }).at).toEqual({ day: '2026-05-31' });
});

test('empty fields are as good as none', () => {
	const event = eventOf({
		...minimal,
		email: '',
		phone: [null, ' '],
		name: ' ',
		id: '',
		amount: ' ',
		x: null
	});
	expect(event).toEqual(eventOf(minimal));
	expect(event.attributes).toBeUndefined();
});

test('an attribute may have any name', () => {
	const { attributes } = eventOf(JSON.parse('{"type":"iql","at":"2026-05-31","lead":"1","__proto__":"x"}'));
	expect(Object.entries(attributes!)).toEqual([['__proto__', 'x']]);
});

describe('quarantined', () => {
	test.each([
		[{ ...minimal, type: 'signup' }, reasons.unknownType, 'type: "signup"'],
		[{ ...minimal, type: undefined }, reasons.noType, 'type'],
		[{ ...minimal, at: '' }, reasons.noDate, 'at'],
		[{ ...minimal, at: '2026-02-30' }, reasons.badDate, 'at: "2026-02-30"'],
		[{ ...minimal, at: 1780000000 }, reasons.badDate, 'at: 1780000000'],
		[{ ...minimal, at: '2999-01-01' }, reasons.futureDate, 'at: "2999-01-01"'],
		[{ ...minimal, at: '1970-01-01T00:00:00Z' }, reasons.oldDate, 'at: "1970-01-01T00:00:00Z"'],
		[{ ...minimal, lead: undefined }, reasons.noKey, 'lead, email, phone'],
		[{ ...minimal, lead: '', email: 'ann', phone: '1' }, reasons.noKey, '"ann", "1"'],
		[{ ...minimal, lead: Number('5805028000056864695') }, reasons.inexactId, 'lead: 5805028000056865000'],
		[{ ...minimal, name: ['Ann'] }, reasons.badText, 'name: ["Ann"]'],
		[{ ...minimal, approximate: 'yes' }, reasons.badFlag, 'approximate: "yes"'],
		[{ ...minimal, type: 'client', amount: -1 }, reasons.negativeAmount, 'amount: -1'],
		[{ ...minimal, type: 'client', amount: '1,5' }, reasons.badAmount, 'amount: "1,5"'],
		[{ ...minimal, type: 'client', amount: '1e30' }, reasons.badAmount, 'amount: "1e30"'],
		[{ ...minimal, type: 'client', amount: 1e30 }, reasons.hugeAmount, 'amount: 1e+30'],
		[
			{ ...minimal, type: 'client', amount: 5, currency: 'PLN' },
			reasons.noRate,
			'currency on 2026-05-31: "PLN"'
		],
		[{ ...minimal, extra: { a: 1 } }, reasons.badAttributes, 'extra: {"a":1}'],
		[{ ...minimal, attributes: 'x' }, reasons.badAttributes, 'attributes: "x"'],
		[{ ...minimal, name: 'A\0nn' }, reasons.nul, 'name: "A\\0nn"'],
		['text', reasons.notAnObject, 'event: "text"'],
		[[minimal], reasons.notAnObject, expect.any(String)],
		[null, reasons.notAnObject, 'event: null']
	])('%j', (raw, reason, detail) => expect(faultOf(raw)).toEqual([reason, detail]));

	test('without a source, unless the event names one', () => {
		expect(faultOf(minimal, { source: null })).toEqual([reasons.noSource, 'source']);
		expect(eventOf({ ...minimal, source: 'ads' }, { source: null }).source).toBe('ads');
	});
});

describe('left out with a warning', () => {
	test('a contact that cannot be, while another key is left', () => {
		expect(warningsOf({ ...minimal, email: 'ann', phone: '12' })).toEqual([warnings.email, warnings.phone]);
		expect(warningsOf({ type: 'iql', at: '2026-05-31', email: ['x', 'a@b.c'] })).toEqual([warnings.email]);
	});

	test('the amount of another event than client, whose currency needs no rate', () => {
		expect(warningsOf({ ...minimal, amount: 5, currency: 'PLN' })).toEqual([warnings.amount]);
		expect(eventOf({ ...minimal, amount: 5 }).amount).toBeUndefined();
	});

	test('half characters, which become U+FFFD', () => {
		expect(warningsOf({ ...minimal, name: 'Ann\ud83d', x: 'ok\udc00' })).toEqual([warnings.brokenCharacter]);
		expect(eventOf({ ...minimal, name: 'Ann\ud83d' }).name).toBe('Ann\ufffd');
	});

	test('an id that a spreadsheet rounded is kept', () => {
		expect(warningsOf({ ...minimal, lead: '5.8E+18' })).toEqual([warnings.roundedId]);
		expect(warningsOf({ ...minimal, lead: '5805028000056864695' })).toEqual([]);
	});
});

describe('the text that makes a key', () => {
	const raw = { ...minimal, email: 'a@b.c', name: 'Ann', at: '2026-05-31T14:30:00', x: 1, y: '2' };

	test('does not depend on the order of keys, nor on the zone', () => {
		const turned = Object.fromEntries(Object.entries(raw).reverse());
		expect(eventOf(turned).written).toBe(eventOf(raw).written);
		expect(eventOf(raw, { timezone: 'Asia/Tokyo' }).written).toBe(eventOf(raw).written);
		expect(eventOf(raw, { timezone: 'Asia/Tokyo' }).at).not.toEqual(eventOf(raw).at);
	});

	test('differs with every field', () => {
		const changes = [
			{ type: 'iql' },
			{ at: '2026-05-31T14:30:00Z' },
			{ approximate: true },
			{ lead: 'L2' },
			{ source: 'ads' },
			{ email: 'b@b.c' },
			{ email: 'A@b.c' },
			{ email: ['a@b.c', 'nothing'] },
			{ phone: '12' },
			{ row: '1' },
			{ name: 'An', company: 'n' },
			{ amount: 1 },
			{ x: 2 },
			{ attributes: { z: '2' } },
			{ y: undefined }
		];
		const texts = [raw, ...changes.map((change) => ({ ...raw, ...change }))].map(
			(event) => eventOf(event).written
		);
		expect(new Set(texts).size).toBe(changes.length + 1);
	});

	test('is not needed where there is an id', () => {
		expect(eventOf({ ...raw, id: '1' }).written).toBe('');
	});
});

describe('agrees with the schema', () => {
	const text = fc.oneof(
		fc.constantFrom('', ' ', 'x', 'Ann', 'a@b.c', '+49 170 1234567', '0170', '5', 'A\0', '\ud800'),
		fc.string({ maxLength: 8 })
	);
	const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
	const anything = fc.oneof(
		{ weight: 6, arbitrary: scalar },
		{ weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
		{ weight: 1, arbitrary: fc.dictionary(text, scalar, { maxKeys: 2 }) }
	);
	const valid = {
		type: fc.constantFrom(...eventTypes),
		at: fc.constantFrom('2026-05-31', '2026-05-31T10:00:00', '2026-11-23T11:00:00Z', '1990-01-01'),
		lead: fc.constantFrom('L1', 17, '  ', null),
		email: fc.constantFrom('a@b.c', ['x', 'a@b.c'], 'nothing', [], null),
		phone: fc.constantFrom('0170 1234567', ['1'], 491701234567, null),
		source: fc.constantFrom('crm', null),
		amount: fc.constantFrom(5, '12.50', '0', -0, null),
		currency: fc.constantFrom('EUR', 'usd', 'PLN', ' ', null),
		approximate: fc.boolean(),
		attributes: fc.dictionary(text, scalar, { maxKeys: 3 })
	};
	const whole = fc.record(valid, { requiredKeys: ['type', 'at'] });
	/** A sound event with a few fields replaced or added. */
	const raw = fc
		.tuple(
			whole,
			fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(valid), 'name', 'row', 'id'), text), anything, {
				maxKeys: 2
			})
		)
		.map(([event, changes]) => ({ ...event, ...changes }));

	test.each([null, 'crm'])('with the source %s', (source) => {
		const where = { ...context, source };
		const schema = eventSchema(where);
		let sound = 0;
		fc.assert(
			fc.property(raw, (event) => {
				const verdict = parseEvent(event, where).kind === 'events';
				expect(verdict, JSON.stringify(event)).toBe(schema.safeParse(event).success);
				if (verdict) sound++;
			}),
			{ numRuns: 3000 }
		);
		expect(sound).toBeGreaterThan(300);
	});

	test('on values that are no events', () => {
		const schema = eventSchema(context);
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(parseEvent(value, context).kind === 'events').toBe(schema.safeParse(value).success);
			})
		);
	});
});
