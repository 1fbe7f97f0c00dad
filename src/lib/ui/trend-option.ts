import type { Colours } from './chart-colours.ts';
import type { ChartOption } from './echarts.ts';
import { formatMonth, formatPercent } from './format.ts';

export interface TrendPoint {
	/** `YYYY-MM-01`. */
	month: string;
	/** A fraction, a cost or a count; null where there is none. */
	rate: number | null;
	/** Its likely range, nulls where it has none. */
	range: [number | null, number | null];
	/** What the hover says, a line each, the month first. */
	lines: string[];
	/** The leads behind the point. */
	href: string | null;
	/** It rests on few leads. */
	hollow?: boolean;
	/** Its figures are still growing. */
	isYoung?: boolean;
}

/** The scale that several charts share, so that they compare; without one a chart of percentages has its own. */
export interface TrendScale {
	/** What is above it leaves the chart; an arrow at the edge says so. */
	top: number;
	/** 0, or below it where more was paid back than spent. */
	bottom: number;
	format: (value: number) => string;
}

/** One row by month: a line in its colour, the likely range as a band behind it. Young months are hollow, their line dashed. */
export function trendOption(
	points: TrendPoint[],
	token: string,
	colours: Colours,
	scale?: TrendScale
): ChartOption {
	const colour = colours(token);
	const format = scale?.format ?? ((rate: number) => formatPercent(rate));
	const top = Math.max(0, ...points.map(({ rate, range }) => Math.max(rate ?? 0, range[1] ?? 0)));
	const isBeyond = (rate: number | null) => scale !== undefined && rate !== null && rate > scale.top;
	/** A range without an upper end, or with one beyond the scale, goes up to its edge. */
	const bands = points.map(({ range: [lo, hi] }) => {
		if (lo === null || (hi === null && !scale)) return null;
		const edge = scale?.top ?? Infinity;
		return lo > edge ? null : ([lo, Math.min(hi ?? edge, edge)] as const);
	});
	const last = points.findLastIndex(({ rate }) => rate !== null);
	/** The part of the line that leads to a young month. */
	const isDashed = (i: number) => points[i]?.isYoung || points[i + 1]?.isYoung;
	const band = {
		type: 'line',
		stack: 'range',
		silent: true,
		symbol: 'none',
		lineStyle: { opacity: 0 }
	} as const;
	const mark = {
		itemStyle: { color: colour },
		label: {
			position: 'right',
			color: colours('--ink'),
			fontSize: 12,
			fontWeight: 600,
			formatter: ({ dataIndex }: { dataIndex: number }) => format(points[dataIndex]!.rate!)
		}
	} as const;
	return {
		animation: false,
		grid: { left: 38, right: 46, top: 10, bottom: 22 },
		xAxis: {
			type: 'category',
			boundaryGap: false,
			data: points.map(({ month }) => formatMonth(month)),
			axisLine: { lineStyle: { color: colours('--line-2') } },
			axisTick: { show: false },
			axisLabel: {
				color: colours('--ink-3'),
				fontSize: 11,
				hideOverlap: true,
				alignMinLabel: 'left',
				alignMaxLabel: 'right',
				interval: Math.max(0, points.length - 2)
			}
		},
		yAxis: {
			type: 'value',
			min: scale?.bottom ?? 0,
			...(scale
				? { max: scale.top, interval: scale.top / 2 }
				: top > 0.8 && top <= 1
					? { max: 1, interval: 0.5 }
					: {}),
			splitNumber: 3,
			axisLabel: {
				color: colours('--ink-3'),
				fontSize: 11,
				formatter: format
			},
			splitLine: { lineStyle: { color: colours('--line') } }
		},
		series: [
			{ ...band, data: bands.map((ends) => ends && ends[0]) },
			{
				...band,
				data: bands.map((ends) => ends && ends[1] - ends[0]),
				areaStyle: { color: colour, opacity: 0.22 }
			},
			{
				type: 'line',
				data: points.map(({ rate, href, hollow, isYoung }, i) => ({
					value: isYoung ? null : rate,
					href,
					...(hollow
						? { itemStyle: { color: colours('--surface'), borderColor: colour, borderWidth: 1.5 } }
						: {}),
					symbolSize: i === last || hollow ? 7 : 5,
					label: { show: i === last }
				})),
				symbol: 'circle',
				showAllSymbol: true,
				lineStyle: { color: colour, width: 2 },
				...mark,
				emphasis: { scale: 1.6 },
				cursor: 'pointer'
			},
			{
				type: 'line',
				data: points.map(({ rate, href }, i) => ({
					value: scale && isBeyond(rate) ? scale.top : null,
					href,
					label: { show: i === last }
				})),
				symbol: 'arrow',
				symbolSize: 8,
				symbolOffset: [0, 4],
				showAllSymbol: true,
				lineStyle: { opacity: 0 },
				...mark,
				cursor: 'pointer'
			},
			{
				type: 'line',
				data: points.map(({ rate, href, isYoung }, i) => ({
					value: isDashed(i) ? rate : null,
					href,
					symbolSize: isYoung ? 7 : 0,
					label: { show: i === last && isYoung }
				})),
				symbol: 'circle',
				showAllSymbol: true,
				lineStyle: { color: colour, width: 1.5, type: [3, 3] },
				...mark,
				itemStyle: { color: colours('--surface'), borderColor: colour, borderWidth: 1.5 },
				emphasis: { scale: 1.6 },
				cursor: 'pointer'
			}
		]
	};
}
