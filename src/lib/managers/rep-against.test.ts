import { describe, expect, it } from 'vitest';
import { compared, countKinds, kindStrata, type CountedKind } from './rep-against.ts';
import { repReasons, repReturned } from './rep-reasons.ts';
import { openByMonth, repStages, repSteps, type StandingCell } from './rep-steps.ts';

const kind = { channel: 'Ads', temperature: null, month: '2026-01-01' };
const cell = (own: boolean, leads: number, more: Partial<StandingCell> = {}): StandingCell => ({
	...{ ...kind, own, leads, reached: 4, outcome: 0, reason: null },
	...more
});

describe('the steps', () => {
	it('tell what is not chance', () => {
		const cells = [
			...[cell(true, 90), cell(true, 10, { reached: 5 })],
			...[cell(false, 500), cell(false, 500, { reached: 5 })]
		];
		const [step] = repSteps(cells, ['sal', 'sql'], true);
		expect(step).toMatchObject({ leads: 100, made: 10, others: 50, othersRate: 0.5, clear: true });
		expect(step!.difference).toBeCloseTo(-0.4, 12);
	});

	it('compare nothing where leads are chosen by how they ended', () => {
		const [step] = repSteps(
			[cell(true, 9), cell(true, 1, { reached: 6 }), cell(false, 10)],
			['sal', 'client'],
			false
		);
		expect(step).toMatchObject({
			leads: 10,
			made: 1,
			rate: 0.1,
			others: null,
			difference: null,
			clear: null
		});
	});

	it('of somebody without others', () => {
		const [step] = repSteps([cell(true, 20), cell(true, 20, { reached: 6 })], ['sal', 'client'], true);
		expect(step).toMatchObject({
			leads: 40,
			made: 20,
			comparable: 0,
			others: null,
			othersRate: null,
			clear: null
		});
	});

	it('of somebody whose leads are all clients, and of one lead', () => {
		const all = repSteps([cell(true, 30, { reached: 6 }), cell(false, 70)], ['sal', 'client'], true);
		expect(all[0]).toMatchObject({ made: 30, rate: 1, others: 0, clear: true });
		const one = repSteps([cell(true, 1, { reached: 6 }), cell(false, 70)], ['sal', 'client'], true);
		expect(one[0]).toMatchObject({ leads: 1, made: 1, others: 0, clear: null });
	});

	it('begin with what is counted and leave out what is not recorded', () => {
		expect(repStages('accepted', new Set(['lead', 'sal', 'client']))).toEqual(['sal', 'client']);
		expect(repStages('accepted', new Set(['lead', 'sal', 'sql', 'client']))).toEqual([
			'sal',
			'sql',
			'client'
		]);
		expect(repStages('all', new Set(['lead', 'sql', 'client']))).toEqual(['lead', 'sql', 'client']);
	});

	it('know the open leads of each month', () => {
		const cells = [
			cell(true, 3),
			cell(true, 2, { outcome: 2 }),
			cell(false, 9),
			cell(true, 1, { channel: null })
		];
		expect([...openByMonth(cells)]).toEqual([['2026-01-01', 4]]);
	});
});

describe('kinds of leads', () => {
	it('are compared with their like only', () => {
		const may: CountedKind = { ...kind, month: '2026-05-01', own: true, leads: 5 };
		const cells = [cell(true, 10), cell(false, 20), may];
		const strata = kindStrata(countKinds(cells), countKinds([cell(true, 1), cell(false, 4)]));
		expect(strata).toEqual([
			{ leads: 10, events: 1, allLeads: 30, allEvents: 5 },
			{ leads: 5, events: 0, allLeads: 5, allEvents: 0 }
		]);
		// 10 × 4 / 20; the five leads of May are compared with nobody.
		expect(compared([strata])[0]).toMatchObject({
			leads: 15,
			made: 1,
			comparable: 10,
			others: 2,
			othersRate: 0.2
		});
	});
});

describe('reasons', () => {
	const refused = (own: boolean, leads: number, reason: string | null) =>
		cell(own, leads, { outcome: 2, reason });

	it('that are not chance come first, those that nobody has are left out', () => {
		const cells = [
			...[refused(true, 40, 'Price'), refused(true, 2, null), cell(true, 58)],
			...[refused(false, 100, 'Price'), refused(false, 30, null), cell(false, 870)],
			cell(false, 5, { outcome: 2, reason: 'Only in May', month: '2026-05-01' })
		];
		const returns = [
			{ ...kind, own: true, leads: 45, reason: 'Later' },
			{ ...kind, own: false, leads: 450, reason: 'Later' }
		];
		expect(
			repReasons(cells, returns, true).map(({ how, reason, made, others, clear }) => [
				how,
				reason,
				made,
				others,
				clear
			])
		).toEqual([
			['refused', 'Price', 40, 10, true],
			['returned', 'Later', 45, 45, false],
			['refused', null, 2, 3, null]
		]);
		expect(repReturned(cells, returns, true)).toMatchObject({
			leads: 100,
			made: 45,
			others: 45,
			clear: false
		});
	});

	it('are only counted where nobody is judged', () => {
		expect(repReasons([refused(true, 3, 'Price'), refused(false, 9, 'Price')], [], false)).toMatchObject([
			{ leads: 3, made: 3, rate: 1, others: null, clear: null }
		]);
	});
});
