import { describe, expect, it } from 'vitest';
import { incidenceOf } from '#lib/leadtime/exits.ts';
import { curveView, sampledDays } from './curve-view.ts';
import { groupLinesOption, lineLooks } from './group-lines.ts';
import { clientsOption, dayInterval, perHundred, wholeOption } from './incidence-option.ts';

const view = curveView(
	incidenceOf([
		{ exit: 'client', day: 10, leads: 10 },
		{ exit: 'lost', day: 5, leads: 45 },
		{ exit: 'open', day: 60, leads: 45 }
	]),
	sampledDays(60, 400)
);
const colours = (token: string) => token;
const names = { client: 'Clients', open: 'Open', lost: 'Lost' };

interface Drawn {
	name?: string;
	data: unknown[];
	areaStyle?: { color: string };
	label?: { formatter?: string };
}
const series = (option: { series?: unknown }) => option.series as Drawn[];
const labels = (option: { series?: unknown }) =>
	series(option)
		.at(-1)!
		.data.map((item) => (item as { label: { formatter: string } }).label.formatter);

describe('the chart of all 100', () => {
	it('draws lost behind open behind clients, each up to its top', () => {
		const [lost, open, client] = series(wholeOption(view, 60, names, colours));
		expect([lost!.name, open!.name, client!.name]).toEqual(['lost', 'open', 'client']);
		expect(lost!.data.at(-1)).toEqual([60, 1]);
		expect((open!.data.at(-1) as number[])[1]).toBeCloseTo(0.55, 6);
		expect((client!.data.at(-1) as number[])[1]).toBeCloseTo(0.1, 6);
	});

	it('says at its edge what each comes to by then', () => {
		expect(labels(wholeOption(view, 60, names, colours))).toEqual(['Lost 45', 'Open 45', 'Clients 10']);
		expect(labels(wholeOption(view, 8, names, colours))).toEqual(['Lost 45', 'Open 55', 'Clients 0']);
	});

	it('is veiled where too few leads are followed', () => {
		const veils = series(wholeOption(view, 60, names, colours)).filter(
			({ areaStyle }) => areaStyle?.color === '--surface'
		);
		expect(veils.map(({ data }) => data)).toEqual([
			[
				[10, 1],
				[60, 1]
			]
		]);
		expect(
			series(wholeOption(view, 8, names, colours)).some(({ areaStyle }) => areaStyle?.color === '--surface')
		).toBe(false);
	});
});

describe('the chart of clients', () => {
	it('has the likely range, which begins with the first client', () => {
		const [hi, lo, line] = series(clientsOption(view, 60, null, colours));
		expect((hi!.data[0] as number[])[0]).toBe(10);
		expect((lo!.data[0] as number[])[1]).toBeLessThan(0.1);
		expect(line!.data).toHaveLength(61);
	});

	it('marks the half time where the chart reaches it', () => {
		const mark = (span: number) =>
			series(clientsOption(view, span, { day: 10, text: 'half' }, colours))
				.at(-1)!
				.data.map((item) => (item as { value: number[] }).value);
		expect(mark(60)).toEqual([
			[10, 0],
			[10, 0.1]
		]);
		expect(mark(8)).toEqual([]);
	});
});

describe('lines of groups', () => {
	it('end where too few leads are followed', () => {
		const lines = [{ key: 'Search', name: 'Search', view }];
		const option = groupLinesOption(lines, lineLooks(['channel'], ['Search']), 60, colours);
		expect(series(option)[0]!.data.at(-1)).toEqual([10, 0.1]);
		expect(labels(option)).toEqual(['Search 10']);
	});

	it('have the colours of channels, and months from pale to full', () => {
		expect(lineLooks(['channel'], [null])).toEqual([{ token: '--ink-3', opacity: 1 }]);
		expect(lineLooks(['month'], ['2026-01-01', '2026-02-01']).map(({ opacity }) => opacity)).toEqual([
			0.65, 1
		]);
		expect(lineLooks(['manager'], ['A', 'B']).map(({ token }) => token)).toEqual([
			'--channel-1',
			'--channel-2'
		]);
	});
});

describe('the axis', () => {
	it('has a mark every few days, weeks or months', () => {
		expect([1, 5, 30, 90, 365, 730, 3650].map(dayInterval)).toEqual([1, 1, 10, 30, 90, 180, 730]);
	});

	it('gives shares of 100, rare ones with two digits', () => {
		expect([0.05123, 0.5, 0.00041].map(perHundred)).toEqual(['5.1', '50', '0.041']);
	});
});
