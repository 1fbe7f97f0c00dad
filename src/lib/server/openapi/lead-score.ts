/** The form of what the API answers about the score of a lead. */
import { z } from 'zod';
import { temperatures } from '#lib/filters/names.ts';
import { thresholdNames } from '#lib/scoring/threshold-names.ts';
import { count, instant, text } from './parts.ts';

const points = z.number();
const threshold = z.enum(thresholdNames);
const scored = { score: points, fit: points, engagement: points };
const lifting = z.array(z.object({ rule: z.string(), label: z.string(), times: count }));

const group = z.looseObject({
	group: z.string(),
	label: z.string(),
	kind: z.enum(['fit', 'engagement']),
	cap: points,
	sum: points.describe('The sum of its rules.'),
	counts: points.describe('That sum within the cap; the score is the sum of these.'),
	rules: z.array(
		z.looseObject({
			rule: z.string(),
			label: z.string(),
			points,
			hits: count.describe('How often the lead met it.'),
			amount: z.number().describe('How often it counts now.'),
			value: points.describe('points × amount')
		})
	)
});

const score = z
	.looseObject({
		...scored,
		at: instant.describe('The moment up to which the data are judged.'),
		temperature: z.enum(temperatures),
		until: instant.nullable().describe('When decay ends its class; null: without an event it stays.'),
		knockedOutBy: z
			.array(z.looseObject({}))
			.describe(
				'The knock-out rules that it meets: it is cold and reaches no threshold, whatever its score.'
			),
		groups: z.array(group),
		steps: z.array(
			z.looseObject({
				...scored,
				at: instant,
				type: z.string(),
				activity: text,
				before: points.describe('The score just before.'),
				changes: z.array(z.object({ rule: z.string(), label: z.string(), value: points }))
			})
		),
		crossings: z.array(z.object({ at: instant, threshold, up: z.boolean() })),
		thresholds: z.array(
			z.looseObject({
				threshold,
				score: points,
				met: z.boolean(),
				missing: z.object(scored).describe('Points that are missing.'),
				missingRules: z.array(z.string()),
				lift: z
					.object({
						alone: lifting.describe('Each reaches it without any other.'),
						together: lifting.nullable().describe('The fewest that reach it together.')
					})
					.nullable()
			})
		)
	})
	.meta({ id: 'LeadScore' });

export const leadScoreAnswer = z.looseObject({
	lead: z.guid(),
	model: text.describe('NAME@VERSION; null while no score model is live.'),
	score: score.nullable()
});
