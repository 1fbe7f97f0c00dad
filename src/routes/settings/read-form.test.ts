import { expect, it } from 'vitest';
import { readForm, type FormName } from './read-form.ts';

function sent(form: FormName, fields: [string, string][]) {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return readForm(form, data, 'EUR');
}
const pair = (key: string, value: string): [string, string][] => [
	['key', key],
	['value', value]
];

it('reads pairs, and leaves out rows without a value', () => {
	expect(sent('aliases', [...pair(' Google ', 'google'), ...pair('SMM', ' '), ...pair('', '')])).toEqual({
		aliases: { channel: { Google: 'google' } }
	});
	expect(sent('links', pair('crm', 'https://crm/{id}'))).toEqual({ links: { crm: 'https://crm/{id}' } });
});

it('reads lists line by line', () => {
	expect(sent('excludedChannels', [['list', 'Test\r\n\r\n demo \n']])).toEqual({
		excludedChannels: ['Test', 'demo']
	});
	expect(
		sent('cards', [
			['lead', 'name\nCity'],
			['client', '']
		])
	).toEqual({
		cards: { lead: ['name', 'City'], client: [] }
	});
});

it('reads rates with a decimal comma and currencies in small letters', () => {
	expect(sent('rates', pair('usd', '0,92'))).toEqual({ rates: { USD: '0.92' } });
});

it.each([
	['aliases', [...pair('a', 'b'), ...pair('a', 'c')], '"a" has two rows: clear one of them.'],
	['aliases', pair('', 'b'), '"b": fill in the left field of its row too.'],
	['rates', pair('eur', '1'), 'EUR is the reporting currency: it needs no rate. Clear that row.']
] as const)('%s %j is refused', (form, fields, message) => {
	expect(() => sent(form, [...fields] as [string, string][])).toThrow(message);
});
