import { expect, test } from 'vitest';
import { startMapping } from './start-mapping.ts';

test('columns whose names say what they are', () => {
	const header = ['Id', 'Full Name', 'E-mail', 'Телефон', 'Created Time', 'Source', 'Owner', 'Notes'];
	expect(startMapping('leads', 'events', header)).toEqual({
		name: 'leads',
		kind: 'events',
		source: 'crm',
		row: 'Id',
		lead: { id: 'Id', name: 'Full Name', email: 'E-mail', phone: 'Телефон' },
		events: [{ type: 'created', at: 'Created Time', channel: 'Source', manager: 'Owner' }]
	});
});

test('what no column looks like is left open', () => {
	expect(startMapping('spend', 'costs', ['Day', 'Spend'])).toEqual({
		name: 'spend',
		kind: 'costs',
		source: 'ads',
		date: 'Day',
		channel: '',
		amount: 'Spend'
	});
	const until = startMapping('ads', 'costs', ['End date', 'Start date', 'Channel', 'Cost', 'Currency']);
	expect(until).toMatchObject({ date: 'Start date', currency: 'Currency', spread: { until: 'End date' } });
	expect(startMapping('ads', 'costs', ['Month', 'Cost'])).toMatchObject({ date: 'Month', spread: 'month' });
	expect(startMapping('x', 'events', ['a']).events).toEqual([{ type: 'created', at: '' }]);
});
