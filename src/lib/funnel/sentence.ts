/**
 * The sentences that open the funnel page and answer "where do we lose most clients?". A part is a kind with its
 * numbers; the page puts it into words.
 */
import type { FunnelReport, LossReason } from './report.ts';
import type { Stage } from './stages.ts';
import { foldedStages, lost, shownStages, stepChanges, steps, type Step } from './steps.ts';

export type SentencePart =
	/** Of `base` leads so many reach each stage; `base` is 100, 1,000, or the number of leads itself (`exact`). */
	| {
			kind: 'shares';
			base: number;
			exact: boolean;
			window: number | null;
			counts: { stage: Stage; count: number }[];
	  }
	/** What happened in the range, whoever it belongs to. */
	| { kind: 'events'; counts: { stage: Stage; count: number }[] }
	/** The stage at which most leads ended; `reason` is the most frequent one given. */
	| {
			kind: 'largestLoss';
			from: Stage;
			to: Stage;
			lost: number;
			/** null in period mode: those who came into the stage are others than those who were lost there. */
			reached: number | null;
			reason: { text: string; count: number } | null;
	  }
	/** The step whose rate of then would have added most clients. */
	| { kind: 'worse'; to: Stage; points: number; clients: number | null }
	/** A step has fallen, but leads that are still open could make it up. */
	| { kind: 'young'; to: Stage; points: number; open: number }
	/** The largest fall could be chance. */
	| { kind: 'chance'; to: Stage; points: number }
	/** No step is below the comparison. */
	| { kind: 'noFall' }
	/** Leads of this selection that are still open. */
	| { kind: 'open'; open: number };

function shares(report: FunnelReport): SentencePart {
	const shown = shownStages(report.stages);
	const rest = shown.slice(1);
	if (report.filters.mode === 'period')
		return { kind: 'events', counts: shown.map(({ stage, reached }) => ({ stage, count: reached })) };
	const last = shown.at(-1)!;
	const final = last.reached / report.leads;
	// A base at which the clients do not round to nothing.
	const base =
		[100, 1000].find((base) => base <= report.leads && (final === 0 || final * base >= 1)) ?? report.leads;
	const counts = rest
		.map(({ stage, reached }) => ({ stage, count: Math.round((reached / report.leads) * base) }))
		.filter(({ stage, count }) => count !== base || stage === last.stage);
	const nobody = counts.findIndex(({ count }) => count === 0);
	return {
		kind: 'shares',
		base,
		exact: base === report.leads,
		window: report.filters.window ?? null,
		counts: nobody < 0 ? counts : counts.slice(0, nobody + 1)
	};
}

/** The most frequent reason among those given, if one was. */
function topReason(reasons: readonly LossReason[], from: Stage): { text: string; count: number } | null {
	const counts = new Map<string, number>();
	for (const { lostFrom, reason, count } of reasons)
		if (lostFrom === from && reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + count);
	const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
	return top ? { text: top[0], count: top[1] } : null;
}

function largestLoss(report: FunnelReport): SentencePart[] {
	const [most] = steps(report.stages).sort((a, b) => lost(b.from) - lost(a.from));
	if (!most || lost(most.from) === 0) return [];
	return [
		{
			kind: 'largestLoss',
			from: most.from.stage,
			to: most.to.stage,
			lost: lost(most.from),
			reached: report.filters.mode === 'period' ? null : most.from.reached,
			reason: topReason(report.reasons, most.from.stage)
		}
	];
}

function againstComparison(report: FunnelReport): SentencePart[] {
	if (!report.comparison || report.comparison.leads === 0 || report.filters.mode === 'period') return [];
	const falls = stepChanges(report, report.comparison, true)
		.filter(({ difference }) => difference < 0)
		.sort((a, b) => (b.clientsLost ?? 0) - (a.clientsLost ?? 0) || a.difference - b.difference);
	const worse = falls.find(({ clear, young }) => clear && !young);
	const points = ({ difference }: { difference: number }) => -difference * 100;
	if (worse)
		return [
			{ kind: 'worse', to: worse.step.to.stage, points: points(worse), clients: clients(worse.clientsLost) }
		];
	const young = falls.find((fall) => fall.young);
	if (young)
		return [{ kind: 'young', to: young.step.to.stage, points: points(young), open: openAt(young.step) }];
	const [fall] = falls;
	return [fall ? { kind: 'chance', to: fall.step.to.stage, points: points(fall) } : { kind: 'noFall' }];
}

const clients = (lost: number | null) => (lost === null || Math.round(lost) === 0 ? null : Math.round(lost));
const openAt = ({ from }: Step) => from.open;

/** Empty for no leads. */
export function funnelSentence(report: FunnelReport): SentencePart[] {
	if (report.leads === 0) return [];
	if (report.filters.mode === 'period') return [shares(report), ...largestLoss(report)];
	const change = againstComparison(report);
	const stages = [...shownStages(report.stages), ...foldedStages(report.stages)];
	const open = stages.reduce((sum, stage) => sum + stage.open, 0);
	return [
		shares(report),
		...(change.length > 0 ? change : largestLoss(report)),
		// Within a window the rest are not open: they may have ended later.
		...(open > 0 && !report.filters.window ? [{ kind: 'open' as const, open }] : [])
	];
}
