/** The form of the channels report as the API answers it. */
import { z } from 'zod';
import { attributionModels, type AttributionModel } from '#lib/filters/names.ts';
import { stages } from '#lib/funnel/stages.ts';
import { count, counts, head, key, maturity, rate, text } from './parts.ts';

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
	attributedRevenue: rate,
	maturity
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

const certainty = {
	clear: z.boolean().describe('Whether the change of the rate is more than chance.'),
	young: z.boolean().describe('Whether a clear fall could be made up by leads that are still open.')
};

const whatChanged = z
	.looseObject({
		before: leadsAndClients,
		after: leadsAndClients,
		change: z.number().describe('Of clients / leads: mix + rate.'),
		mix: z.number(),
		rate: z.number(),
		...certainty,
		rows: z.array(
			z.looseObject({
				key,
				before: leadsAndClients,
				after: leadsAndClients,
				mix: z.number(),
				rate: z.number(),
				rateInterval: range,
				...certainty
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
