/** The forms of what the API answers. They name what a caller may rely on; more may stand beside it. */
import { z } from 'zod';
import { attributionModels, type AttributionModel } from '#lib/channels/report.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { outcomes, stages } from '#lib/funnel/stages.ts';

const count = z.int().min(0);
const counts = <const Name extends string>(...names: Name[]) =>
	z.looseObject(Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>);
const rate = z.number().nullable();
const text = z.string().nullable();
const instant = z.iso.datetime();

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

/** Filters as a report shows them; a filter that is not set is absent. */
const shownFilters = z.looseObject({ mode: filtersSchema.shape.mode.unwrap() }).meta({ id: 'Filters' });

const head = {
	filters: shownFilters,
	asOf: instant.nullable().describe('The moment up to which the data are judged.'),
	model: text,
	dataVersion: z.int(),
	leads: count
};

const key = z.union([text, z.tuple([text, text])]);

export const funnelAnswer = z
	.looseObject({
		...head,
		stages: z.array(stageRow),
		reasons: z.array(z.object({ lostFrom: z.enum(stages), outcome: z.enum(outcomes), reason: text, count })),
		groups: z.array(z.looseObject({ key, leads: count, stages: z.array(stageRow) }))
	})
	.meta({ id: 'FunnelReport' });

const amount = z.number();
const range = z.tuple([rate, rate]);

const channelFigures = {
	leads: count,
	requests: count.describe('Forms, calls and chats; one person may ask several times.'),
	newRequests: count.describe('Those that made a lead.'),
	returningRequests: count,
	clientRequests: count,
	iql: count,
	eql: count,
	mql: count,
	sal: count,
	sql: count,
	clients: count,
	conversion: rate,
	interval: range.describe('95 % interval of conversion.'),
	open: count,
	junk: count,
	unfit: count,
	targetShare: rate.describe('1 − (junk + unfit) / leads.'),
	hoursLost: amount,
	impressions: count.nullable(),
	clicks: count.nullable(),
	ctr: rate,
	cpc: rate,
	clickToLead: rate,
	cost: rate.describe('null: no costs are loaded at all, or they cannot be split so; 0: none for this row.'),
	refunds: amount.max(0).describe('The part of cost that was paid back.'),
	claim: z
		.object({ leads: count, amount })
		.nullable()
		.describe('Leads paid for one by one that are junk or unfit, and what they would have cost.'),
	cpl: rate.describe('Cost of a lead; null like every ratio to a cost of 0 or less.'),
	cplInterval: range,
	costPerMql: rate,
	costPerMqlInterval: range,
	costPerSql: rate,
	costPerSqlInterval: range,
	cac: rate.describe('Cost of a client.'),
	cacInterval: range.describe(
		'95 % interval of cac; the upper end is null without a client: it has no limit.'
	),
	next1000: range.describe('Clients that 1,000 more would buy at the cost of a client.'),
	revenue: amount,
	averageSale: rate,
	roi: rate.describe('(revenue × margin − cost) / cost.'),
	spendShare: rate.describe('cost / revenue.'),
	attributedClients: rate,
	attributedRevenue: rate
};

const channelTable = {
	rows: z.array(
		z
			.looseObject({
				key,
				...channelFigures,
				expected: rate.describe('Clients to be expected if the row were like all leads of its weeks.'),
				others: rate.describe('Clients that the others of the same weeks would have made of its leads.'),
				difference: rate.describe('Clients per lead more than the others of the same weeks.'),
				differenceInterval: range,
				verdict: z.enum(['better', 'worse', 'same', 'few']).nullable()
			})
			.meta({ id: 'ChannelRow' })
	),
	total: z.looseObject(channelFigures).meta({ id: 'ChannelFigures' }).describe('The sums of the rows.')
};

const leadsAndClients = counts('leads', 'clients');

const whatChanged = z
	.looseObject({
		before: leadsAndClients,
		after: leadsAndClients,
		change: z.number().describe('Of clients / leads: mix + rate.'),
		mix: z.number(),
		rate: z.number(),
		rows: z.array(
			z.looseObject({
				key,
				before: leadsAndClients,
				after: leadsAndClients,
				mix: z.number(),
				rate: z.number(),
				rateInterval: range
			})
		)
	})
	.meta({ id: 'WhatChanged' });

const handoverFigures = z
	.looseObject({
		mql: count.describe('accepted + rejected + waiting.'),
		accepted: count,
		rejected: count,
		waiting: count,
		acceptance: rate,
		acceptanceInterval: range,
		medianDays: rate,
		p90Days: rate,
		waitingMedianDays: rate,
		waitingP90Days: rate,
		sql: count,
		clients: count,
		yield: rate.describe('Clients of those accepted.'),
		yieldInterval: range
	})
	.meta({ id: 'HandoverFigures' });

const handover = z
	.looseObject({
		total: handoverFigures,
		channels: z.array(handoverFigures.extend({ key: text })),
		managers: z.array(handoverFigures.extend({ key: text })),
		reasons: z.array(z.looseObject({ how: z.string(), reason: text, count }))
	})
	.meta({ id: 'Handover' });

const credit = z
	.object(
		Object.fromEntries(attributionModels.map((model) => [model, rate])) as Record<
			AttributionModel,
			typeof rate
		>
	)
	.describe('By model; markov is null where there are too many rows.');

const attribution = z
	.looseObject({
		lookBackDays: z.int(),
		clients: count,
		revenue: amount,
		untouched: count.describe(
			'Clients without a touch in the look-back; their credit is on the row without a key.'
		),
		rows: z.array(
			z.looseObject({
				key,
				clients: credit,
				revenue: credit,
				alone: count.describe('Clients on whose path it is the only one.'),
				starts: count,
				finishes: count,
				between: count,
				removalEffect: rate.describe('Share of clients that would be lost without it.')
			})
		),
		paths: z.array(
			z.looseObject({
				path: z.array(key),
				leads: count,
				clients: count,
				conversion: rate,
				interval: range,
				halfTimeDays: rate
			})
		)
	})
	.meta({ id: 'Attribution' });

export const channelsAnswer = z
	.looseObject({
		...head,
		by: z.array(z.string()),
		recorded: z.array(z.enum(stages)),
		noCosts: z
			.union([
				z.object({ reason: z.literal('none') }),
				z.object({ reason: z.literal('filters'), names: z.array(z.string()) })
			])
			.nullable()
			.describe(
				'Why every cost is null: none are loaded, or these filters and breakdowns are not known of costs.'
			),
		unratedCosts: count.describe('Costs left out, since their currency has no rate for their day.'),
		margin: z.number(),
		minutesPerLead: z.number(),
		...channelTable,
		comparison: z
			.looseObject({ from: z.iso.date(), to: z.iso.date(), ...channelTable, changed: whatChanged.nullable() })
			.nullable(),
		handover: handover.nullable().describe('null where MQL or SAL is not recorded.'),
		attribution: attribution
			.nullable()
			.describe('null unless the rows are by channel, campaign, content, term or page.')
	})
	.meta({ id: 'ChannelsReport' });

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
	score: z.number().nullable()
};

export const leadsAnswer = z
	.looseObject({
		leads: z.array(z.looseObject(leadShape).meta({ id: 'Lead' })),
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
