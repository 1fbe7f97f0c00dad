/** The list of score models in the words of its page. */
import { modelChanges } from '#lib/scoring/model-diff.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import type { ListedModel } from '#lib/server/scoring/model-list.ts';
import type { Publication } from '#lib/server/scoring/publications.ts';
import { formatCount, formatDate, formatTime } from '#lib/ui/format.ts';
import { changeText } from '#lib/ui/model-change-text.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { modelText } from '#lib/ui/words.ts';

export interface ShownVersion {
	/** NAME@VERSION */
	model: string;
	status: ScoreModel['status'];
	statusText: string;
	rules: string;
	handOver: string;
	/** When it was changed, or published and why. */
	when: string;
	reason: string | null;
	/** Of the editor; of the workbench. */
	href: string;
	workbench: string;
	json: string;
	/** What differs from the version before; null for the first. */
	since: { model: string; changes: string[] } | null;
}

export interface ShownModel {
	name: string;
	versions: ShownVersion[];
}

const statusTexts = {
	draft: m.scoring_models_status_draft,
	live: m.scoring_models_status_live,
	retired: m.scoring_models_status_retired
};

export const editorHref = ({ name, version }: Pick<ScoreModel, 'name' | 'version'>) =>
	`/scoring/models/${encodeURIComponent(name)}/${version}`;

/** What becomes other when one model takes the place of another; one line says if nothing does. */
export function changeLines(before: ScoreModel, after: ScoreModel): string[] {
	const changes = modelChanges(before, after).map(changeText);
	return changes.length > 0 ? changes : [m.scoring_models_same()];
}

/** By name, the newest version first, as they are listed. */
export function shownModels(listed: readonly ListedModel[], timezone: string): ShownModel[] {
	const shown: ShownModel[] = [];
	listed.forEach((one, i) => {
		const { model, changedAt, publishedAt, reason } = one;
		const before = listed[i + 1]?.model.name === model.name ? listed[i + 1]!.model : null;
		if (shown.at(-1)?.name !== model.name) shown.push({ name: model.name, versions: [] });
		const written = modelName(model);
		const search = new URLSearchParams({ model: written });
		shown.at(-1)!.versions.push({
			model: written,
			status: model.status,
			statusText: statusTexts[model.status](),
			rules: m.scoring_models_rules({ n: model.rules.length, count: formatCount(model.rules.length) }),
			handOver: m.scoring_models_hand_over({ points: formatCount(model.thresholds.mql.score) }),
			when:
				publishedAt === null
					? m.scoring_models_changed_at({ time: formatTime(changedAt, timezone) })
					: m.scoring_models_published_at({ time: formatTime(publishedAt, timezone) }),
			reason: reason && m.scoring_models_reason({ reason }),
			href: editorHref(model),
			workbench: `/scoring?${search}`,
			json: `/scoring/models/json?${search}`,
			since: before && { model: modelText(modelName(before)), changes: changeLines(before, model) }
		});
	});
	return shown;
}

/** Which model decides, since when and why. */
export function liveSentence(publications: readonly Publication[], timezone: string): string {
	const last = publications.at(-1);
	if (!last) return m.scoring_models_none_live();
	const day = formatDate(new Date(last.from).toISOString(), timezone);
	if (!last.model) return m.scoring_models_none_since({ day, reason: last.reason });
	return m.scoring_models_live_since({ model: modelText(modelName(last.model)), day, reason: last.reason });
}

export interface ShownPublication {
	id: number;
	model: string;
	time: string;
	reason: string;
}

/** The newest first. */
export const shownHistory = (publications: readonly Publication[], timezone: string): ShownPublication[] =>
	publications.toReversed().map(({ id, model, from, reason }) => ({
		...{ id, reason },
		model: model ? modelText(modelName(model)) : m.scoring_models_history_none(),
		time: formatTime(new Date(from).toISOString(), timezone)
	}));
