import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupPart } from '#lib/scoring/lead-score.ts';
import { shownGroups } from './score-rows.ts';

const rule = (value: number, amount = 1) => ({
	...{ rule: 'r', label: 'Rule', points: 5, hits: 1, max: 1 },
	...{ amount, value }
});
const group = (cap: number, values: number[]): GroupPart => {
	const sum = values.reduce((all, one) => all + one, 0);
	const counts = Math.max(-cap, Math.min(cap, sum));
	return {
		...{ group: 'g', label: 'Group', kind: 'engagement', cap, sum, counts },
		rules: values.map((one) => rule(one))
	};
};

test('what a cap keeps is a row of its own, and decay is said', () => {
	const [shown] = shownGroups({ groups: [group(30, [20, 15])], score: 30 });
	expect([shown!.held, shown!.counts, shown!.rules[0]!.amount]).toEqual([-5, 30, null]);
	const decayed = { ...group(30, [2.5]), rules: [rule(2.5, 0.5)] };
	expect(shownGroups({ groups: [decayed], score: 2.5 })[0]!.rules[0]!.amount).toBe(0.5);
});

test('what is shown adds up to the shown score', () => {
	const values = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { maxLength: 6 });
	const groups = fc.array(fc.tuple(fc.constantFrom(0, 7.5, 40, 200), values), { maxLength: 3 });
	fc.assert(
		fc.property(groups, (told) => {
			const all = told.map(([cap, own]) => group(cap, own));
			const score = all.reduce((sum, { counts }) => sum + counts, 0);
			const shown = shownGroups({ groups: all, score });
			const tenths = (n: number) => Math.round(n * 10);
			for (const { rules, held, counts } of shown)
				expect(rules.reduce((sum, { value }) => sum + tenths(value), tenths(held))).toBe(tenths(counts));
			expect(shown.reduce((sum, { counts }) => sum + tenths(counts), 0) + 0).toBe(Math.round(score * 10) + 0);
		})
	);
});
