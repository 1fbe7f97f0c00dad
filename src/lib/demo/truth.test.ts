import { describe, expect, it } from 'vitest';
import { readDemo, recordOf } from '../../../tests/support/demo-leads.ts';
import { createDemo } from './generate-demo.ts';

const demo = createDemo({
	leads: 3000,
	seed: 4,
	until: new Date('2026-11-20T16:30:00Z'),
	timezone: 'Europe/Berlin',
	currency: 'EUR'
});
const { events, leads } = readDemo(demo);
const truth = demo.truth();

describe('what a reader of the demo company finds', () => {
	it('is every person once, whatever their ids', () => {
		expect(leads.length).toBe(3000);
		expect(new Set(events.map(recordOf)).size).toBe(truth.people.records);
		expect(truth.people.joined).toBe(truth.people.records - 3000);
	});

	it('is the funnel of the truth', () => {
		const reached = (stage: number) => leads.filter(({ deepest }) => deepest >= stage).length;
		expect({
			lead: leads.length,
			mql: reached(3),
			sal: reached(4),
			sql: reached(5),
			client: reached(6)
		}).toEqual(truth.observed.reached);
	});

	it('is the outcomes and the revenue of the truth', () => {
		const outcomes = { open: 0, client: 0, refused: 0, unfit: 0, junk: 0 };
		for (const { outcome } of leads) outcomes[outcome]++;
		expect(outcomes).toEqual(truth.observed.outcomes);
		expect(leads.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(truth.observed.revenue * 100);
	});

	it('is the leads and clients of every channel', () => {
		for (const { channel, leads: expected, clients } of truth.channels) {
			const own = leads.filter((lead) => lead.channel === channel);
			expect([channel, own.length, own.filter(({ outcome }) => outcome === 'client').length]).toEqual([
				channel,
				expected,
				clients
			]);
		}
	});

	it('is the calls that nobody answered, called back or not', () => {
		const calls = {
			calls: leads.reduce((sum, { missedCalls }) => sum + missedCalls, 0),
			leads: leads.filter(({ missedCalls }) => missedCalls > 0).length,
			open: leads.filter(({ missedCallAt }) => missedCallAt !== null).length
		};
		expect(calls).toEqual(truth.observed.missedCalls);
		expect(calls.open).toBeGreaterThan(20);
		expect(calls.leads - calls.open).toBeGreaterThan(20);
	});

	it('has stages that follow from later ones, stages out of order, and returns that became clients', () => {
		const bits = (mask: number) => mask.toString(2).replaceAll('0', '').length;
		expect(leads.reduce((sum, { outOfOrder }) => sum + bits(outOfOrder & ~1), 0)).toBeGreaterThanOrEqual(
			truth.observed.outOfOrder
		);
		expect(truth.observed.skippedStages).toBeGreaterThan(30);
		expect(
			leads.filter(({ returns, outcome }) => returns > 0 && outcome === 'client').length
		).toBeGreaterThan(2);
	});
});
