/** The form of suggested points as the API answers them. */
import { z } from 'zod';
import { count, counts, head, text } from './parts.ts';

const points = z.number();
const limit = z.looseObject({ score: points });
const leadsAndClients = counts('leads', 'clients');

const rule = z.looseObject({
	key: z.string(),
	label: z.string(),
	role: z
		.enum(['free', 'locked', 'rare', 'same'])
		.describe(
			'Only a free rule gets points: the others are locked, met by too few leads, or the same for all.'
		),
	hits: count.describe('Of the older leads, those that meet it.'),
	clients: count,
	before: points,
	points: points.describe('As suggested; as they are where nothing is suggested.'),
	held: z.boolean().describe('0 points, since the rule speaks for the opposite of what its points say.')
});

const found = z.looseObject({
	verdict: z
		.enum(['better', 'chance', 'worse'])
		.describe('Of the newer leads; points are offered if better.'),
	comparison: z.looseObject({
		aucA: z.number().describe('With the suggested points.'),
		aucB: z.number().describe('With the points as they are.'),
		difference: z.number(),
		interval: z.tuple([z.number(), z.number()]).describe('95 % interval of the difference.')
	}),
	passed: count.describe('Newer leads that pass mql with the points as they are.'),
	caughtBefore: count.describe('Clients among them.'),
	caughtAfter: z.number().describe('Clients among as many leads with the highest suggested scores.'),
	scale: z.enum(['same', 'moved', 'locked']),
	thresholds: z.array(
		z.looseObject({
			name: z.string(),
			before: limit,
			after: limit,
			passedBefore: count,
			clientsBefore: count,
			passedAfter: count,
			clientsAfter: count
		})
	),
	raised: z
		.array(z.looseObject({ key: z.string(), label: z.string(), before: points, after: points }))
		.describe('Caps of groups that would cut the points off.'),
	model: z.looseObject({ name: z.string() }).describe('The score model with these points.')
});

export const suggestionAnswer = z
	.looseObject({
		...head,
		scored: text.describe('NAME@VERSION of the model whose rules get points; null if there is none.'),
		locked: z.array(z.string()),
		horizonDays: z.int(),
		delayDays: z.int(),
		n: count,
		clients: count,
		leftOut: count.describe('Leads that are too young to know.'),
		suggestion: z
			.looseObject({
				refusal: z
					.looseObject({ reason: z.string() })
					.nullable()
					.describe('Why nothing is suggested, with the numbers it rests on.'),
				training: leadsAndClients.describe('The older leads, whom points come from.'),
				test: leadsAndClients.describe('The newer leads, whom they are tested on.'),
				rules: z.array(rule),
				found: found.nullable()
			})
			.nullable()
	})
	.meta({ id: 'Suggestion' });
