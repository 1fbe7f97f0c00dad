/** What is said of the steps: the slowest one where it is one, what is left out, and how they are counted. */
import type { Filters } from '#lib/filters/filters.ts';
import { enough } from '#lib/stats/enough.ts';
import {
	madeStep,
	slowestSteps,
	untimedReasons,
	type Step,
	type StepDetail,
	type UntimedReason
} from '#lib/leadtime/step-times.ts';
import { formatCount, formatDays, formatNumber, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount, stageName } from '#lib/ui/words.ts';

/** "SAL → SQL lead". */
export const stepText = ({ from, to }: Step): string =>
	m.steps_step({ from: stageName(from), to: stageName(to) });

/** "9.3 days"; hours and minutes below two days. */
export function spokenDays(days: number): string {
	if (days < 2) return days === 0 ? dayCount(0) : formatDays(days);
	return days < 10 ? m.window_days({ n: days, count: formatNumber(days) }) : dayCount(Math.round(days));
}

/** "8 d to 10 d", or "0" where both ends read the same; null where there is none. */
export function dayRange([lo, hi]: StepDetail['medianRange']): string | null {
	if (lo === null || hi === null) return null;
	const ends = { lo: formatDays(lo), hi: formatDays(hi) };
	return ends.lo === ends.hi ? ends.lo : m.steps_range(ends);
}

const inWords = (texts: readonly string[]): string =>
	texts.length < 2
		? (texts[0] ?? '')
		: m.steps_list_and({ first: texts.slice(0, -1).join(', '), last: texts.at(-1)! });

/** The answer first, then what the reader has to know about it. */
export function stepSentences(steps: readonly StepDetail[], filters: Filters): string[] {
	if (steps.every((step) => madeStep(step) === 0))
		return [filters.mode === 'period' ? m.steps_none_period() : m.steps_none()];
	const [answer, ...more] = answerOf(steps);
	return [answer!, ...more, ...leftOutSentences(steps), ...scopeSentences(filters)];
}

function answerOf(steps: readonly StepDetail[]): string[] {
	const slowest = slowestSteps(steps);
	const [top] = slowest;
	if (!top) return withoutComparison(steps);
	const days = spokenDays(top.median!);
	if (slowest.length === 1) {
		const range = dayRange(top.medianRange)!;
		return [m.steps_slowest({ step: stepText(top), days }), m.steps_slowest_range({ range })];
	}
	const judged = steps.filter(({ n }) => n >= enough);
	if (slowest.length === judged.length) return [m.steps_no_slowest({ step: stepText(top), first: days })];
	const names = slowest.map((step) => `${stepText(step)} (${formatDays(step.median)})`);
	return [m.steps_chance({ first: names.slice(0, -1).join(', '), last: names.at(-1)! })];
}

function withoutComparison(steps: readonly StepDetail[]): string[] {
	const judged = steps.find(({ n }) => n >= enough);
	const alone = steps.length === 1 ? [m.steps_only_two()] : [];
	if (!judged) return [m.steps_few(), ...alone];
	const names = { from: stageName(judged.from), to: stageName(judged.to), days: spokenDays(judged.median!) };
	return [steps.length === 1 ? m.steps_one(names) : m.steps_one_judged(names), ...alone];
}

/** More than this share left out is said above the chart, as of the curve. */
const much = 0.2;

const why: Record<UntimedReason, (counts: { count: string }) => string> = {
	implied: m.steps_why_implied,
	approximate: m.steps_why_approximate,
	wrongOrder: m.steps_why_wrongOrder
};

/** Why leads are left out of a step: "12 because a date is unknown"; the commonest reason first. */
export const leftOutReasons = ({ untimed }: StepDetail): string[] =>
	untimedReasons
		.filter((reason) => untimed[reason] > 0)
		.sort((a, b) => untimed[b] - untimed[a])
		.map((reason) => why[reason]({ count: formatCount(untimed[reason]) }));

const leftOutSentences = (steps: readonly StepDetail[]): string[] =>
	steps
		.filter((step) => step.leftOut > much * madeStep(step))
		.map((step) =>
			m.steps_left_out({
				share: formatPercent(step.leftOut / madeStep(step)),
				step: stepText(step),
				reasons: inWords(leftOutReasons(step))
			})
		);

const scopeSentences = ({ mode, window }: Filters): string[] => [
	...(mode === 'period' ? [m.steps_period()] : []),
	...(window === undefined ? [] : [m.steps_window({ days: dayCount(window) })])
];
