import { expect, it } from 'vitest';
import { trendOption, type TrendPoint } from './trend-option.ts';

const point = (month: string, rate: number | null, lo: number | null, hi: number | null): TrendPoint => ({
	month,
	rate,
	range: [lo, hi],
	lines: ['Jan 2026', '5 of 10'],
	href: `/leads?from=${month}`
});
const points = [
	point('2026-01-01', 0.5, 0.4, 0.625),
	point('2026-02-01', 0.25, 0.125, 0.5),
	point('2026-03-01', null, null, null)
];
const option = trendOption(points, '--stage-mql', (token) => token);
const [low, width, line] = Array.isArray(option.series) ? option.series : [];

it('draws the likely range as a band of its width on its lower end', () => {
	expect(low!.data).toEqual([0.4, 0.125, null]);
	expect(width!.data).toEqual([0.225, 0.375, null].map((value) => value && expect.closeTo(value, 12)));
});

it('draws the rate, labels its last known point and carries the leads behind each', () => {
	expect(line!.data).toMatchObject([
		{ value: 0.5, href: '/leads?from=2026-01-01', label: { show: false } },
		{ value: 0.25, label: { show: true } },
		{ value: null, label: { show: false } }
	]);
	expect(line).toMatchObject({ lineStyle: { color: '--stage-mql' } });
	expect(option.xAxis).toMatchObject({ data: ['Jan 2026', 'Feb 2026', 'Mar 2026'] });
});

it('leaves no room above 100 %', () => {
	const high = trendOption([point('2026-01-01', 0.97, 0.9, 1)], '--stage-iql', (token) => token);
	expect(high.yAxis).toMatchObject({ max: 1 });
	expect(option.yAxis).not.toHaveProperty('max');
});

it('keeps to a scale that several charts share, and shows what is beyond it at its edge', () => {
	const shared = { top: 0.4, bottom: -0.2, format: (value: number) => `€${value}` };
	const open = [...points, point('2026-04-01', null, 0.1, null), point('2026-05-01', null, 0.7, null)];
	const option = trendOption(open, '--channel-1', (token) => token, shared);
	expect(option.yAxis).toMatchObject({
		min: -0.2,
		max: 0.4,
		interval: 0.2,
		axisLabel: { formatter: shared.format }
	});
	const [low, width, line, arrows] = Array.isArray(option.series) ? option.series : [];
	expect(line!.data).toMatchObject([{ value: 0.5 }, { value: 0.25 }, {}, {}, {}]);
	expect(arrows!.data).toMatchObject([{ value: 0.4 }, { value: null }, { value: null }, {}, {}]);
	expect(low!.data).toEqual([0.4, 0.125, null, 0.1, null]);
	expect(width!.data).toEqual([0, expect.closeTo(0.275, 12), null, expect.closeTo(0.3, 12), null]);
});

it('draws points that rest on few leads hollow', () => {
	const option = trendOption([points[0]!, { ...points[1]!, hollow: true }], '--stage-mql', (token) => token);
	const [, , line] = Array.isArray(option.series) ? option.series : [];
	expect(line!.data).toMatchObject([
		{ value: 0.5 },
		{ value: 0.25, itemStyle: { color: '--surface', borderColor: '--stage-mql' } }
	]);
	expect((line!.data as object[])[0]).not.toHaveProperty('itemStyle');
});

it('draws young months hollow, on a dashed line that starts at the last complete one', () => {
	const young = { ...point('2026-03-01', 0.1, null, null), isYoung: true };
	const option = trendOption([...points.slice(0, 2), young], '--stage-mql', (token) => token);
	const [, , line, , dashed] = Array.isArray(option.series) ? option.series : [];
	expect(line!.data).toMatchObject([{ value: 0.5 }, { value: 0.25 }, { value: null }]);
	expect(dashed!.data).toMatchObject([
		{ value: null },
		{ value: 0.25, symbolSize: 0 },
		{ value: 0.1, symbolSize: 7, href: '/leads?from=2026-03-01', label: { show: true } }
	]);
	expect(dashed).toMatchObject({ lineStyle: { color: '--stage-mql', type: [3, 3] } });
});
