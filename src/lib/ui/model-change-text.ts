/** The words for what differs between two score models. */
import type { ModelChange } from '#lib/scoring/model-diff.ts';
import { conditionText } from './condition-text.ts';
import { formatNumber } from './format.ts';
import * as m from './paraglide/messages.js';
import { thresholdWords } from './threshold-words.ts';

const kinds = { fit: m.scoring_models_kind_fit, engagement: m.scoring_models_kind_interest };
const asked = {
	score: m.scoring_models_asked_points,
	minFit: m.scoring_models_asked_fit,
	minEngagement: m.scoring_models_asked_interest
};

const number = (value: number) => formatNumber(value).replace('-', '−');
const signed = (points: number) => (points > 0 ? `+${number(points)}` : number(points));

export function changeText(change: ModelChange): string {
	switch (change.kind) {
		case 'groupAdded':
			return m.scoring_models_group_added({ label: change.label, cap: number(change.cap) });
		case 'groupRemoved':
			return m.scoring_models_group_removed({ label: change.label });
		case 'cap':
			return m.scoring_models_cap({
				...{ label: change.label, to: number(change.to), from: number(change.from) }
			});
		case 'groupKind':
			return m.scoring_models_group_kind({
				...{ label: change.label, to: kinds[change.to](), from: kinds[change.from]() }
			});
		case 'renamed':
			return m.scoring_models_renamed({ from: change.from, to: change.to });
		case 'ruleAdded':
		case 'ruleRemoved': {
			const rule = { label: change.label, points: signed(change.points), when: conditionText(change.when) };
			return change.kind === 'ruleAdded'
				? m.scoring_models_rule_added(rule)
				: m.scoring_models_rule_removed(rule);
		}
		case 'points':
			return m.scoring_models_points({
				...{ label: change.label, to: signed(change.to), from: signed(change.from) }
			});
		case 'max':
			return m.scoring_models_max({
				...{ label: change.label, to: number(change.to), from: number(change.from) }
			});
		case 'halfLife':
			return halfLifeText(change);
		case 'group':
			return m.scoring_models_group({ label: change.label, to: change.to, from: change.from });
		case 'condition':
			return m.scoring_models_condition({
				...{ label: change.label, to: conditionText(change.to), from: conditionText(change.from) }
			});
		case 'knockOutAdded':
			return m.scoring_models_knock_out_added({ when: conditionText(change.when) });
		case 'knockOutRemoved':
			return m.scoring_models_knock_out_removed({ when: conditionText(change.when) });
		case 'thresholdAdded':
			return m.scoring_models_threshold_added({
				...{ threshold: thresholdWords[change.threshold](), score: number(change.score) }
			});
		case 'thresholdRemoved':
			return m.scoring_models_threshold_removed({ threshold: thresholdWords[change.threshold]() });
		case 'score':
		case 'minFit':
		case 'minEngagement':
			return askedText(change);
		case 'require':
			return [
				...change.added.map((label) => ({ label, text: m.scoring_models_require_added })),
				...change.removed.map((label) => ({ label, text: m.scoring_models_require_removed }))
			]
				.map(({ label, text }) => text({ threshold: thresholdWords[change.threshold](), label }))
				.join('; ');
	}
}

function halfLifeText({ label, from, to }: Extract<ModelChange, { kind: 'halfLife' }>): string {
	if (to === null) return m.scoring_models_half_life_removed({ label, from: number(from!) });
	if (from === null) return m.scoring_models_half_life_added({ label, to: number(to) });
	return m.scoring_models_half_life({ label, to: number(to), from: number(from) });
}

type Asked = Extract<ModelChange, { kind: 'score' | 'minFit' | 'minEngagement' }>;

function askedText({ kind, threshold: name, from, to }: Asked): string {
	const threshold = thresholdWords[name]();
	const of = asked[kind]();
	if (to === null) return m.scoring_models_asked_removed({ threshold, of, from: number(from!) });
	if (from === null) return m.scoring_models_asked_added({ threshold, of, to: number(to) });
	return m.scoring_models_asked({ threshold, of, to: number(to), from: number(from) });
}
