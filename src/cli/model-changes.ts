/** The words for what differs between two score models, and for what is hardly meant, on a terminal. */
import type { ModelChange } from '#lib/scoring/model-diff.ts';
import type { ModelWarning, ThresholdName } from '#lib/scoring/model-warnings.ts';
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

export function warningText(warning: ModelWarning): string {
	switch (warning.kind) {
		case 'unreachable': {
			const of = { score: 'points', fit: 'points of fit', engagement: 'points of interest' }[warning.of];
			return `No lead can be ${thresholdText[warning.threshold]}: it takes ${warning.needs} ${of}, and all rules together give ${warning.most}.`;
		}
		case 'always':
			return `Every lead is ${thresholdText[warning.threshold]}, also one of which nothing is known.`;
		case 'hotBelowWarm':
			return `A lead is hot from ${warning.hot} points, but warm only from ${warning.warm}.`;
	}
}
