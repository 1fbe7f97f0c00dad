import { describe, expect, it } from 'vitest';
import { channelRow, channelsReport, schoolRows } from '../../../tests/support/channels-report.ts';
import { howSentences } from './how-sentences.ts';
import { question } from './question.ts';
import { parseTableChoice } from './table-choice.ts';
import { verdictText, verdictTitle } from './verdict-words.ts';

it('asks in the currency of the report', () => {
	expect(question('EUR')).toBe('Where does the next euro go?');
	expect(question('CHF')).toBe('Where does the next budget go?');
});

describe('verdictText', () => {
	const row = (figures: Parameters<typeof channelRow>[1]) => channelRow('SMM', figures);

	it('says what is sure, and what could be chance', () => {
		expect(verdictText(row({ verdict: 'better', difference: 0.016 }))).toBe('better, +1.6 points');
		expect(verdictText(row({ verdict: 'worse', difference: -0.021 }))).toBe('worse, −2.1 points');
		expect(verdictText(row({ verdict: 'same', difference: 0.004 }))).toBe('+0.4 points, could be chance');
		expect(verdictText(row({ verdict: 'few', difference: 0.2 }))).toBe('too few to judge');
		expect(verdictText(row({ verdict: null }))).toBeNull();
	});

	it('gives the numbers behind it', () => {
		expect(
			verdictTitle(row({ clients: 91, others: 63.4, difference: 0.016, differenceInterval: [0.005, 0.027] }))
		).toBe(
			'91 clients; at the rate of the others in the same weeks its leads would have made 63.4. Difference: +1.6 points, likely +0.5 to +2.7.'
		);
		expect(verdictTitle(row({}))).toBeUndefined();
	});
});

describe('howSentences', () => {
	it("uses the reader's own numbers", () => {
		const report = channelsReport(schoolRows, {}, { minutesPerLead: 30 });
		const text = howSentences(report, schoolRows).join('\n');
		expect(text).toContain('for Google Ads €57,799 ÷ 173 = €334.10');
		expect(text).toContain('For SMM');
		expect(text).toContain('30 minutes');
	});

	it('speaks of profit with a margin, and of no verdicts in period mode', () => {
		const report = channelsReport(schoolRows, { mode: 'period' }, { margin: 0.4 });
		const total = { ...report.total, revenue: 1000, cost: 100, roi: 3 };
		const rows = schoolRows.map((row) => ({ ...row, verdict: null, difference: null }));
		const text = howSentences({ ...report, total }, rows).join('\n');
		expect(text).toContain('(€1,000 × 40% − €100) ÷ €100 = 300%');
		expect(text).not.toContain('Mantel');
	});
});

describe('parseTableChoice', () => {
	const parse = (search: string) => parseTableChoice(new URLSearchParams(search));

	it('takes the choice from the address', () => {
		expect(parse('columns=money&q=+spring+&rows=all').choice).toEqual({
			columns: 'money',
			q: 'spring',
			rows: 'all'
		});
		expect(parse('q=').choice).toEqual({ q: '', rows: 'first' });
	});

	it('names what cannot be read', () =>
		expect(parse('sort=cac').problem).toEqual({
			field: 'sort',
			message: 'sort "cac": must be spend, leads or name'
		}));
});
