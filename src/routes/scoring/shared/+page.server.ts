import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { conditionOf } from '#lib/scoring/answers.ts';
import { modelName } from '#lib/scoring/model.ts';
import { config, database } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { sharedReport } from '#lib/server/reports/shared.ts';
import { addRule } from '#lib/server/scoring/add-rule.ts';
import { findModel } from '#lib/server/scoring/models.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { modelText } from '#lib/ui/words.ts';
import { readChoice } from '#lib/ui/row-choice.ts';
import { inTurn } from '../../in-turn.ts';
import { readFilters } from '../../read-filters.ts';
import { partText } from './part-text.ts';
import { sharedChoice } from './shared-choice.ts';
import { pointsText, sharedView } from './shared-view.ts';

/** The head at once, then what takes a look at every answer and action. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readChoice(sharedChoice, url.searchParams);
	if (problem) error(400, problem);
	const { head } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, filters))
	});
	const known = await head;
	const shared =
		known.leads === 0
			? Promise.resolve(null)
			: database()
					.then((db) => sharedReport(db, config, filters))
					.then((report) => sharedView(report, choice));
	shared.catch(() => {});
	return { head: known, shared, added: await addedRule(url.searchParams) };
};

/** The rule that was just added, as it is kept. */
async function addedRule(params: URLSearchParams) {
	const [written, key] = [params.get('added'), params.get('rule')];
	if (!written || !key) return null;
	const model = await findModel((await database()).pool, written);
	const rule = model?.rules.find((one) => one.key === key);
	if (!model || !rule) return null;
	return {
		text: m.scoring_shared_added({
			rule: rule.label,
			model: modelText(modelName(model)),
			points: pointsText(rule.points)
		}),
		href: `/scoring/models/${encodeURIComponent(model.name)}/${model.version}`
	};
}

const number = z.number();
const text = z.string().min(1);
const formSchema = z.object({
	part: z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('is'), attribute: text, value: text }),
		z.object({ kind: z.literal('range'), attribute: text, from: number, to: number }),
		z.object({ kind: z.literal('did'), activity: text })
	]),
	points: z.coerce.number().min(-1000).max(1000)
});

export const actions = {
	add: async ({ request, url }) => {
		const data = await request.formData();
		const { part, points } = readForm(data);
		const { model, key } = await addRule(
			await database(),
			{
				label: partText(part),
				points,
				kind: part.kind === 'did' ? 'engagement' : 'fit',
				when: conditionOf(part)!,
				groupLabel: part.kind === 'did' ? m.scoring_shared_group_engagement() : m.scoring_shared_group_fit()
			},
			m.scoring_shared_new_model()
		);
		const params = new URLSearchParams(url.searchParams);
		params.delete('/add');
		params.set('added', modelName(model));
		params.set('rule', key);
		redirect(303, `${url.pathname}?${params.toString()}#added`);
	}
};

function readForm(data: FormData): z.infer<typeof formSchema> {
	const part = data.get('part');
	const points = data.get('points');
	let json: unknown = null;
	try {
		json = typeof part === 'string' ? JSON.parse(part) : null;
	} catch {
		error(422, `part "${String(part)}": is not JSON`);
	}
	const parsed = formSchema.safeParse({ part: json, points });
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	error(422, `${issue.path.join('.')}: ${issue.message}`);
}
