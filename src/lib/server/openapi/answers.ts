/** The forms of what the API answers. They name what a caller may rely on; more may stand beside it. */
import { z } from 'zod';
import { todoReasons } from '#lib/managers/todo.ts';
import { temperatures } from '#lib/filters/names.ts';
import { outcomes, stages } from '#lib/funnel/stages.ts';
import { count, counts, head, instant, key, maturity, rate, text } from './parts.ts';

export const errorAnswer = z
	.looseObject({
		error: z.object({
			code: z.string(),
			message: z.string().describe('What is wrong, as a sentence.'),
			field: z.string().optional().describe('The parameter, header or field at fault.'),
			hint: z.string().optional().describe('What to do.')
		})
	})
	.meta({ id: 'Error' });

const quarantinedRow = z
	.object({
		line: z.int().min(1),
		reason: z.string(),
		detail: z.string().describe('The field and the value that show it.'),
		text: z.string().describe('The row as it was sent, at most 2,000 characters.')
	})
	.meta({ id: 'QuarantinedRow' });

export const loadAnswer = z
	.looseObject({
		file: z.string(),
		preset: text,
		load: z.int().describe('The number of this load in the log of loads.'),
		rows: counts('read', 'accepted', 'corrected', 'known', 'ignored', 'quarantined').describe(
			'What became of the rows: read is the sum of the others.'
		),
		events: counts('accepted', 'corrected', 'known', 'withdrawn'),
		leads: counts('new', 'joined'),
		reasons: z.array(z.object({ reason: z.string(), count })),
		warnings: z.array(z.object({ warning: z.string(), count })),
		problem: text.describe('Why reading stopped before the end.'),
		seconds: z.number(),
		quarantined: z.array(quarantinedRow).describe('The first 1,000 rows that were not loaded.')
	})
	.meta({ id: 'Load' });

export const hookAnswer = z
	.union([loadAnswer, z.object({ ignored: z.string().describe('Why the delivery means nothing here.') })])
	.meta({ id: 'Delivery' });

const stageRow = z
	.looseObject({
		stage: z.enum(stages),
		recorded: z.boolean(),
		reached: count,
		fromPrevious: rate,
		fromFirst: rate,
		interval: z.tuple([rate, rate]).describe('95 % interval of fromPrevious.'),
		implied: count,
		outOfOrder: count,
		medianDays: rate,
		p90Days: rate,
		open: count,
		refused: count,
		unfit: count,
		junk: count,
		returned: count,
		amount: z.number()
	})
	.meta({ id: 'FunnelStage' });

export const funnelAnswer = z
	.looseObject({
		...head,
		stages: z.array(stageRow),
		reasons: z.array(z.object({ lostFrom: z.enum(stages), outcome: z.enum(outcomes), reason: text, count })),
		maturity,
		groups: z.array(z.looseObject({ key, leads: count, stages: z.array(stageRow), maturity }))
	})
	.meta({ id: 'FunnelReport' });

export const qualityAnswer = z
	.looseObject({
		...head,
		loads: z.array(
			z.looseObject({ id: z.int(), file: z.string(), rows: counts('read'), events: counts('accepted') })
		),
		quarantine: z.array(z.looseObject({ reason: z.string(), count })),
		records: count,
		joined: count,
		sharedKeys: count,
		implied: count,
		outOfOrder: count,
		approximate: count,
		negative: count,
		statuses: z.array(z.looseObject({ source: text, status: text, outcome: z.enum(outcomes), leads: count }))
	})
	.meta({ id: 'QualityReport' });

const classEnd = z
	.union([instant, z.literal('never')])
	.nullable()
	.describe('When decay takes its score below the threshold; null: it is not above.');

const leadShape = {
	id: z.guid(),
	name: text,
	company: text,
	records: z.array(z.string()),
	channel: text,
	campaign: text,
	manager: text,
	createdAt: instant,
	stage: z.enum(stages),
	outcome: z.enum(outcomes),
	reason: text,
	lastActivityAt: instant.nullable(),
	amount: z.number().nullable(),
	score: rate.describe('Points at its last event; null without a model.'),
	fit: rate,
	engagement: rate,
	temperature: z.enum(temperatures).nullable().describe('At the moment up to which the data are judged.'),
	hotUntil: classEnd,
	warmUntil: classEnd,
	model: text.describe('NAME@VERSION of the score model.')
};

export const leadsAnswer = z
	.looseObject({
		leads: z.array(
			z
				.looseObject({
					...leadShape,
					idleDays: rate.describe(
						'Days without activity of an open lead, in lists sorted by it or chosen by how leads wait.'
					),
					limitDays: rate.describe('Days that leads may wait so in its stage, in the same lists.'),
					todo: z
						.looseObject({ reasons: z.array(z.enum(todoReasons)), since: instant })
						.nullable()
						.describe(
							'Why it is to be worked now, the most urgent first, in lists chosen or sorted by that.'
						),
					unsubscribed: z.boolean().describe('Wants no mails.')
				})
				.meta({ id: 'Lead' })
		),
		total: count.describe('All leads of the selection.'),
		next: text.describe('The parameter `after` of the next page.')
	})
	.meta({ id: 'LeadList' });

export const leadAnswer = z
	.looseObject({
		...leadShape,
		firstManager: text,
		firstContactAt: instant.nullable(),
		contactAttempts: count,
		returns: count,
		lostFrom: z.enum(stages),
		attributes: z.record(z.string(), z.string()),
		entries: z.array(
			z.looseObject({ stage: z.enum(stages), at: instant, own: z.boolean(), exact: z.boolean(), days: rate })
		),
		moves: z.array(z.looseObject({ at: instant, from: text, to: z.string(), manager: text })),
		events: z.array(
			z.looseObject({
				type: z.string(),
				at: z.string(),
				source: z.string(),
				load: z.int(),
				file: z.string(),
				line: z.int(),
				fields: z.array(z.object({ name: z.string(), value: z.string() }))
			})
		)
	})
	.meta({ id: 'LeadDetail' });

export const optionsAnswer = z
	.looseObject({ options: z.array(z.object({ value: text, leads: count })) })
	.meta({ id: 'FilterOptions' });
