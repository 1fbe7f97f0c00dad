/** The score model as JSON (INTERFACES: Score model). */
import { z } from 'zod';
import { eventTypes, type EventType } from '#lib/events/event.ts';
import { sayIssue } from './model-issue.ts';

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

export const scoreModelSchema = shape.superRefine(({ groups, rules, thresholds }, check) => {
	const fault = (path: (string | number)[], message: string) =>
		check.addIssue({ code: 'custom', path, message });
	const twice = (list: { key: string }[], of: string) =>
		list.forEach(({ key }, i) => {
			if (list.findIndex((other) => other.key === key) < i)
				fault([of, i, 'key'], `"${key}" is the key of two ${of}: give each its own`);
		});
	twice(groups, 'groups');
	twice(rules, 'rules');
	rules.forEach(({ group }, i) => {
		if (!groups.some(({ key }) => key === group))
			fault(
				['rules', i, 'group'],
				groups.length === 0
					? `there is no group "${group}", nor any other: add one`
					: `there is no group "${group}": the groups are ${groups.map(({ key }) => key).join(', ')}`
			);
	});
	for (const [of, threshold] of Object.entries(thresholds))
		threshold?.require?.forEach((key, i) => {
			if (!rules.some((rule) => rule.key === key))
				fault(['thresholds', of, 'require', i], `there is no rule "${key}"`);
		});
});
export type ScoreModel = z.infer<typeof scoreModelSchema>;

/** A model is unusable: where in it, the value, and what would be right. */
export class ModelFault extends Error {
	override name = 'ModelFault';
	/** Names of the field and the places above it. */
	readonly path: PropertyKey[];
	/** The message without the place: what is said beside the field. */
	readonly problem: string;
	/** What else is wrong, in the order of the schema. */
	readonly others: readonly ModelFault[];

	constructor(path: PropertyKey[], message: string, problem = message, others: readonly ModelFault[] = []) {
		super(message);
		this.path = path;
		this.problem = problem;
		this.others = others;
	}
}

/** Faults that are said at once; a file that is no model at all would have thousands. */
const mostSaid = 20;

/** A sentence for each fault, the first one first. */
export function faultTexts({ message, others }: ModelFault): string[] {
	const said = [message, ...others.slice(0, mostSaid - 1).map((other) => other.message)];
	const unsaid = others.length + 1 - said.length;
	return unsaid === 0 ? said : [...said, `And ${unsaid} more.`];
}

/** Checks one condition. Throws a {@link ModelFault} that names field and value. */
export const parseWhen = (value: unknown): When => parsed(when, value);

/** Checks a model and fills in the defaults. Throws a {@link ModelFault} that names field and value. */
export const parseModel = (value: unknown): ScoreModel => parsed(scoreModelSchema, value);

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const [first, ...others] = result.error.issues.map((issue) => faultOf(issue, value));
	throw new ModelFault(first!.path, first!.message, first!.problem, others);
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): ModelFault {
	const { path, message } = sayIssue(issue, value);
	const at = path.reduce<unknown>(
		(part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key],
		value
	);
	const written = typeof at === 'string' ? ` "${at}"` : typeof at === 'number' ? ` ${at}` : '';
	const where = path.length ? `${path.map(String).join(' → ')}${written}: ` : '';
	return new ModelFault(path, `${where}${message}.`, `${written}${written && ' '}${message}.`.trim());
}
