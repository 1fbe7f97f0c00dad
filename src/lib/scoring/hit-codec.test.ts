import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHits, encodeHits, HitsFault, type HitsHead } from './hit-codec.ts';
import type { StructureHits } from './structure.ts';

const head: HitsHead = { key: 'k', dataVersion: 7, asOf: 1_700_000_000_000 };

interface Lead {
	created: number;
	decided: number | null;
	outcome: number;
	ended: number | null;
	accepted: boolean;
	channel: number;
	knockOuts: [what: number, after: number][];
	hits: [what: number, after: number][];
}

const channels = ['Google', null, 'Fête'];

function tableOf(leads: Lead[], unit: number): StructureHits {
	const table = (of: 'hits' | 'knockOuts') => {
		const all = leads.flatMap((lead) => lead[of]);
		const start = Uint32Array.of(0, ...leads.map((lead) => lead[of].length));
		for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
		return {
			start,
			what: Uint16Array.from(all, ([what]) => what),
			after: Float64Array.from(all, ([, after]) => after * unit)
		};
	};
	return {
		structure: {
			rules: [{ activity: 'a' }, { attribute: 'City', op: 'eq', value: 'Köln' }, { event: 'client' }],
			disqualify: [{ attribute: 'Job', op: 'exists' }]
		},
		facts: {
			createdAt: Float64Array.from(leads, ({ created }) => created * unit),
			decidedAfter: Float64Array.from(leads, ({ decided }) => (decided === null ? Infinity : decided * unit)),
			outcome: Uint8Array.from(leads, ({ outcome }) => outcome),
			outcomeAfter: Float64Array.from(leads, ({ ended }) => (ended === null ? NaN : ended * unit)),
			accepted: Uint8Array.from(leads, ({ accepted }) => Number(accepted)),
			channel: Uint16Array.from(leads, ({ channel }) => channel),
			channels
		},
		hits: table('hits'),
		knockOuts: table('knockOuts')
	};
}

const time = fc.integer({ min: -4e12, max: 4e12 }).map((ms) => ms || 0);
const lead = fc.record<Lead>({
	created: time,
	decided: fc.option(time),
	outcome: fc.integer({ min: 0, max: 4 }),
	ended: fc.option(time),
	accepted: fc.boolean(),
	channel: fc.integer({ min: 0, max: 2 }),
	knockOuts: fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), time), { maxLength: 3 }),
	hits: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), time), { maxLength: 5 })
});

it('reads back what it wrote, to the ms', () => {
	fc.assert(
		fc.property(fc.array(lead, { maxLength: 12 }), fc.constantFrom(1, 1000), (leads, unit) => {
			const table = tableOf(leads, unit);
			expect(decodeHits(encodeHits(table, head))).toEqual({ head, ...table });
		}),
		{ numRuns: 300 }
	);
});

const two: Lead[] = [
	{
		created: 1_700_000_000,
		decided: 60,
		outcome: 1,
		ended: 60,
		accepted: true,
		channel: 0,
		knockOuts: [],
		hits: [
			[0, 0],
			[2, 30]
		]
	},
	{
		created: 1_700_000_100,
		decided: null,
		outcome: 0,
		ended: null,
		accepted: false,
		channel: 2,
		knockOuts: [
			[0, 5],
			[1, 8]
		],
		hits: []
	}
];

it('keeps whole seconds as such', () => {
	const table = tableOf(two, 1000);
	const size = encodeHits(table, head).length;
	table.hits.after[1]! += 1;
	expect(encodeHits(table, head).length).toBeGreaterThan(size);
});

it('refuses times that it could not keep', () => {
	const table = tableOf(two, 1000);
	table.hits.after[1] = 0.5;
	expect(() => encodeHits(table, head)).toThrow('A time of a hit is 0.5 ms: only whole ms are kept.');
});

it('says what is wrong with bytes that it cannot read', () => {
	const bytes = encodeHits(tableOf(two, 1000), head);
	const why = (from: Uint8Array): string => {
		try {
			decodeHits(from);
		} catch (error) {
			if (error instanceof HitsFault) return error.message;
		}
		return 'read';
	};
	const other = bytes.slice();
	other[0] = 9;
	expect(why(other)).toBe(
		'The hits cannot be read: they have version 9, this page reads version 2: load it again.'
	);
	expect(why(bytes.subarray(0, bytes.length - 1))).toBe(
		`The hits cannot be read: it ends after ${bytes.length - 1} bytes, where 1 more should follow byte ${bytes.length - 1}.`
	);
	expect(why(Uint8Array.of(...bytes, 0))).toBe(
		'The hits cannot be read: 1 bytes follow where they should end.'
	);
	expect(why(new Uint8Array(0))).toContain('it ends after 0 bytes');
	expect(why(Uint8Array.of(2, 3, 1, 2, 3))).toContain('The hits cannot be read: Unexpected token');
	for (let length = 0; length < bytes.length; length++)
		expect(why(bytes.subarray(0, length))).not.toBe('read');
});
