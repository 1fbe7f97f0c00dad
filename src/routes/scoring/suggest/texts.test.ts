import { describe, expect, it } from 'vitest';
import type { FoundPoints, Refusal, Suggestion } from '#lib/scoring/suggest.ts';
import { answerText, refusalText } from './suggest-section.ts';

const found = (more: Partial<FoundPoints>): FoundPoints => ({
	model: {} as FoundPoints['model'],
	verdict: 'better',
	comparison: {
		...{ aucA: 0.8652, aucB: 0.8457, difference: 0.0195, se: 0.003, interval: [0.0136, 0.0254] },
		...{ varA: 0, varB: 0, cov: 0 }
	},
	...{ passed: 600, caughtBefore: 490, caughtAfter: 580, c: 0.3, scale: 'same', thresholds: [], raised: [] },
	...more
});

const answer = (suggestion: Partial<Suggestion>) =>
	answerText({
		scored: 'Small@2',
		suggestion: {
			refusal: null,
			training: { leads: 6468, clients: 2481 },
			test: { leads: 2772, clients: 1000 },
			...{ rules: [], found: null },
			...suggestion
		}
	});

describe('the answer', () => {
	it('says what sales would catch, and how often clients come first', () => {
		expect(answer({ found: found({}) })).toEqual([
			'With these points sales would catch 58% instead of 49% of the clients at the same number of leads, 600 leads: tested on the newest 2,772 leads.',
			'Of 100 pairs of a client and another lead, the client has more points in 86.5 instead of 84.6 (likely range of the difference +1.4 to +2.5).'
		]);
	});

	it('speaks of the order where the threshold catches about the same', () => {
		const [first, , last] = answer({ found: found({ caughtAfter: 491 }) });
		expect(first).toMatch(
			/^These points put clients above other leads more often than those of Small, version 2/
		);
		expect(last).toMatch(
			/little changes: the 600 leads with the most points hold 49.1% of the clients instead of 49%/
		);
		expect(answer({ found: found({ passed: 0, caughtBefore: 0, caughtAfter: 0 }) })).toHaveLength(2);
	});

	it('offers nothing that could be chance, or is worse', () => {
		expect(answer({ found: found({ verdict: 'chance' }) })[0]).toMatch(/beyond what could be chance/);
		expect(answer({ found: found({ verdict: 'worse' }) })[0]).toMatch(
			/the points of Small, version 2 do better/
		);
	});

	it('is the refusal with its numbers', () => {
		const refusal: Refusal = {
			...{ reason: 'fewPerWeight', weights: 12, clients: 62, others: 1300, needed: 120 }
		};
		expect(answer({ refusal })).toEqual([
			'Too few to judge: 12 rules need 120 clients and as many others among the older leads, 10 for each rule; there are 62 clients and 1,300 others. Lock rules, or wait for more clients.'
		]);
	});
});

it('has words for every refusal', () => {
	const numbers = { locked: 1, rare: 2, same: 3, clients: 4, others: 5, needed: 20, points: 1200, rules: 7 };
	const reasons = [
		...['noRules', 'nothingFree', 'fewToTest', 'lockedSame'],
		...['lockedDecide', 'lockedAgainst', 'lockedWeak', 'allHeld']
	] as Refusal['reason'][];
	const said = reasons.map((reason) => refusalText({ reason, ...numbers } as unknown as Refusal));
	expect(new Set(said).size).toBe(reasons.length);
	for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/);
	expect(said[6]).toContain('1,200 points');
});
