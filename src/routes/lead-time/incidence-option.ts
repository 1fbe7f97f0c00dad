/** What has become of 100 leads, by days since their arrival: all of them, and the clients among them enlarged. */
import type { Colours } from '#lib/ui/chart-colours.ts';
import type { ChartOption } from '#lib/ui/echarts.ts';
import { formatPercent } from '#lib/ui/format.ts';
import { spread } from './spread.ts';
import type { CurveView } from './curve-view.ts';

type Series = Extract<NonNullable<ChartOption['series']>, unknown[]>[number];
type Place = [day: number, share: number];

/** A share as a number of 100 leads, without the unit. */
export const perHundred = (share: number): string => formatPercent(share).replace('%', '');

/** Days between two marks of an axis that ends with `span`. */
export function dayInterval(span: number): number {
	const steps = [1, 2, 5, 10, 30, 90, 180, 365, 730];
	return steps.find((step) => span / step <= 5) ?? 1825;
}

/** The axes of a chart from day 0 to day `span`; `top`: of the vertical one, which ECharts chooses if it is left out. */
export function dayAxes(span: number, colours: Colours, top?: number): Pick<ChartOption, 'xAxis' | 'yAxis'> {
	const label = { color: colours('--ink-3'), fontSize: 11 };
	return {
		xAxis: {
			type: 'value',
			min: 0,
			max: Math.max(1, span),
			interval: dayInterval(span),
			axisLine: { lineStyle: { color: colours('--line-2') } },
			axisTick: { show: false },
			splitLine: { show: false },
			axisLabel: { ...label, showMaxLabel: false }
		},
		yAxis: {
			type: 'value',
			min: 0,
			...(top === undefined ? {} : { max: top, interval: top / 2 }),
			splitNumber: 3,
			axisLabel: { ...label, formatter: perHundred },
			splitLine: { lineStyle: { color: colours('--line') } }
		}
	};
}

/** The points up to day `span`; `share` null: left out. */
export const placesOf = (
	{ days }: Pick<CurveView, 'days'>,
	span: number,
	share: (place: number) => number | null
): Place[] =>
	days.flatMap((day, i): Place[] => {
		const value = share(i);
		return day > span || value === null ? [] : [[day, value]];
	});

const plain = { type: 'line', symbol: 'none', lineStyle: { opacity: 0 } } as const;

/** Lies over the days that too few leads are followed to. */
function veil({ firmUntil, end }: CurveView, span: number, top: number, colours: Colours): Series[] {
	const from = firmUntil ?? 0;
	if (from >= Math.min(span, end)) return [];
	const places: Place[] = [
		[from, top],
		[span, top]
	];
	return [
		{
			...plain,
			silent: true,
			data: places,
			areaStyle: { color: colours('--surface'), opacity: 0.62, origin: 'start' },
			z: 5
		}
	];
}

export interface WholeNames {
	client: string;
	open: string;
	lost: string;
}

/** Client, still open and lost on top of each other, always 100; each is drawn over what stands above it. */
export function wholeOption(view: CurveView, span: number, names: WholeNames, colours: Colours): ChartOption {
	const area = (name: keyof WholeNames, token: string, share: (place: number) => number): Series => ({
		...plain,
		name,
		triggerLineEvent: true,
		data: placesOf(view, span, share),
		areaStyle: { color: colours(token), opacity: 1, origin: 'start' }
	});
	const last = view.days.findLastIndex((day) => day <= span);
	const client = view.client[last]!;
	const lost = view.lost[last]!;
	const open = Math.max(0, 1 - client - lost);
	const labels = [
		{ text: `${names.lost} ${perHundred(lost)}`, at: 1 - lost / 2 },
		{ text: `${names.open} ${perHundred(open)}`, at: client + open / 2 },
		{ text: `${names.client} ${perHundred(client)}`, at: client / 2 }
	];
	const places = spread(
		labels.map(({ at }) => at),
		0.11,
		[0.04, 0.96]
	);
	return {
		animation: false,
		grid: { left: 30, right: 92, top: 10, bottom: 22 },
		...dayAxes(span, colours, 1),
		series: [
			area('lost', '--outcome-refused', () => 1),
			area('open', '--outcome-open', (i) => 1 - view.lost[i]!),
			area('client', '--stage-client', (i) => view.client[i]!),
			...veil(view, span, 1, colours),
			{
				...plain,
				silent: true,
				z: 6,
				symbol: 'circle',
				symbolSize: 0.1,
				showAllSymbol: true,
				data: labels.map(({ text }, i) => ({
					value: [Math.max(1, span), places[i]!],
					label: { formatter: text }
				})),
				label: { show: true, position: 'right', color: colours('--ink'), fontSize: 12, fontWeight: 600 }
			}
		]
	};
}

/** The clients of 100 leads with their likely range; `half`: the half time in words, and its day. */
export function clientsOption(
	view: CurveView,
	span: number,
	half: { day: number; text: string } | null,
	colours: Colours
): ChartOption {
	const colour = colours('--stage-client');
	const band = (ends: (number | null)[]): Series => ({
		...plain,
		name: 'client',
		triggerLineEvent: true,
		data: placesOf(view, span, (i) => ends[i]!),
		areaStyle: { color: colour, opacity: 0.16, origin: 'start' }
	});
	const last = view.days.findLastIndex((day) => day <= span);
	const [lo, hi] = [view.lo[last] ?? null, view.hi[last] ?? null];
	const top = Math.max(0, ...placesOf(view, span, (i) => view.hi[i] ?? view.client[i]!).map(([, y]) => y));
	const end = perHundred(view.client[last]!);
	const label = { position: 'right', color: colours('--ink'), fontSize: 12, fontWeight: 600 } as const;
	const halfAt = half && half.day <= span ? view.days.findLastIndex((day) => day <= half.day) : -1;
	const halfPlaces: Place[] =
		half === null || halfAt < 0
			? []
			: [
					[half.day, 0],
					[half.day, view.client[halfAt]!]
				];
	return {
		animation: false,
		grid: { left: 34, right: 62, top: 14, bottom: 22 },
		...dayAxes(span, colours),
		series: [
			band(view.hi),
			band(view.lo),
			{
				...plain,
				name: 'client',
				triggerLineEvent: true,
				data: placesOf(view, span, (i) => view.client[i]!),
				lineStyle: { color: colour, width: 2 }
			},
			...veil(view, span, top, colours),
			{
				type: 'line',
				silent: true,
				z: 6,
				symbol: 'circle',
				symbolSize: 7,
				showAllSymbol: true,
				data: [[view.days[last]!, view.client[last]!]],
				itemStyle: { color: colour },
				label: {
					...label,
					show: true,
					formatter: lo === null || hi === null ? end : `${end}\n{range|${perHundred(lo)}–${perHundred(hi)}}`,
					rich: { range: { color: colours('--ink-2'), fontSize: 11, padding: [2, 0, 0, 0] } }
				}
			},
			{
				type: 'line',
				silent: true,
				z: 6,
				symbol: 'circle',
				showAllSymbol: true,
				lineStyle: { color: colours('--ink-2'), width: 1, type: 'dashed' },
				itemStyle: { color: colours('--ink-2') },
				data: halfPlaces.map((value, i) => ({
					value,
					symbolSize: i === 0 ? 0 : 6,
					label: { show: i === 1 }
				})),
				label: {
					...label,
					position: half && half.day > span / 2 ? 'left' : 'right',
					offset: half && half.day > span / 2 ? [-4, -8] : [6, 10],
					formatter: half?.text ?? ''
				}
			}
		]
	};
}
