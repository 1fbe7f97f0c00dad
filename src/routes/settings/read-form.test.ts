import { expect, it } from 'vitest';
import { parseSettings, type Settings } from '#lib/settings/settings.ts';
import { rateGroups } from './rate-groups.ts';
import { readForm, type FormName } from './read-form.ts';

function sent(form: FormName, fields: [string, string][], rates: Settings['rates'] = {}) {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	const aliases = { channel: { SMM: 'Social' }, manager: { 'D. Evans': 'Diana Evans' } };
	const managers: Settings['managers'] = {
		Anna: { team: 'North', role: 'closer' },
		Boris: { team: 'North' }
	};
	return readForm(form, data, 'EUR', { rates, aliases, managers });
}
const rate = (currency: string, from: string, value: string): [string, string][] => [
	['currency', currency],
	['from', from],
	['rate', value]
];
const pair = (key: string, value: string): [string, string][] => [
	['key', key],
	['value', value]
];

it('reads pairs, and leaves out rows without a value', () => {
	expect(sent('aliases', [...pair(' Google ', 'google'), ...pair('SMM', ' '), ...pair('', '')])).toEqual({
		aliases: { channel: { Google: 'google' }, manager: { 'D. Evans': 'Diana Evans' } }
	});
	expect(sent('links', pair('crm', 'https://crm/{id}'))).toEqual({ links: { crm: 'https://crm/{id}' } });
});

it('reads other spellings of reps beside those of channels', () => {
	expect(sent('managerAliases', [...pair('A. Smith', 'Anna Smith'), ...pair('D. Evans', '')])).toEqual({
		aliases: { channel: { SMM: 'Social' }, manager: { 'A. Smith': 'Anna Smith' } }
	});
});

it('reads teams and roles of the reps shown, and keeps the others', () => {
	const rep = (...values: string[]) =>
		['name', 'team', 'role'].map((name, i): [string, string] => [name, values[i]!]);
	expect(
		sent('managers', [...rep('Boris', ' South ', 'presales'), ...rep('Clara', '', 'closer')]).managers
	).toEqual({
		Anna: { team: 'North', role: 'closer' },
		Boris: { team: 'South', role: 'presales' },
		Clara: { role: 'closer' }
	});
	expect(sent('managers', [...rep('Anna', '', ''), ...rep('Dora', '', '')]).managers).toEqual({
		Boris: { team: 'North' }
	});
	expect(() => parseSettings(sent('managers', rep('Boris', '', 'boss')))).toThrow(
		'managers → Boris → role "boss": must be presales or closer.'
	);
});

it('reads the fields that name team and role, and none where they are empty', () => {
	const fields = (team: string, role: string): [string, string][] => [
		['team', team],
		['role', role]
	];
	expect(sent('managerFields', fields(' Team ', ''))).toEqual({
		managerFields: { team: 'Team', role: null }
	});
	expect(parseSettings(sent('managerFields', fields('', ''))).managerFields).toEqual({
		team: null,
		role: null
	});
	expect(sent('namesakes', [['list', 'Anna Smith\r\n']])).toEqual({ namesakes: ['Anna Smith'] });
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
	expect(sent('rates', rate('usd', '', '0,92'))).toEqual({ rates: { USD: '0.92' } });
});

it('reads rates by day, and those of a long list that is kept', () => {
	const long = Object.fromEntries(
		Array.from({ length: 28 }, (_, i) => [`2026-02-${String(i + 1).padStart(2, '0')}`, '0.01'])
	);
	const before = { RUB: long, JPY: long, USD: '0.92' };
	expect(
		sent(
			'rates',
			[
				['keep', 'RUB'],
				...rate('RUB', '2026-03-01', '0.012'),
				...rate('USD', '2026-01-01', '0.9'),
				...rate('usd', '2026-02-01', '0,91'),
				...rate('GBP', '2026-01-01', '')
			],
			before
		)
	).toEqual({
		rates: {
			RUB: { ...long, '2026-03-01': '0.012' },
			USD: { '2026-01-01': '0.9', '2026-02-01': '0.91' }
		}
	});
	expect(rateGroups(before)).toEqual({
		rows: [{ currency: 'USD', from: null, rate: '0.92' }],
		long: ['RUB', 'JPY'].map((currency) => ({
			...{ currency, count: 28, first: '2026-02-01' },
			last: { from: '2026-02-28', rate: '0.01' }
		}))
	});
});

it('reads a margin in per cent, and other numbers as they are', () => {
	expect(sent('margin', [['margin', '35,5']])).toEqual({ margin: 0.355 });
	expect(sent('margin', [['margin', '29']])).toEqual({ margin: 0.29 });
	expect(sent('minutesPerLead', [['minutesPerLead', ' 12.5 ']])).toEqual({ minutesPerLead: 12.5 });
	expect(sent('lookBackDays', [['lookBackDays', '30']])).toEqual({ lookBackDays: 30 });
});

it('reads how scores are judged; what handing a lead over takes may stay empty', () => {
	const fields = (horizon: string, delay: string, hours: string, cost: string): [string, string][] => [
		['horizonDays', horizon],
		['delayDays', delay],
		['hoursPerWeek', hours],
		['costPerLead', cost]
	];
	expect(sent('scoring', fields('60', '7', '38,5', '0'))).toEqual({
		scoring: { horizonDays: 60, delayDays: 7, hoursPerWeek: 38.5, costPerLead: 0 }
	});
	expect(sent('scoring', fields('90', '14', '', ''))).toEqual({
		scoring: { horizonDays: 90, delayDays: 14, hoursPerWeek: null, costPerLead: null }
	});
	expect(() => sent('scoring', fields('', '14', '', ''))).toThrow('horizonDays "": must be a number');
});

it('reads prices of leads, and leaves out rows without one', () => {
	const price = (...values: string[]) =>
		['channel', 'campaign', 'from', 'price'].map((name, i): [string, string] => [name, values[i]!]);
	expect(
		sent('leadPrices', [
			...price('Partner', '', '', '45'),
			...price('Partner', 'spring', '2026-03-01', '12,50'),
			...price('Old', '', '', ''),
			...price('', '', '', '')
		])
	).toEqual({
		leadPrices: [
			{ channel: 'Partner', price: '45' },
			{ channel: 'Partner', campaign: 'spring', from: '2026-03-01', price: '12.50' }
		]
	});
	expect(() => sent('leadPrices', price('', 'spring', '', '45'))).toThrow('"45": name its channel too.');
});

it.each([
	['aliases', [...pair('a', 'b'), ...pair('a', 'c')], '"a" has two rows: clear one of them.'],
	['aliases', pair('', 'b'), '"b": fill in the left field of its row too.'],
	['rates', rate('eur', '', '1'), 'EUR is the reporting currency: it needs no rate. Clear that row.'],
	['rates', rate('', '2026-01-01', '1'), '"1": name its currency too.'],
	[
		'rates',
		[...rate('USD', '2026-01-01', '1'), ...rate('usd', '2026-01-01', '2')],
		'USD from 2026-01-01 has two rows: clear one of them.'
	],
	[
		'rates',
		[...rate('USD', '', '1'), ...rate('USD', '2026-01-01', '2')],
		'USD has a rate for all days and rates by day: give each of its rows a day, or clear them.'
	],
	['margin', [['margin', '120']], 'margin 120 %: must be more than 0 and at most 100.'],
	['margin', [['margin', 'half']], 'margin "half": must be a number such as 20 or 12.5.'],
	['lookBackDays', [['lookBackDays', '']], 'lookBackDays "": must be a number such as 20 or 12.5.']
] as const)('%s %j is refused', (form, fields, message) => {
	expect(() => sent(form, [...fields] as [string, string][])).toThrow(message);
});

const week = (...days: [from: string, to: string][]): [string, string][] =>
	days.flatMap(([from, to]): [string, string][] => [
		['from', from],
		['to', to]
	]);
const off: [string, string] = ['', ''];

it('reads working hours as people write them, and days off', () => {
	const days = week(['9', '18.30'], ['09:00', '24:00'], off, off, off, off, ['0:00', '6:00']);
	expect(
		sent('workingHours', [['timezone', ' '], ...days, ['holidays', '2026-12-25\r\n 2027-01-01\n']])
	).toEqual({
		workingHours: {
			week: [['09:00', '18:30'], ['09:00', '24:00'], null, null, null, null, ['00:00', '06:00']],
			holidays: ['2026-12-25', '2027-01-01']
		}
	});
	expect(sent('workingHours', [['timezone', 'Asia/Tokyo'], ...days]).workingHours?.timezone).toBe(
		'Asia/Tokyo'
	);
});

it.each([
	['18:00', '09:00', 'Wednesday: "09:00" must end later than it begins.'],
	['9', '25:00', 'Wednesday: "25:00" must be a time of the day such as 09:00, 24:00 at most.'],
	['nine', '18', 'Wednesday: "nine" must be a time of the day'],
	['9', '', 'Wednesday: "9" is only one end: give both, or leave both empty for a day off.']
])('refuses to work from "%s" to "%s", and says on which day', (from, to, message) => {
	const fields = week(off, off, [from, to], off, off, off, off);
	let problem: unknown;
	try {
		sent('workingHours', fields);
	} catch (thrown) {
		problem = thrown;
	}
	expect(problem).toMatchObject({
		message: expect.stringContaining(message),
		path: ['workingHours', 'week', '2']
	});
});

it('reads limits of stages, and agrees none where a field is empty', () => {
	expect(
		sent('stageLimits', [
			['lead', ''],
			['mql', ' 2,5 '],
			['sal', '14']
		])
	).toEqual({ stageLimits: { mql: 2.5, sal: 14 } });
	expect(sent('stageLimits', [['mql', '']])).toEqual({ stageLimits: {} });
	expect(() => sent('stageLimits', [['mql', 'soon']])).toThrow(
		'mql "soon": must be a number such as 20 or 12.5.'
	);
});
