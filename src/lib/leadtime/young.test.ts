import { expect, it } from 'vitest';
import { isYoung } from './young.ts';

it('is young below 95 %', () => {
	const of = (complete: number) => ({
		...{ complete, days: 9, finalShare: 0.1 },
		expectedClients: 1,
		expectedRange: [1, 1] as [number, number]
	});
	expect([isYoung(null), isYoung(of(0.9499)), isYoung(of(0.95))]).toEqual([false, true, false]);
});
