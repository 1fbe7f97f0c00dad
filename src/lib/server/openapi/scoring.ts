/** The form of the scoring report as the API answers it. */
import { z } from 'zod';
import { count, head, rate, text } from './parts.ts';

const range = z.tuple([rate, rate]);
const ends = z.tuple([z.number(), z.number()]);

const handedOver = {
	threshold: z.number().describe('Points.'),
	flagged: count.describe('Leads with at least so many points: what sales would get.'),
	clients: count.describe('Of the flagged.'),
	precision: rate.describe('clients / flagged.'),
	recall: rate.describe('Of all clients, the share that is flagged.'),
	lift: rate.describe('precision against the share of clients among all leads.'),
	precisionInterval: range.describe('95 %.'),
	recallInterval: range.describe('95 %.')
};

const threshold = z.looseObject(handedOver).meta({ id: 'ScoringThreshold' });

const gate = z
	.looseObject({
		...handedOver,
		barred: count.describe(
			'Leads that no score lets through: they meet a knock-out rule, or the threshold asks for more than points.'
		)
	})
	.meta({ id: 'ScoringGate' });

const calibration = z
	.looseObject({
		problem: z
			.enum(['oneKind', 'oneScore', 'parted', 'few'])
			.nullable()
			.describe(
				'Why nothing can be foretold: only clients or none; one score for all; all clients on one side of all others; too few newer leads.'
			),
		a: rate,
		b: rate.describe('p = 1 / (1 + exp(−(a + b · score))), fitted on the older 70 % of the leads.'),
		bands: z
			.array(
				z.looseObject({
					from: z.number(),
					to: z.number().describe('The highest score in the band.'),
					leads: count,
					clients: count,
					expected: z.number().describe('The mean of p.'),
					rate: z.number().describe('clients / leads.'),
					interval: range.describe('95 %.'),
					off: z.boolean().describe('More than chance away from what was expected.')
				})
			)
			.describe('Of the newer 30 %, by score.')
	})
	.nullable()
	.meta({ id: 'ScoringCalibration' });

const part = {
	leads: count,
	flagged: count,
	clients: count,
	profit: z.number().describe('perClient · clients − perLead · flagged.')
};

const profit = z
	.looseObject({
		problem: z
			.enum(['cost', 'money', 'few'])
			.nullable()
			.describe(
				'What is not known: the cost of handling a lead (settings), the money of any client; or too few leads. The rest is absent then.'
			),
		perClient: z.number().optional().describe('Margin on the mean amount of a client.'),
		perLead: z.number().optional(),
		threshold: z
			.number()
			.optional()
			.describe('Pays best on the older 70 %; one above the highest score: handing over nobody does.'),
		from: z.number().optional(),
		to: z.number().optional().describe('Thresholds up to here pay as well, as far as can be told.'),
		older: z.looseObject(part).optional(),
		newer: z
			.looseObject({ ...part, interval: ends.describe('95 % range of profit.') })
			.optional()
			.describe('On the 30 % that it was not chosen on.')
	})
	.nullable()
	.meta({ id: 'ScoringProfit' });

const bound = z.looseObject({ precision: rate, recall: rate });

export const scoringAnswer = z
	.looseObject({
		...head,
		scored: text.describe('NAME@VERSION of the model that is judged; null: there is none.'),
		horizonDays: count.describe('A lead counts as a client if it became one within so many days.'),
		delayDays: count.describe(
			'Scores are those of so many days after arrival, or of the decision of sales if that is earlier.'
		),
		n: count.describe('Leads that are judged.'),
		clients: count,
		leftOut: count.describe('Leads that are too young to know.'),
		auc: rate.describe(
			'How often a client scores above a non-client; ties count half. Like gini and ks of all n leads, barred ones too.'
		),
		gini: rate.describe('2 · auc − 1.'),
		ks: rate.describe(
			'The greatest difference, over all thresholds, between the shares of clients and others.'
		),
		gate: gate.nullable().describe("The model's own hand-over threshold with all that it asks for."),
		thresholds: z
			.array(threshold)
			.describe(
				'By points: every score that occurs, rounded down. Leads that no score lets through (barred) are flagged by none, yet belong to all clients and to n.'
			),
		calibration,
		profit,
		notTaken: z
			.looseObject({
				leads: count,
				flagged: count.describe('Of leads, those that the gate lets through.'),
				noneConverts: bound,
				likeTheTaken: bound
			})
			.nullable()
			.describe(
				'What the gate is worth if the leads that sales never took had become clients never, or as often as those taken with such scores; null where it is not recorded what sales took.'
			),
		compared: z
			.looseObject({
				live: z.string().describe('NAME@VERSION.'),
				aucA: z.number(),
				aucB: z.number().describe('Of the live model.'),
				difference: z.number().describe('aucA − aucB.'),
				se: z.number(),
				interval: ends.describe('95 % range of difference.'),
				gini: z.number(),
				ks: z.number(),
				gate
			})
			.nullable()
			.describe('The live model on the same leads, where another one is judged.')
	})
	.meta({ id: 'ScoringReport' });
