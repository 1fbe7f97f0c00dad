/** The score model as JSON (INTERFACES: Score model). */
import { z } from 'zod';
import { eventTypes } from '#lib/events/event.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

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
	.refine((c) => c.op === 'exists' || c.value !== undefined, { path: ['value'], message: 'is missing' });
export type AttributeCondition = z.infer<typeof attributeCondition>;

export type When =
	| AttributeCondition
	| { activity: string; where?: AttributeCondition[] }
	| { event: string }
	| { all: When[] };

const when: z.ZodType<When> = z.lazy(() =>
	z.union([
		attributeCondition,
		z.strictObject({ activity: z.string().min(1), where: z.array(attributeCondition).optional() }),
		z.strictObject({ event: z.enum(eventTypes) }),
		z.strictObject({ all: z.array(when).min(1) })
	])
);

const threshold = z.union([
	z.number().transform((score) => ({ score })),
	z.strictObject({
		score: z.number(),
		minFit: z.number().optional(),
		minEngagement: z.number().optional(),
		require: z.array(z.string()).optional()
	})
]);
export type Threshold = { score: number; minFit?: number; minEngagement?: number; require?: string[] };

export const scoreModelSchema = z.strictObject({
	name: z.string().min(1),
	version: z.number().int().min(1).default(1),
	status: z.enum(['draft', 'live', 'retired']).default('draft'),
	groups: z.array(
		z.strictObject({
			key: z.string().min(1),
			label: z.string(),
			kind: z.enum(['fit', 'engagement']),
			cap: z.number().positive()
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
			halfLifeDays: z.number().positive().optional()
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
export type ScoreModel = z.infer<typeof scoreModelSchema>;
