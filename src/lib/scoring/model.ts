/** The score model as JSON (INTERFACES: Score model). */
import { z } from 'zod';
import { eventTypes, type EventType } from '#lib/events/event.ts';
import { sayIssue, valueAt, type Said } from './model-issue.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const oneValue = new Set(['eq', 'gte', 'lte', 'contains']);
const ofNumbers = new Set(['gte', 'lte', 'between']);
const isNumber = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && isFinite(Number(value)));

const attributeCondition = z
	.strictObject({
		attribute: z.string().min(1),
		op: z.enum(['eq', 'in', 'gte', 'lte', 'between', 'contains', 'exists']),
		value: z.union([scalar, z.array(scalar)]).optional()
	})
	.refine((c) => c.op !== 'between' || (Array.isArray(c.value) && c.value.length === 2), {
		path: ['value'],
		message: 'between takes two values'
	})
	.refine((c) => c.op !== 'in' || Array.isArray(c.value), { path: ['value'], message: 'in takes a list' })
	.refine((c) => c.op === 'exists' || c.value !== undefined, { path: ['value'], message: 'is missing' })
	.refine((c) => !oneValue.has(c.op) || !Array.isArray(c.value), {
		path: ['value'],
		message: 'takes one value: for several, use op "in"'
	})
	.refine((c) => !ofNumbers.has(c.op) || c.value === undefined || [c.value].flat().every(isNumber), {
		path: ['value'],
		message: 'compares numbers: write a number'
	});
export type AttributeCondition = z.infer<typeof attributeCondition>;

export type When =
	| AttributeCondition
	| { activity: string; where?: AttributeCondition[] }
	| { event: EventType }
	| { all: When[] };

const when: z.ZodType<When> = z
	.lazy(() =>
		z.union(
			[
				attributeCondition,
				z.strictObject({ activity: z.string().min(1), where: z.array(attributeCondition).optional() }),
				z.strictObject({ event: z.enum(eventTypes) }),
				z.strictObject({ all: z.array(when).min(1) })
			],
			'must name an attribute with an operator ("op"), an activity, an event, or "all" of several conditions'
		)
	)
	.meta({ id: 'ScoreCondition' });

export type Threshold = { score: number; minFit?: number; minEngagement?: number; require?: string[] };

const threshold = z.union(
	[
		z.number().transform((score): Threshold => ({ score })),
		z
			.strictObject({
				score: z.number(),
				minFit: z.number().optional(),
				minEngagement: z.number().optional(),
				require: z.array(z.string()).optional()
			})
			.transform((one): Threshold => one)
	],
	'must be a number, or an object with a "score"'
);

export { modelName } from './model-name.ts';

/** One line of plain text without `@`, which stands before a version. */
const name = z
	.string()
	.trim()
	.min(1, 'must not be empty')
	.max(100, 'must not be longer than 100 characters')
	.refine((text) => [...text].every((char) => char >= ' ' && char !== '@'), 'must be one line without @');

const shape = z.strictObject({
	name,
	version: z.number().int().min(1).default(1),
	status: z.enum(['draft', 'live', 'retired']).default('draft'),
	groups: z.array(
		z.strictObject({
			key: z.string().min(1),
			label: z.string(),
			kind: z.enum(['fit', 'engagement']),
			cap: z.number().nonnegative()
		})
	),
	rules: z.array(
		z.strictObject({
			key: z.string().min(1),
			label: z.string(),
			group: z.string(),
			points: z.number(),
			when,
			max: z.number().int().min(1).default(1),
			halfLifeDays: z.number().nonnegative().optional()
		})
	),
	disqualify: z.array(when).default([]),
	thresholds: z.strictObject({
		warm: threshold,
		hot: threshold,
		eql: threshold.optional(),
		mql: threshold,
		sql: threshold.optional()
	})
});

/** What keys of a model refer to, as far as it can be read. */
const referring = z
	.object({
		groups: keyed(z.object({ key: z.string() }))
			.nullable()
			.catch(null),
		rules: keyed(z.object({ key: z.string(), group: z.string().optional().catch(undefined) }))
			.nullable()
			.catch(null),
		thresholds: z
			.record(
				z.string(),
				z
					.object({ require: z.array(z.string()) })
					.nullable()
					.catch(null)
			)
			.catch({})
	})
	.catch({ groups: null, rules: null, thresholds: {} });

function keyed<T extends z.ZodType>(one: T) {
	return z.array(one.nullable().catch(null));
}

/** Keys that two parts have, and those that name no part. */
function wrongKeys(model: unknown): Said[] {
	const { groups, rules, thresholds } = referring.parse(model);
	const twice = (list: typeof groups, of: string) =>
		(list ?? []).flatMap((one, i): Said[] =>
			one && list!.findIndex((other) => other?.key === one.key) < i
				? [{ path: [of, i, 'key'], message: `"${one.key}" is the key of two ${of}: give each its own` }]
				: []
		);
	const groupKeys = groups?.flatMap((group) => group?.key ?? []) ?? [];
	return [
		...twice(groups, 'groups'),
		...twice(rules, 'rules'),
		...(rules ?? []).flatMap((rule, i): Said[] => {
			if (!groups || rule?.group === undefined || groupKeys.includes(rule.group)) return [];
			const others =
				groupKeys.length === 0 ? ', nor any other: add one' : `: the groups are ${groupKeys.join(', ')}`;
			return [{ path: ['rules', i, 'group'], message: `there is no group "${rule.group}"${others}` }];
		}),
		...Object.entries(thresholds).flatMap(([of, threshold]) =>
			(threshold?.require ?? []).flatMap((key, i): Said[] =>
				!rules || rules.some((rule) => rule?.key === key)
					? []
					: [{ path: ['thresholds', of, 'require', i], message: `there is no rule "${key}"` }]
			)
		)
	];
}

export const scoreModelSchema = shape.superRefine((model, check) => {
	for (const { path, message } of wrongKeys(model))
		check.addIssue({ code: 'custom', path: path as (string | number)[], message });
});
export type ScoreModel = z.infer<typeof scoreModelSchema>;

/** One fault of a model. */
export interface Fault {
	/** Names of the field and the places above it. */
	path: PropertyKey[];
	/** The place, the value, and what would be right. */
	message: string;
	/** The message without the place: what is said beside the field. */
	problem: string;
}

/** A model is unusable; the message has a line for each fault. */
export class ModelFault extends Error {
	override name = 'ModelFault';
	/** One at least, in the order of the fields; keys that do not fit come last. */
	readonly faults: readonly Fault[];

	constructor(faults: readonly Fault[]) {
		super(faults.map(({ message }) => message).join('\n'));
		this.faults = faults;
	}
}

/** Faults that are said at once; a file that is no model at all would have thousands. */
const mostSaid = 20;

/** A sentence for each fault, the first one first. */
export function faultTexts({ faults }: ModelFault): string[] {
	const said = faults.slice(0, mostSaid).map(({ message }) => message);
	const unsaid = faults.length - said.length;
	return unsaid === 0 ? said : [...said, `And ${unsaid} more.`];
}

/** Checks one condition. Throws a {@link ModelFault} that names every wrong field and its value. */
export function parseWhen(value: unknown): When {
	const { data, error } = when.safeParse(value);
	if (error) throw faultsOf(error, value);
	return data;
}

/** Checks a model and fills in the defaults. Throws a {@link ModelFault} that names every wrong field and its value. */
export function parseModel(value: unknown): ScoreModel {
	const { data, error } = scoreModelSchema.safeParse(value);
	// The schema looks at keys only once all else is right.
	if (error) throw faultsOf(error, value, wrongKeys(value));
	return data;
}

/** One fault a field: what else would be said of it follows from the first. */
function faultsOf({ issues }: z.ZodError, value: unknown, more: Said[] = []): ModelFault {
	const all = [...issues.flatMap((issue) => sayIssue(issue, value)), ...more];
	const byField = new Map(all.toReversed().map((said) => [said.path.join('\0'), said]));
	return new ModelFault([...byField.values()].toReversed().map((said) => faultOf(said, value)));
}

function faultOf({ path, message }: Said, value: unknown): Fault {
	const at = valueAt(value, path);
	const written = typeof at === 'string' ? `"${at}"` : typeof at === 'number' ? String(at) : '';
	const where = [path.map(String).join(' → '), written].filter(Boolean).join(' ');
	return {
		path,
		message: path.length > 0 ? `${where}: ${message}.` : `${message}.`,
		problem: written ? `${written} ${message}.` : `${message}.`
	};
}
