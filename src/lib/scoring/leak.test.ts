import { describe, expect, it } from 'vitest';
import { findLeak, leakZ } from './leak.ts';

const never = { leads: 0, late: 0 };
const xEducation = { clients: 3561, others: 5679 };

describe('findLeak', () => {
	// X Education, 213 rules; R 4.2.2. The last five are what METHODS does not name: the formula, by hand, flags all but one.
	it.each([
		[
			'Tags = Will revert after reading the email',
			{ clientsHit: 2007, othersHit: 65 },
			[48.872963555083125, 30.614339714086082, 78.02116880402522],
			[0.4415034085211604, 0.4107553400816084, 0.47455319679368035],
			true
		],
		[
			'Tags = Closed by Horizzon',
			{ clientsHit: 356, othersHit: 2 },
			[227.39135317237506, 20.669247886339267, 2501.6308180104566],
			[0.9003120417558894, 0.8814697169651118, 0.9195571406825085],
			true
		],
		[
			'Lead Quality = High in Relevance',
			{ clientsHit: 603, othersHit: 34 },
			[27.89411582810504, 14.462875428678117, 53.79854799059522],
			[0.8356483932212162, 0.8118625545732766, 0.8601311061331539],
			true
		],
		[
			'Lead Origin = Lead Add Form',
			{ clientsHit: 664, othersHit: 54 },
			[19.44253563352204, 11.48383971998631, 32.91688155512022],
			[0.8213282033549104, 0.7964694525201446, 0.8469628251174434],
			false
		],
		[
			'Lead Source = Welingak Website',
			{ clientsHit: 140, othersHit: 2 },
			[89.61706906232453, 8.042205871550102, 998.6338568790529],
			[0.960978833526057, 0.9486814941766861, 0.973435577855921],
			false
		],
		[
			'What is your current occupation = Working Professional',
			{ clientsHit: 647, othersHit: 59 },
			[17.353106318327445, 10.46515509918377, 28.77456626693116],
			[0.8268819809731371, 0.8022035199044621, 0.852319633974541],
			false
		],
		[
			'Tags = Lost to EINS',
			{ clientsHit: 171, othersHit: 4 },
			[60.772350115415804, 10.009704382853235, 368.96979144332346],
			[0.9526075983579647, 0.9390669604378938, 0.9663434820730713],
			true
		],
		[
			'Tags = Ringing',
			{ clientsHit: 34, othersHit: 1169 },
			[0.04704064733461538, 0.024605376913570454, 0.08993247733747305],
			[1.2470870109615713, 1.2147165968832814, 1.2803200490546218],
			true
		],
		[
			'Tags = Already a student',
			{ clientsHit: 3, othersHit: 462 },
			[0.012067317176806227, 0.0015899464724418706, 0.09158807945401858],
			[1.0875742914816917, 1.071311201901306, 1.1040842636506571],
			true
		],
		[
			'Lead Quality = Worst',
			{ clientsHit: 12, othersHit: 589 },
			[0.03381276017371186, 0.011510855125663192, 0.09932387629620906],
			[1.1118882973927113, 1.0926221876182294, 1.1314941247658732],
			true
		],
		[
			'Tags = Interested in other courses',
			{ clientsHit: 13, othersHit: 500 },
			[0.04301145233205873, 0.015208999731135679, 0.12163752149496683],
			[1.0924747114794486, 1.0750532763036766, 1.1101784642019632],
			false
		]
	] as const)('%s', (_, hit, ratio, without, isLeak) => {
		const leak = findLeak({ ...xEducation, ...hit }, never, leakZ(213));
		expect(leakZ(213)).toBeCloseTo(3.780530536493979, 10);
		for (const [found, expected] of [
			[leak.ratio!, ratio],
			[leak.without!, without]
		] as const)
			for (const [i, end] of [found.value, found.lo, found.hi].entries())
				expect(end / expected[i]!).toBeCloseTo(1, 9);
		expect(leak.by).toBe(isLeak ? 'hit' : null);
	});

	it('is also what hardly any client has, and what hardly any client lacks', () => {
		const z = leakZ(10);
		expect(findLeak({ clientsHit: 1, clients: 1000, othersHit: 900, others: 1000 }, never, z).by).toBe('hit');
		expect(findLeak({ clientsHit: 999, clients: 1000, othersHit: 300, others: 1000 }, never, z).by).toBe(
			'noHit'
		);
		expect(
			findLeak({ clientsHit: 300, clients: 1000, othersHit: 300, others: 1000 }, never, z).by
		).toBeNull();
	});

	it('is what mostly happens only after the decision, among 20 leads or more', () => {
		const counts = { clientsHit: 5, clients: 100, othersHit: 5, others: 100 };
		const by = (late: number, leads: number) => findLeak(counts, { late, leads }, leakZ(1)).by;
		expect([by(15, 20), by(14, 20), by(19, 19), by(20, 20)]).toEqual(['time', null, null, 'time']);
	});

	it('has to be surer the more rules are looked at', () => {
		const counts = { clientsHit: 5, clients: 100, othersHit: 5, others: 100 };
		const by = (late: number, rules: number) => findLeak(counts, { late, leads: 100 }, leakZ(rules)).by;
		expect([by(62, 1), by(62, 20), by(62, 200)]).toEqual(['time', null, null]);
		expect([by(66, 1), by(66, 20), by(66, 200)]).toEqual(['time', 'time', null]);
		expect(by(70, 200)).toBe('time');
	});

	it('says nothing without clients or without others', () => {
		const leak = findLeak({ clientsHit: 0, clients: 0, othersHit: 5, others: 100 }, never, leakZ(1));
		expect(leak).toEqual({ ratio: null, without: null, late: null, by: null });
	});
});
