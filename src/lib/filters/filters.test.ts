import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterParams } from './filter-params.ts';
import { filtersSchema, parseFilters } from './filters.ts';
import { filterDefaults, isFilterName, scalarFilters } from './names.ts';

const read = (search: string) => parseFilters(new URLSearchParams(search));

describe('names', () => {
	it('are those of the schema, defaults too', () => {
		const { values, by, ...defaults } = filtersSchema.parse({});
		expect(defaults).toEqual(filterDefaults);
		expect([values, by]).toEqual([{}, []]);
		expect([...scalarFilters, 'values'].sort()).toEqual(Object.keys(filtersSchema.shape).sort());
	});

	it('know attributes, and what is no filter', () => {
		expect(['from', 'channel', 'attr.City', 'by'].every(isFilterName)).toBe(true);
		expect(['values', 'attr.', 'attr.\0', 'sort', 'after', 'q'].some(isFilterName)).toBe(false);
	});
});

describe('an address', () => {
	it('says the same view in one way, without defaults', () => {
		const { filters } = read(
			'compare=year&mode=cohort&channel=B&attr.City=Bonn&channel=!A&manager=&by=month&by=channel&to=2026-02-01&from=2026-01-01&window=30'
		);
		expect(filterParams(filters!).toString()).toBe(
			'from=2026-01-01&to=2026-02-01&window=30&attr.City=Bonn&channel=B&channel=%21A&manager=&by=month&by=channel&compare=year'
		);
		expect(filterParams(filtersSchema.parse({})).toString()).toBe('');
	});

	it('is read back as it was written', () => {
		const { filters } = read('asOf=2026-03-01&mode=period&channel=&goal=sql&by=week');
		expect(parseFilters(filterParams(filters!)).filters).toEqual(filters);
	});

	it('asks about the SQL leads that presales had first, unless it says otherwise', () => {
		const asked = (search: string) => {
			const { credit, base, goal } = read(search).filters!;
			return `${credit} ${base} ${goal}`;
		};
		expect(asked('role=presales')).toBe('first all sql');
		expect(asked('role=presales&role=presales')).toBe('first all sql');
		expect(asked('role=presales&goal=client&base=accepted&credit=last')).toBe('last accepted client');
		for (const other of ['', 'role=closer', 'role=presales&role=closer', 'role=%21presales', 'role='])
			expect(asked(other), other).toBe('last accepted client');
		const address = 'role=presales&credit=last&base=accepted&goal=client';
		expect(filterParams(read(address).filters!).toString()).toBe(address);
		expect(filterParams(read('role=presales&goal=sql').filters!).toString()).toBe('role=presales');
	});

	it('is read back as it was written, whatever it says', () => {
		const words = (...all: string[]) => fc.option(fc.constantFrom(...all), { nil: undefined });
		const chosen = fc.record({
			...{ from: words('2026-01-01'), to: words('2026-02-01'), asOf: words('2026-03-01') },
			mode: words('cohort', 'period'),
			window: fc.option(fc.integer({ min: 1, max: 3650 }), { nil: undefined }),
			by: fc.uniqueArray(fc.constantFrom('team', 'role', 'channel', 'month', 'attr.City'), { maxLength: 2 }),
			compare: words('none', 'previous', 'year'),
			credit: words('last', 'first'),
			base: words('accepted', 'all'),
			goal: words('client', 'sql'),
			within: words('role', 'team', 'all'),
			attribution: words('first', 'markov')
		});
		const value = fc.constantFrom('presales', '!presales', 'closer', '', 'a b', '\\!x', 'ü&=,');
		const values = fc.dictionary(
			fc.constantFrom('role', 'team', 'manager', 'firstManager', 'channel', 'attr.City'),
			fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
		);
		fc.assert(
			fc.property(chosen, values, (scalars, values) => {
				const filters = filtersSchema.parse({ ...scalars, values });
				const written = filterParams(filters);
				const { filters: again } = parseFilters(written);
				expect(again).toEqual(filters);
				expect(filterParams(again!).toString()).toBe(written.toString());
			}),
			{ numRuns: 400 }
		);
	});

	it('says what a filter must be', () => {
		const message = (search: string) => read(search).problem!.message;
		expect(message('mode=both')).toBe('mode "both": must be cohort or period');
		expect(message('window=abc')).toBe('window "abc": must be a whole number of days, 1 to 3650');
		expect(message('attribution=x')).toBe(
			'attribution "x": must be first, last, linear, position, time-decay or markov'
		);
		expect(message('to=9999-12-31')).toBe('to "9999-12-31": must be a date from 1900 to 2999');
		expect(message('channel=a&channel=%00')).toBe('channel "a,\0": must not have a NUL character');
		expect(message('by=attr.%00')).toContain('must be one of');
		expect(message('asOf=1.2.26')).toBe('asOf "1.2.26": must be a date like 2026-03-31');
	});

	it('names the filter that it cannot read', () => {
		expect(read('from=2026-02-30').problem).toMatchObject({ field: 'from' });
		expect(read('mode=both').problem).toMatchObject({ field: 'mode' });
		expect(read('from=2026-02-01&to=2026-02-01').problem).toMatchObject({ field: 'to' });
		expect(read('by=colour').problem).toMatchObject({ field: 'by' });
		expect(read('window=0').problem).toMatchObject({ field: 'window' });
	});
});
