import { describe, expect, it } from 'vitest';
import { incidenceOf, type Exit, type ExitCell } from './exits.ts';
import { leadTimeSentence } from './sentence.ts';

const many = (leads: number, day: number, exit: Exit): ExitCell => ({ leads, day, exit });

describe('the opening sentences', () => {
	it('say what has become of 100 leads after 30 days and a year, and when half have', () => {
		const whole = incidenceOf([
			many(34, 10, 'client'),
			many(18, 100, 'client'),
			many(600, 4, 'lost'),
			many(348, 400, 'open')
		]);
		expect(leadTimeSentence(whole)).toEqual([
			{
				kind: 'shares',
				base: 100,
				digits: 1,
				days: [
					{ day: 30, count: 3.4 },
					{ day: 365, count: 5.2 }
				]
			},
			{ kind: 'half', day: 10 },
			{ kind: 'lossHalf', day: 4 }
		]);
	});

	it('keep to whole numbers where rounding changes little', () => {
		const whole = incidenceOf([many(200, 10, 'client'), many(103, 100, 'client'), many(697, 400, 'open')]);
		expect(leadTimeSentence(whole)[0]).toMatchObject({
			digits: 0,
			days: [{ count: 20 }, { count: 30 }]
		});
	});

	it('count 1,000 leads where clients are rare', () => {
		const whole = incidenceOf([many(12, 10, 'client'), many(3988, 400, 'open')]);
		expect(leadTimeSentence(whole)[0]).toEqual({
			kind: 'shares',
			base: 1000,
			digits: 0,
			days: [{ day: 365, count: 3 }]
		});
	});

	it('go no further than enough leads are followed, or the window', () => {
		const whole = incidenceOf([many(50, 3, 'client'), many(20, 40, 'client'), many(930, 200, 'open')]);
		expect(leadTimeSentence(whole)[0]).toMatchObject({ days: [{ day: 30 }, { day: 200 }] });
		expect(leadTimeSentence(whole, 90)[0]).toMatchObject({ days: [{ day: 30 }, { day: 90 }] });
	});

	it('read up to a year what is followed for nearly as long', () => {
		const whole = incidenceOf([many(60, 3, 'client'), many(900, 340, 'open'), many(40, 400, 'open')]);
		expect(leadTimeSentence(whole)[0]).toMatchObject({ days: [{ day: 365 }] });
	});

	it('say first that more than a fifth of the clients have no date', () => {
		const dated = [many(30, 10, 'client'), many(900, 400, 'open')];
		const [first] = leadTimeSentence(incidenceOf([...dated, many(20, 0, 'undatedClient')]));
		expect(first).toEqual({ kind: 'undated', leftOut: 20, clients: 50, dated: 30 });
		expect(leadTimeSentence(incidenceOf([...dated, many(7, 0, 'undatedClient')]))[0]).toMatchObject({
			kind: 'shares'
		});
	});

	it('say that no client has a date', () => {
		const whole = incidenceOf([many(90, 400, 'open'), many(10, 0, 'undatedClient')]);
		expect(leadTimeSentence(whole)).toEqual([{ kind: 'noDates', clients: 10, leads: 100 }]);
	});

	it('say that nobody is a client', () => {
		const whole = incidenceOf([many(12, 7, 'lost'), many(3, 40, 'open')]);
		expect(leadTimeSentence(whole)).toEqual([
			{ kind: 'none', leads: 15, lost: 12, open: 3 },
			{ kind: 'lossHalf', day: 7 }
		]);
	});

	it('say that clients are too few to say when', () => {
		const whole = incidenceOf([many(9, 7, 'client'), many(200, 400, 'open')]);
		expect(leadTimeSentence(whole)).toEqual([{ kind: 'few', clients: 9, leads: 209 }]);
	});

	it('give plain counts where few leads are followed at all', () => {
		const whole = incidenceOf([many(12, 7, 'client'), many(20, 20, 'open')]);
		expect(leadTimeSentence(whole)).toEqual([
			{ kind: 'counts', clients: 12, leads: 32 },
			{ kind: 'half', day: 7 }
		]);
	});

	it('say that everybody became a client', () => {
		const whole = incidenceOf([many(10, 2, 'client'), many(10, 50, 'client')]);
		expect(leadTimeSentence(whole)).toEqual([
			{
				kind: 'shares',
				base: 100,
				digits: 0,
				days: [
					{ day: 30, count: 50 },
					{ day: 365, count: 100 }
				]
			},
			{ kind: 'half', day: 2 }
		]);
	});

	it('say that all clients came on the day they arrived', () => {
		const whole = incidenceOf([many(10, 0, 'client'), many(90, 0, 'lost')]);
		expect(leadTimeSentence(whole)).toEqual([
			{ kind: 'onArrival', base: 100, digits: 0, count: 10 },
			{ kind: 'lossHalf', day: 0 }
		]);
	});

	it('tell what became of the only lead', () => {
		expect(leadTimeSentence(incidenceOf([many(1, 3, 'client')]))).toEqual([
			{ kind: 'one', outcome: 'client', day: 3 }
		]);
		expect(leadTimeSentence(incidenceOf([many(1, 3, 'open')]))).toEqual([
			{ kind: 'one', outcome: 'open', day: null }
		]);
		expect(leadTimeSentence(incidenceOf([many(1, 0, 'undatedLost')]))).toEqual([
			{ kind: 'one', outcome: 'lost', day: null }
		]);
	});

	it('are none without leads', () => {
		expect(leadTimeSentence(incidenceOf([]))).toEqual([]);
	});
});
