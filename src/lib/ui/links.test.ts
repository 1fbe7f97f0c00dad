import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { changedHref, leadHref, leadsHref, monthHref, pageHref, timeGroupRange } from './links.ts';

const filters = filtersSchema.parse({
	from: '2026-01-10',
	to: '2026-04-01',
	values: { channel: ['Ads', 'Mail'] },
	by: ['channel', 'month'],
	compare: 'year'
});

it('keeps the filters in the address', () => {
	expect(pageHref('/funnel', filtersSchema.parse({}))).toBe('/funnel');
	expect(pageHref('/leads', filters)).toBe(
		'/leads?from=2026-01-10&to=2026-04-01&channel=Ads&channel=Mail&by=channel&by=month&compare=year'
	);
	expect(leadHref('a/b', null)).toBe('/leads/a%2Fb');
});

it('changes some parameters and leaves the place in a list', () => {
	const url = new URL('http://x/leads?q=anna&after=K&back=J&channel=Ads&mode=period');
	expect(changedHref(url, { mode: null, channel: ['A', 'B'] })).toBe('/leads?q=anna&channel=A&channel=B');
	expect(changedHref(new URL('http://x/funnel?by=channel'), { by: null })).toBe('/funnel');
});

describe('leadsHref', () => {
	it('selects the leads of a figure', () => {
		expect(leadsHref({ filters, select: { deepest: 'sal', ended: 'refused', reason: '' } })).toBe(
			'/leads?from=2026-01-10&to=2026-04-01&channel=Ads&channel=Mail&deepest=sal&ended=refused&reason='
		);
	});

	it('narrows to the row of a breakdown', () => {
		expect(leadsHref({ filters, select: { reached: 'client' }, key: ['Ads', '2026-01'] })).toBe(
			'/leads?from=2026-01-10&to=2026-02-01&channel=Ads&reached=client'
		);
		expect(leadsHref({ filters: { ...filters, by: ['channel'], values: {} }, key: '!Ads' })).toBe(
			'/leads?from=2026-01-10&to=2026-04-01&channel=%5C%21Ads'
		);
		expect(leadsHref({ filters, key: [null, '2026-03'] })).toBe(
			'/leads?from=2026-03-01&to=2026-04-01&channel='
		);
	});

	it('takes another range', () => {
		const range = { from: '2025-01-10', to: '2025-04-01' };
		expect(leadsHref({ filters: { ...filters, values: {} }, range })).toBe(
			'/leads?from=2025-01-10&to=2025-04-01'
		);
	});

	it('has no list for arrivals in a month when the range is about events', () => {
		expect(leadsHref({ filters: { ...filters, mode: 'period' }, key: ['Ads', '2026-01'] })).toBeNull();
	});
});

it('opens a month within the range, of arrival or of the event', () => {
	expect(monthHref('2026-01-01', 'sal', filters)).toBe(
		'/leads?from=2026-01-10&to=2026-02-01&channel=Ads&channel=Mail&reached=sal'
	);
	expect(monthHref('2026-03-01', 'sal', { ...filters, values: {}, mode: 'period' })).toBe(
		'/leads?from=2026-03-01&to=2026-04-01&mode=period&reached=sal'
	);
});

it('knows the days of a time group', () => {
	expect(timeGroupRange('day', '2026-12-31')).toEqual({ from: '2026-12-31', to: '2027-01-01' });
	expect(timeGroupRange('week', '2026-12-28')).toEqual({ from: '2026-12-28', to: '2027-01-04' });
	expect(timeGroupRange('month', '2026-02')).toEqual({ from: '2026-02-01', to: '2026-03-01' });
	expect(timeGroupRange('month', '2026-12-01')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
});
