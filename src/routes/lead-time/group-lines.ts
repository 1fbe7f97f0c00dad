/** The share of clients by days since arrival, a line for each group. */
import { channelTokens, channelToken } from '#lib/ui/colours.ts';
import type { Colours } from '#lib/ui/chart-colours.ts';
import type { ChartOption } from '#lib/ui/echarts.ts';
import type { GroupKey } from '#lib/ui/links.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { dayAxes, perHundred, placesOf } from './incidence-option.ts';
import { spread } from './spread.ts';
import type { CurveView } from './curve-view.ts';

export interface GroupLine {
	key: GroupKey;
	name: string;
	view: CurveView;
}

interface LineLook {
	token: string;
	opacity: number;
}

/** Channels in their colours; months from pale to full, the latest last; others each in a colour of its own. */
export function lineLooks(by: readonly string[], keys: readonly GroupKey[]): LineLook[] {
	if (isTimeBreakdown(by[0] ?? ''))
		return keys.map((_, i) => ({ token: '--accent', opacity: (3 + (7 * (i + 1)) / keys.length) / 10 }));
	if (by.length === 1 && by[0] === 'channel')
		return keys.map((key) => ({ token: channelToken(key as string | null), opacity: 1 }));
	return keys.map((key, i) => ({
		token: key === null ? '--ink-3' : channelTokens[i % channelTokens.length]!,
		opacity: 1
	}));
}

const longest = 17;
const cut = (name: string) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name);

/** Each line goes as far as enough leads are followed; its label stands at the right edge. */
export function groupLinesOption(
	lines: readonly GroupLine[],
	looks: readonly LineLook[],
	span: number,
	colours: Colours
): ChartOption {
	const drawn = lines.map(({ view }) => {
		const until = Math.min(span, view.firmUntil ?? 0);
		return placesOf(view, until, (i) => view.client[i]!);
	});
	const top = Math.max(1e-6, ...drawn.flat().map(([, share]) => share)) * 1.08;
	const ends = drawn.map((places) => places.at(-1)?.[1] ?? 0);
	const places = spread(
		ends.map((end) => end / top),
		0.075,
		[0, 1]
	);
	return {
		animation: false,
		grid: { left: 34, right: 140, top: 10, bottom: 22 },
		...dayAxes(span, colours),
		yAxis: {
			...(dayAxes(span, colours).yAxis as object),
			max: top,
			splitNumber: 3,
			axisLabel: { ...labels(colours), showMaxLabel: false }
		},
		series: [
			...drawn.map((data, i) => ({
				type: 'line' as const,
				name: String(i),
				triggerLineEvent: true,
				symbol: 'none',
				data,
				lineStyle: { color: colours(looks[i]!.token), opacity: looks[i]!.opacity, width: 2 },
				emphasis: { lineStyle: { width: 3 } }
			})),
			{
				type: 'line',
				silent: true,
				symbol: 'circle',
				symbolSize: 7,
				showAllSymbol: true,
				lineStyle: { opacity: 0 },
				data: lines.map(({ name }, i) => ({
					value: [Math.max(1, span), places[i]! * top],
					itemStyle: { color: colours(looks[i]!.token), opacity: looks[i]!.opacity },
					label: { formatter: `${cut(name)} ${perHundred(ends[i]!)}` }
				})),
				label: { show: true, position: 'right', color: colours('--ink'), fontSize: 12, opacity: 1 }
			}
		]
	};
}

const labels = (colours: Colours) => ({ color: colours('--ink-3'), fontSize: 11, formatter: perHundred });
