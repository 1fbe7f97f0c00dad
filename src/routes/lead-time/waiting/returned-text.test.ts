import { describe, expect, it } from 'vitest';
import { returnedFigures, type Known, type ReturnedCounts } from '#lib/leadtime/returned.ts';
import { returnedSentence } from './returned-text.ts';

const counts: ReturnedCounts = {
	leads: 412,
	clients: 38,
	first: { visits: 1000, passed: 460, waiting: 5 },
	last: { visits: 990, passed: 515, waiting: 15 },
	all: { visits: 1390, passed: 640, waiting: 15 }
};
const say = (more: Partial<ReturnedCounts> = {}, known: Known = { yield: true, passes: true }) =>
	returnedSentence({ ...returnedFigures({ ...counts, ...more }, known), groups: [] });

describe('the sentence on returned leads', () => {
	it('says the share that became clients, and how often sales passed leads on', () => {
		expect(say()).toBe(
			'Of 412 leads sent back to marketing 38 became clients after all (9.2%, likely 6.8–12.4%); sales passed on 46% at the first attempt, 52% in the end.'
		);
	});

	it('leaves out what is not known', () => {
		expect(say({}, { yield: true, passes: false })).toBe(
			'Of 412 leads sent back to marketing 38 became clients after all (9.2%, likely 6.8–12.4%).'
		);
		expect(say({}, { yield: false, passes: false })).toBe(
			'Of 412 leads sent back to marketing 38 became clients after all.'
		);
	});

	it('has no share of one lead', () => {
		const known = { yield: true, passes: false };
		expect(say({ leads: 1, clients: 0 }, known)).toBe(
			'The one lead sent back to marketing is no client so far.'
		);
		expect(say({ leads: 1, clients: 1 }, known)).toBe(
			'The one lead sent back to marketing became a client after all.'
		);
		expect(say({ leads: 2, clients: 1 }, known)).toBe(
			'Of 2 leads sent back to marketing 1 became a client after all (50%, likely 9.5–90.5%).'
		);
	});

	it('has no passes where every attempt is under way', () => {
		const under = { visits: 0, passed: 0, waiting: 3 };
		expect(say({ first: under, last: under, all: under })).not.toContain('sales passed on');
	});
});
