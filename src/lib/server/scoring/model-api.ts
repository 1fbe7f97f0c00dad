/** What the API says of score models: their bodies read, their problems answered. */
import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { faultTexts, ModelFault, modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { modelWarnings } from '#lib/scoring/model-warnings.ts';
import { apiError, type ApiError } from '../api.ts';
import { BodyProblem, openBody } from '../intake/body.ts';
import type { ListedModel } from './model-list.ts';
import { ModelProblem } from './models.ts';

/** Bytes of a model as sent, and unzipped: 200 rules take some 50,000. */
const limits = { sent: 2_000_000, unzipped: 10_000_000 };

const version = z.int().min(1).max(999_999_999);
const reason = z.string().max(1000);
export const publishBody = z.strictObject({
	reason: reason.describe('Why: it is kept with the version.'),
	version: version.optional().describe('By default the newest.')
});
export const rollbackBody = z.strictObject({ reason: reason.optional() });

class NotFound extends Error {}
class Unreadable extends Error {
	readonly field: string | undefined;
	constructor(message: string, field?: string) {
		super(message);
		this.field = field;
	}
}

/** The model of an address, which may name its version; throws what {@link answerModels} answers. */
export async function modelOf(
	params: { name: string },
	url: URL,
	find: (written: string) => Promise<ScoreModel | null>
): Promise<ScoreModel> {
	const given = url.searchParams.get('version');
	if (given !== null && !version.safeParse(Number(given)).success)
		throw new Unreadable(`version "${given}": must be a whole number from 1.`, 'version');
	const written = given === null ? params.name : `${params.name}@${given}`;
	const found = written.includes('\0') ? null : await find(written);
	if (!found) throw new NotFound(`There is no model "${written}".`);
	return found;
}

export async function bodyText(request: Request): Promise<string> {
	const body = openBody(request, limits);
	const parts: Buffer[] = [];
	try {
		for await (const chunk of body.source.open()!) parts.push(chunk);
	} finally {
		await body.finish();
	}
	return Buffer.concat(parts).toString('utf8');
}

/** An empty body stands for an object without fields. */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
	const text = await bodyText(request);
	let value: unknown;
	try {
		value = text.trim() === '' ? {} : JSON.parse(text);
	} catch (error) {
		throw new Unreadable(`The body is no JSON: ${(error as Error).message}.`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const { path, message } = parsed.error.issues[0]!;
	const field = path.join('.');
	throw new Unreadable(field ? `${field}: ${message}.` : `The body: ${message}.`, field || undefined);
}

/** What `work` gives as JSON, or what is wrong in the form of all errors. */
export async function answerModels(work: () => Promise<unknown>): Promise<Response> {
	try {
		return json(await work());
	} catch (problem) {
		if (!(problem instanceof Error)) throw problem;
		const { message } = problem;
		if (problem instanceof NotFound)
			return apiError(404, { code: 'no_such_model', message, hint: 'All there are: GET /api/v1/models' });
		if (problem instanceof Unreadable)
			return apiError(400, {
				...{ code: 'wrong_request', message },
				...(problem.field === undefined ? {} : { field: problem.field })
			});
		if (problem instanceof BodyProblem) return apiError(problem.status, { code: 'wrong_body', message });
		if (problem instanceof ModelFault) return apiError(422, wrongModel(problem));
		if (problem instanceof ModelProblem) return apiError(409, { code: 'model_problem', message });
		throw problem;
	}
}

function wrongModel(problem: ModelFault): ApiError {
	const [message, ...others] = faultTexts(problem);
	const { path } = problem.faults[0]!;
	return {
		...{ code: 'wrong_model', message: message! },
		...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
		...(others.length === 0 ? {} : { hint: `Also wrong: ${others.join(' ')}` })
	};
}

/** A version as lists of the API show it. */
export const summaryOf = ({ model, changedAt, publishedAt, reason }: ListedModel) => ({
	...idOf(model),
	...{ rules: model.rules.length, changedAt, publishedAt, reason }
});

export const idOf = ({ name, version, status }: ScoreModel) => ({
	...{ model: modelName({ name, version }), name, version, status }
});

/** What was kept or published, with what is hardly meant. */
export const keptAnswer = (model: ScoreModel) => ({
	...idOf(model),
	rules: model.rules.length,
	warnings: modelWarnings(model, null, () => null)
});
