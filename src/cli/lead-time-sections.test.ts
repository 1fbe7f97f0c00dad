import { describe, expect, it } from 'vitest';
import type { Forecast } from '#lib/leadtime/report.ts';
import type { SentencePart } from '#lib/leadtime/sentence.ts';
import { forecastText } from './lead-time-sections.ts';
import { leadTimeSentenceText } from './lead-time-sentence.ts';

const window = {
	...{ from: '2026-05-01', open: 90, expected: 11.5, actual: 9 },
	range: [7, 17] as [number, number]
};
const forecast: Forecast = {
	...{ days: 30, name: '30', until: '2026-06-30', open: 120, expected: 12.25, range: [8, 17] },
	...{ money: 12_345.6, moneyRange: [8000, 17_000], windows: [window], backtest: window },
	...{ onTop: null, clients: 400, leftOutClients: 3 }
};

describe('the forecast on a terminal', () => {
	it('has its range, the money and what was foretold the last time', () => {
		const [head, , first, month] = forecastText(
			[forecast, { ...forecast, name: 'month', money: null, moneyRange: [null, null], backtest: null }],
			'EUR'
		).split('\n');
		expect(head).toMatch(/^clients to come .* EUR /);
		expect(first).toMatch(
			/^30 days +2026-06-30 +120 +12\.3 +8 – 17 +12,346 +8,000 – 17,000 +11\.5 +7 – 17 +9$/
		);
		expect(month).toMatch(/^this month .* 8 – 17 +– +– +– +– +–$/);
	});
});

describe('the opening sentence', () => {
	it.each<[SentencePart, string]>([
		[
			{
				kind: 'shares',
				base: 100,
				digits: 0,
				days: [
					{ day: 30, count: 3 },
					{ day: 365, count: 5 }
				]
			},
			'Of 100 leads 3 are clients after 30 days and 5 after a year.'
		],
		[
			{ kind: 'shares', base: 1000, digits: 1, days: [{ day: 1, count: 2.5 }] },
			'Of 1,000 leads 2.5 are clients after 1 day.'
		],
		[{ kind: 'half', day: 28 }, 'Half of the clients come within 28 days.'],
		[{ kind: 'lossHalf', day: 0 }, 'Half of the lost leads are lost on the day they arrive.'],
		[
			{ kind: 'undated', leftOut: 40, clients: 100, dated: 60 },
			'40.0 % of the clients (40 of 100) have no usable date: the times are those of the other 60.'
		],
		[{ kind: 'one', outcome: 'lost', day: 1 }, 'The only lead was lost after 1 day.'],
		[{ kind: 'one', outcome: 'open', day: null }, 'The only lead is still open.'],
		[{ kind: 'none', leads: 12, lost: 4, open: 8 }, 'None of 12 leads is a client: 4 are lost, 8 still open.']
	])('%j', (part, text) => {
		const { ...copy } = part;
		expect(leadTimeSentenceText(structuredClone(copy) as Parameters<typeof leadTimeSentenceText>[0])).toBe(
			text
		);
	});
});
