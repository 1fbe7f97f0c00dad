import { describe, expect, it } from 'vitest';
import { handoverFigures, type HandoverCounts } from '#lib/channels/handover.ts';
import { handoverSentence } from './handover-text.ts';

const total = (counts: Partial<HandoverCounts>) =>
	handoverFigures({
		accepted: 0,
		rejected: 0,
		waiting: 0,
		medianDays: null,
		p90Days: null,
		waitingMedianDays: null,
		waitingP90Days: null,
		sql: 0,
		clients: 0,
		...counts
	});
const said = (
	counts: Partial<HandoverCounts>,
	reasons: Parameters<typeof handoverSentence>[0]['reasons'] = []
) => handoverSentence({ total: total(counts), channels: [], managers: [], reasons });

describe('the sentence of the hand-over', () => {
	it('says what sales took, what it rejected and what waits, why, and what came of it', () => {
		const counts = { accepted: 580, rejected: 270, waiting: 150, waitingMedianDays: 12.2, clients: 58 };
		expect(
			said(counts, [
				{ how: 'returned', reason: null, count: 100 },
				{ how: 'refused', reason: 'Price', count: 90 },
				{ how: 'junk', reason: 'Spam', count: 80 }
			])
		).toEqual([
			'Sales took 58% of 1,000 MQLs and rejected 27%; 150 still wait, half of them longer than 12 days.',
			'The commonest reason given for a rejection: “Price” (90 of 270).',
			'Of the 580 accepted, 58 became clients (10%, likely 7.8–12.7%).'
		]);
	});

	it('has words for nobody', () => {
		expect(said({ accepted: 2 })).toEqual([
			'Sales took 100% of 2 MQLs and rejected none; none waits.',
			'Of the 2 accepted, 0 became clients (0%, likely 0–65.8%).'
		]);
		expect(said({ waiting: 3 })).toEqual(['Sales took none of 3 MQLs and rejected none; 3 still wait.']);
		expect(said({ waiting: 1, waitingMedianDays: 3 })).toEqual([
			'Sales took none of 1 MQL and rejected none; 1 still waits.'
		]);
	});
});
