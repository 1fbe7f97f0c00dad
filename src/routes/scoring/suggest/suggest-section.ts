/** The suggestion in words, written where all messages are at hand. */
import type { SuggestionDetail, SuggestionReport } from '#lib/server/reports/suggest.ts';
import type { ScoreModel, Threshold } from '#lib/scoring/model.ts';
import type { FoundPoints, Refusal, SuggestedRule, Suggestion } from '#lib/scoring/suggest.ts';
import { leastPerWeight } from '#lib/scoring/suggest.ts';
import { leastHits } from '#lib/scoring/suggest-columns.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { conditionText } from '#lib/ui/condition-text.ts';
import {
	formatCount,
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatPoints,
	missing
} from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount, modelText, stageName } from '#lib/ui/words.ts';

/** Both shares are said to be the same if they differ by less. */
const alike = 0.005;

const leadsText = (n: number) => m.leads_count({ n, count: formatCount(n) });
const share = (part: number, of: number) => (of === 0 ? null : part / of);

/** Pairs in a hundred. */
const pairs = (auc: number) => formatNumber(100 * auc);

/** "With these points sales would catch 58% instead of 49% of the clients at the same number of leads …" */
export function answerText({
	suggestion,
	scored
}: Pick<SuggestionReport, 'suggestion' | 'scored'>): string[] {
	const { refusal, found, test } = suggestion!;
	const model = modelText(scored!);
	if (refusal) return [refusalText(refusal)];
	const { verdict, comparison, passed, caughtBefore, caughtAfter } = found!;
	const [before, after] = [caughtBefore / test.clients, caughtAfter / test.clients];
	const words = {
		model,
		before: formatPercent(before),
		after: formatPercent(after),
		leads: leadsText(passed),
		newest: formatCount(test.leads)
	};
	const order = m.scoring_suggest_pairs({
		before: pairs(comparison.aucB),
		after: pairs(comparison.aucA),
		lo: formatPoints(comparison.interval[0]),
		hi: formatPoints(comparison.interval[1])
	});
	if (verdict === 'chance') return [m.scoring_suggest_chance(words), order];
	if (verdict === 'worse') return [m.scoring_suggest_worse(words), order];
	const hasGate = passed > 0 && passed < test.leads;
	if (hasGate && after - before >= alike) return [m.scoring_suggest_better(words), order];
	return [
		m.scoring_suggest_better_order(words),
		order,
		...(hasGate ? [m.scoring_suggest_gate_alike(words)] : [])
	];
}

export function refusalText(refusal: Refusal): string {
	switch (refusal.reason) {
		case 'noRules':
			return m.scoring_suggest_no_rules();
		case 'nothingFree':
			return m.scoring_suggest_nothing_free({
				locked: formatCount(refusal.locked),
				rare: formatCount(refusal.rare),
				same: formatCount(refusal.same),
				least: formatCount(leastHits)
			});
		case 'fewPerWeight':
			return m.scoring_suggest_few_per_weight({
				weights: formatCount(refusal.weights),
				needed: formatCount(refusal.needed),
				clients: formatCount(refusal.clients),
				others: formatCount(refusal.others),
				each: formatCount(leastPerWeight)
			});
		case 'fewToTest':
			return m.scoring_suggest_few_to_test({
				needed: formatCount(refusal.needed),
				clients: formatCount(refusal.clients),
				others: formatCount(refusal.others)
			});
		case 'lockedSame':
			return m.scoring_suggest_locked_same();
		case 'lockedDecide':
			return m.scoring_suggest_locked_decide();
		case 'lockedAgainst':
			return m.scoring_suggest_locked_against();
		case 'lockedWeak':
			return m.scoring_suggest_locked_weak({ points: formatCount(refusal.points) });
		case 'allHeld':
			return m.scoring_suggest_all_held({ rules: formatCount(refusal.rules) });
	}
}

/** −12, 0, +7 */
const signed = (points: number) =>
	points === 0 ? '0' : `${points > 0 ? '+' : '−'}${formatNumber(Math.abs(points))}`;

/** Why a rule has the points that it has, where that is not the past alone. */
function roleText({ role, held }: SuggestedRule): string | null {
	if (role === 'locked') return m.scoring_suggest_role_locked();
	if (role === 'rare') return m.scoring_suggest_role_rare({ least: formatCount(leastHits) });
	if (role === 'same') return m.scoring_suggest_role_same();
	return held ? m.scoring_suggest_role_held() : null;
}

function ruleRow(rule: SuggestedRule, model: ScoreModel, isFound: boolean) {
	const { key, label, role, hits, clients, before, points } = rule;
	const { when, group } = model.rules.find((one) => one.key === key)!;
	const range = wilson(clients, hits);
	return {
		...{ key, label, condition: conditionText(when) },
		group: model.groups.find((one) => one.key === group)!.label,
		isLocked: role === 'locked',
		before: signed(before),
		points: isFound ? signed(points) : missing,
		/** The longest bar is that of the most points. */
		sizes: [before, isFound ? points : 0] as const,
		hits: formatCount(hits),
		clients: formatCount(clients),
		rate: share(clients, hits),
		rateText: formatPercent(share(clients, hits)),
		range,
		rangeText: hits > 0 ? formatPercentRange(range) : missing,
		note: roleText(rule)
	};
}

const thresholdText = (name: string) =>
	name === 'warm'
		? m.temperature_warm()
		: name === 'hot'
			? m.temperature_hot()
			: m.scoring_suggest_threshold_stage({ stage: stageName(name) });

/** "40, fit 20 or more" */
const limitText = ({ score, minFit, minEngagement }: Threshold) =>
	[
		formatNumber(score),
		...(minFit === undefined ? [] : [m.scoring_suggest_min_fit({ points: formatNumber(minFit) })]),
		...(minEngagement === undefined
			? []
			: [m.scoring_suggest_min_interest({ points: formatNumber(minEngagement) })])
	].join(', ');

function thresholdRow(row: FoundPoints['thresholds'][number], test: Suggestion['test']) {
	const side = (limit: Threshold, passed: number, clients: number) => ({
		limit: limitText(limit),
		passed: formatCount(passed),
		passedShare: formatPercent(share(passed, test.leads)),
		caught: formatPercent(share(clients, test.clients)),
		became: formatPercent(share(clients, passed)),
		becameRange: passed > 0 ? formatPercentRange(wilson(clients, passed)) : missing
	});
	return {
		name: thresholdText(row.name),
		before: side(row.before, row.passedBefore, row.clientsBefore),
		after: side(row.after, row.passedAfter, row.clientsAfter)
	};
}

/** How it is computed, with the reader's own numbers. */
function howText(report: SuggestionReport): string[] {
	const { training, test, found, rules } = report.suggestion!;
	const said = [
		m.scoring_suggest_how_parts({
			horizon: dayCount(report.horizonDays),
			leftOut: formatCount(report.leftOut),
			training: formatCount(training.leads),
			trainingClients: formatCount(training.clients),
			test: formatCount(test.leads),
			testClients: formatCount(test.clients)
		}),
		m.scoring_suggest_how_decision({ delay: dayCount(report.delayDays) }),
		m.scoring_suggest_how_fit({
			rules: formatCount(rules.filter(({ role }) => role === 'free').length),
			c: found ? String(found.c) : missing
		}),
		m.scoring_suggest_how_need({ least: formatCount(leastHits), each: formatCount(leastPerWeight) })
	];
	if (!found) return said;
	const { comparison } = found;
	const scales = {
		same: m.scoring_suggest_how_scale_same,
		moved: m.scoring_suggest_how_scale_moved,
		locked: m.scoring_suggest_how_scale_locked
	};
	return [
		...said,
		scales[found.scale](),
		m.scoring_suggest_how_test({
			before: comparison.aucB.toFixed(4),
			after: comparison.aucA.toFixed(4),
			difference: comparison.difference.toFixed(4),
			lo: comparison.interval[0].toFixed(4),
			hi: comparison.interval[1].toFixed(4)
		}),
		m.scoring_suggest_how_time()
	];
}

/** The page as it is shown. */
export function suggestSection({ report, model, replaces }: SuggestionDetail) {
	const { suggestion, scored } = report;
	const { found, training, test } = suggestion!;
	return {
		answer: answerText(report),
		model: modelText(scored!),
		rules: suggestion!.rules.map((rule) => ruleRow(rule, model!, found !== null)),
		most: Math.max(
			1,
			...suggestion!.rules.flatMap(({ before, points }) => [Math.abs(before), Math.abs(points)])
		),
		/** What the right end of the shares stands for. */
		topRate: Math.max(0.01, ...suggestion!.rules.map(({ hits, clients }) => wilson(clients, hits)[1] ?? 0)),
		/** The share of clients among all older leads. */
		overall: share(training.clients, training.leads),
		trainingText: leadsText(training.leads),
		testText: leadsText(test.leads),
		isFound: found !== null,
		thresholds: (found?.thresholds ?? []).map((row) => thresholdRow(row, test)),
		raised: (found?.raised ?? []).map(({ label, before, after }) =>
			m.scoring_suggest_raised({ group: label, before: formatNumber(before), after: formatNumber(after) })
		),
		keep:
			found?.verdict === 'better'
				? {
						note: replaces
							? m.scoring_suggest_replaces({ model: modelText(replaces) })
							: m.scoring_suggest_new_draft()
					}
				: null,
		how: howText(report)
	};
}
export type SuggestShown = ReturnType<typeof suggestSection>;
