/** The words for what differs between two score models, and for what is hardly meant, on a terminal. */
import type { ModelChange } from '#lib/scoring/model-diff.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { modelWarnings, type ModelWarning } from '#lib/scoring/model-warnings.ts';
import type { ThresholdName } from '#lib/scoring/threshold-names.ts';
import { conditionText } from './condition-text.ts';

const quoted = (text: string) => `"${text}"`;
const signed = (points: number) => (points > 0 ? `+${points}` : String(points));

export const thresholdText: Record<ThresholdName, string> = {
	warm: 'warm',
	hot: 'hot',
	eql: 'EQL',
	mql: 'hand-over (MQL)',
	sql: 'SQL lead'
};

const kinds = { fit: 'fit', engagement: 'interest' };
const asked = { score: 'points', minFit: 'points of fit', minEngagement: 'points of interest' };

export function changeText(change: ModelChange): string {
	switch (change.kind) {
		case 'groupAdded':
			return `new group ${quoted(change.label)}: at most ${change.cap} points`;
		case 'groupRemoved':
			return `the group ${quoted(change.label)} is gone`;
		case 'cap':
			return `group ${quoted(change.label)}: at most ${change.to} points instead of ${change.from}`;
		case 'groupKind':
			return `group ${quoted(change.label)}: ${kinds[change.to]} instead of ${kinds[change.from]}`;
		case 'renamed':
			return `${quoted(change.from)} is now called ${quoted(change.to)}`;
		case 'ruleAdded':
			return `new rule ${quoted(change.label)}: ${signed(change.points)} if ${conditionText(change.when)}`;
		case 'ruleRemoved':
			return `the rule ${quoted(change.label)} is gone: ${signed(change.points)} if ${conditionText(change.when)}`;
		case 'points':
			return `${quoted(change.label)}: ${signed(change.to)} instead of ${signed(change.from)}`;
		case 'max':
			return `${quoted(change.label)}: counts at most ${change.to} × instead of ${change.from} ×`;
		case 'halfLife':
			return `${quoted(change.label)}: ${halfLifeText(change)}`;
		case 'group':
			return `${quoted(change.label)}: counts in ${quoted(change.to)} instead of ${quoted(change.from)}`;
		case 'condition':
			return `${quoted(change.label)}: now if ${conditionText(change.to)}, before if ${conditionText(change.from)}`;
		case 'knockOutAdded':
			return `new knock-out rule: ${conditionText(change.when)}`;
		case 'knockOutRemoved':
			return `the knock-out rule is gone: ${conditionText(change.when)}`;
		case 'thresholdAdded':
			return `new threshold for ${thresholdText[change.threshold]}: ${change.score} points`;
		case 'thresholdRemoved':
			return `the threshold for ${thresholdText[change.threshold]} is gone: ${change.score} points`;
		case 'score':
		case 'minFit':
		case 'minEngagement': {
			const { threshold, from, to } = change;
			const of = `${thresholdText[threshold]}:`;
			if (to === null) return `${of} no longer at least ${from} ${asked[change.kind]}`;
			return `${of} at least ${to} ${asked[change.kind]}${from === null ? '' : ` instead of ${from}`}`;
		}
		case 'require': {
			const list = (labels: string[]) => labels.map(quoted).join(', ');
			const added = change.added.length > 0 ? `asks for ${list(change.added)}` : '';
			const removed = change.removed.length > 0 ? `no longer asks for ${list(change.removed)}` : '';
			return `${thresholdText[change.threshold]}: ${[added, removed].filter(Boolean).join(', ')}`;
		}
	}
}

function halfLifeText({ from, to }: { from: number | null; to: number | null }): string {
	if (to === null) return `keeps its points, and no longer loses half of them in ${from} days`;
	return `loses half of its points in ${to} days${from === null ? '' : ` instead of ${from}`}`;
}

/** What can be said of a model without a look at the data. */
export const warningTexts = (model: ScoreModel): string[] =>
	modelWarnings(model, null, () => null).map((warning) => warningText(model, warning));

function warningText(model: ScoreModel, warning: ModelWarning): string {
	const [of, place = ''] = warning.path;
	const rule = of === 'rules' ? quoted(model.rules[Number(place)]!.label) : 'A knock-out rule';
	const group = of === 'groups' ? quoted(model.groups[Number(place)]!.label) : '';
	switch (warning.kind) {
		case 'tooHigh': {
			const points = { score: 'points', fit: 'points of fit', engagement: 'points of interest' }[warning.of];
			return `No lead passes the threshold for ${thresholdText[place as ThresholdName]}: it takes ${warning.asked} ${points}, and all rules together give ${warning.most}.`;
		}
		case 'hotBelowWarm':
			return `Hot takes fewer points (${model.thresholds.hot.score}) than warm (${model.thresholds.warm.score}).`;
		case 'capZero':
			return `The group ${group} gives at most 0 points: its rules count nothing.`;
		case 'emptyGroup':
			return `The group ${group} has no rules.`;
		case 'atInstant':
			return `${rule} loses its points at once: its half-life is 0 days.`;
		case 'sameCondition':
			return `${rule} has the same condition as ${quoted(warning.other)}.`;
		case 'twoEvents':
			return `${rule} asks for two things at one event, which no event can be.`;
		case 'noLead':
			return `${rule} is met by no lead.`;
		case 'noAttribute':
			return `${rule}: no lead has the attribute ${quoted(warning.name)}.`;
		case 'noActivity':
			return `${rule}: no lead did ${quoted(warning.name)}.`;
		case 'mixed':
			return `${rule}: ${warning.texts} of ${warning.leads} leads with ${quoted(warning.name)} told no number.`;
	}
}
