import { describe, expect, it } from 'vitest';
import { changeSentence, type ChangePart } from './change-sentence.ts';
import { whatChanged } from './what-changed.ts';

type Row = [leads: number, clients: number, open?: number];
const sentence = (before: Record<string, Row>, after: Record<string, Row>) => {
	const rows = (counts: Record<string, Row>) =>
		Object.entries(counts).map(([key, [leads, clients, open]]) => ({ key, leads, clients, open }));
	return changeSentence(whatChanged(rows(before), rows(after)));
};
const ofKind = <K extends ChangePart['kind']>(parts: ChangePart[], kind: K) =>
	parts.filter((part): part is Extract<ChangePart, { kind: K }> => part.kind === kind);

describe('changeSentence', () => {
	it('says what weaker leads and what worse conversion did', () => {
		const parts = sentence(
			{ Facebook: [1000, 60], Organic: [1000, 60], Mail: [1000, 10] },
			{ Facebook: [1000, 36], Organic: [500, 30], Mail: [1500, 15] }
		);
		// 4.333 % became 2.7 %: half of the difference between 6 % and 1 % in a sixth more of the leads, and Facebook.
		expect(parts).toEqual([
			{ kind: 'clients', before: 130, after: 81, byLeads: 0, byConversion: -49 },
			{ kind: 'conversion', before: 130 / 3000, after: 81 / 3000, tenths: -16, sure: 'clear' },
			{ kind: 'mix', tenths: -8 },
			{ kind: 'rate', key: 'Facebook', tenths: -8, sure: 'clear' }
		]);
	});

	it('adds up to a tenth of a point, with at most three rows by name', () => {
		const before: Record<string, Row> = {};
		const after: Record<string, Row> = {};
		for (let i = 0; i < 9; i++) {
			before[`c${i}`] = [1000 + 37 * i, 50 + 3 * i];
			after[`c${i}`] = [1300 - 71 * i, 40 + 4 * i + ((i * 7) % 5) * 6];
		}
		const parts = sentence(before, after);
		const [conversion] = ofKind(parts, 'conversion');
		const listed = [...ofKind(parts, 'mix'), ...ofKind(parts, 'rate'), ...ofKind(parts, 'others')];
		expect(ofKind(parts, 'rate').length).toBe(3);
		expect(ofKind(parts, 'others').length).toBe(1);
		expect(listed.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(conversion!.tenths);
		expect(listed.every(({ tenths }) => Number.isInteger(tenths) && tenths !== 0)).toBe(true);
	});

	it('parts the clients into those of more leads and those of their conversion, exactly', () => {
		const [clients] = ofKind(sentence({ a: [1000, 50] }, { a: [1400, 63] }), 'clients');
		// 400 × 4.75 % = 19; 1,200 × −0.5 points = −6
		expect(clients).toEqual({ kind: 'clients', before: 50, after: 63, byLeads: 19, byConversion: -6 });
	});

	it('leaves out what is not a tenth of a point', () => {
		expect(sentence({ a: [10_000, 50] }, { a: [10_000, 52] })).toEqual([
			{ kind: 'clients', before: 50, after: 52, byLeads: 0, byConversion: 2 },
			{ kind: 'conversion', before: 0.005, after: 0.0052, tenths: 0, sure: 'chance' }
		]);
	});

	it('keeps mix and rate that cancel each other out', () => {
		const parts = sentence({ a: [500, 50], b: [500, 10] }, { a: [250, 30], b: [750, 30] });
		expect(ofKind(parts, 'conversion')[0]).toMatchObject({ tenths: 0 });
		expect(ofKind(parts, 'mix')[0]!.tenths).toBeLessThan(0);
		expect(ofKind(parts, 'rate').every(({ tenths }) => tenths > 0)).toBe(true);
	});

	it('knows what could be chance and what is too early to tell', () => {
		expect(ofKind(sentence({ a: [200, 20] }, { a: [200, 16] }), 'rate')[0]).toMatchObject({ sure: 'chance' });
		expect(ofKind(sentence({ a: [1000, 90] }, { a: [1000, 40, 300] }), 'rate')[0]).toMatchObject({
			tenths: -50,
			sure: 'young'
		});
	});

	it('is short where nobody came in one of the periods', () => {
		expect(sentence({}, { a: [10, 1] })).toEqual([{ kind: 'noLeads', when: 'before' }]);
		expect(sentence({ a: [10, 1] }, { a: [0, 0] })).toEqual([{ kind: 'noLeads', when: 'after' }]);
	});
});
