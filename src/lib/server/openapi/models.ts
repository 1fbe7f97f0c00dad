/** What the API can do with score models. */
import { z } from 'zod';
import { scoreModelSchema } from '#lib/scoring/model.ts';
import { publishBody, rollbackBody } from '../scoring/model-api.ts';
import type { Operation, Parameter } from './operations.ts';
import { count, instant, text } from './parts.ts';

const id = {
	model: z.string().describe('NAME@VERSION, as the filter `model` takes it.'),
	name: z.string(),
	version: z.int().min(1),
	status: z.enum(['draft', 'live', 'retired'])
};

export const modelsAnswer = z
	.looseObject({
		models: z.array(
			z
				.looseObject({
					...id,
					rules: count,
					changedAt: instant.describe('A published version never changes again.'),
					publishedAt: instant.nullable().describe('When it was made live last; null: never.'),
					reason: text
				})
				.meta({ id: 'ScoreModelVersion' })
		)
	})
	.meta({ id: 'ScoreModelList' });

export const modelAnswer = z
	.looseObject({
		...{ name: id.name, version: id.version, status: id.status },
		groups: z.array(z.looseObject({ key: z.string(), label: z.string(), cap: z.number() })),
		rules: z.array(z.looseObject({ key: z.string(), label: z.string(), points: z.number() })),
		disqualify: z.array(z.looseObject({})),
		thresholds: z.looseObject({})
	})
	.meta({ id: 'ScoreModel' });

export const keptModelAnswer = z
	.looseObject({
		...id,
		rules: count,
		warnings: z
			.array(z.looseObject({ kind: z.string(), path: z.array(z.union([z.string(), z.int()])) }))
			.describe('What is allowed, but hardly meant, and where.')
	})
	.meta({ id: 'KeptScoreModel' });

export const removedModelAnswer = z.looseObject(id).meta({ id: 'RemovedScoreModel' });

export const rollbackAnswer = z
	.looseObject({ from: z.string(), to: text.describe('NAME@VERSION that is live now; null: none.') })
	.meta({ id: 'RolledBack' });

const name: Parameter = { name: 'name', in: 'path', required: true, schema: z.string() };
const version: Parameter = {
	...{ name: 'version', in: 'query', schema: z.int().min(1), description: 'By default the newest.' }
};
const path = '/api/v1/models';

export const modelOperations: readonly Operation[] = [
	{
		...{ route: path, method: 'get', id: 'getModels', parameters: [] },
		summary: 'All score models in all their versions.',
		answers: { 200: { description: 'By name, the newest first.', schema: modelsAnswer } },
		errors: []
	},
	{
		...{ route: path, method: 'post', id: 'postModel', parameters: [] },
		summary: 'Keeps a score model as the draft of its name; its version and status are given here.',
		body: { 'application/json': scoreModelSchema },
		answers: { 200: { description: 'As it is kept.', schema: keptModelAnswer } },
		errors: [400, 413, 415, 422]
	},
	{
		...{ route: `${path}/[name]`, method: 'get', id: 'getModel', parameters: [name, version] },
		summary: 'A score model as JSON.',
		answers: { 200: { description: 'The model.', schema: modelAnswer } },
		errors: [400, 404]
	},
	{
		...{ route: `${path}/[name]`, method: 'delete', id: 'deleteModel', parameters: [name, version] },
		summary: 'Deletes a draft; what was ever live stays.',
		answers: { 200: { description: 'What was deleted.', schema: removedModelAnswer } },
		errors: [400, 404, 409]
	},
	{
		...{ route: `${path}/[name]/publish`, method: 'post', id: 'publishModel', parameters: [name] },
		summary:
			'Makes a version the live one; all leads are recalculated, and reports show the old scores until then.',
		body: { 'application/json': publishBody },
		answers: { 200: { description: 'What is live now.', schema: keptModelAnswer } },
		errors: [400, 404, 409, 413, 415]
	},
	{
		...{ route: `${path}/rollback`, method: 'post', id: 'rollBackModel', parameters: [] },
		summary: 'Makes the version live that was so before.',
		body: { 'application/json': rollbackBody },
		answers: { 200: { description: 'What was live, and is.', schema: rollbackAnswer } },
		errors: [400, 409, 413, 415]
	}
];
