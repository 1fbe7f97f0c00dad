/** The form of the lead time report as the API answers it. */
import { z } from 'zod';
import { count, head, key, rate } from './parts.ts';

const range = z.tuple([rate, rate]);
const day = z.int().min(0);

const curvePoint = z
	.looseObject({
		day: day.describe('Whole days since the arrival.'),
		atRisk: count.describe('Leads still followed at its start: a plain count, like client and lost.'),
		client: count,
		lost: count,
		incidence: z.number().describe('Share of all leads that are clients by the end of the day.'),
		lostIncidence: z.number(),
		open: z.number().describe('1 − incidence − lostIncidence.'),
		lo: rate.describe('95 % interval of incidence; nulls while nobody is a client.'),
		hi: rate
	})
	.meta({ id: 'CurvePoint' });

const incidence = {
	leads: count,
	clients: count.describe('All of them, those without a usable date too.'),
	lost: count,
	open: count,
	leftOut: count.describe('Clients and lost leads without a usable date: the others stand for them.'),
	leftOutClients: count,
	leftOutLost: count,
	afterAsOf: count.describe('Outcomes later than the as-of date: open until then in the curve.'),
	curve: z.array(curvePoint).describe('A point for each day on which some lead leaves.'),
	halfTimeDays: rate.describe('The first day by which half of those who become clients have; null: nobody.'),
	lossHalfTimeDays: rate,
	converted: z
		.looseObject({ n: count, p25: rate, median: rate, p75: rate, p90: rate })
		.describe('Days of the clients with a usable date.')
};

const passes = z
	.looseObject({
		visits: count.describe('Visits to SAL that are over.'),
		passed: count,
		waiting: count.describe('Leads that are still there.'),
		rate,
		interval: range
	})
	.meta({ id: 'Passes' });

const returned = {
	leads: count,
	clients: count.describe('Clients after the first return.'),
	yield: rate,
	interval: range,
	passes: z
		.object({ first: passes, last: passes, all: passes })
		.nullable()
		.describe(
			'null where SAL is not recorded, within a window, and where leads are chosen by how they ended.'
		)
};

export const leadTimeAnswer = z
	.looseObject({
		...head,
		...incidence,
		by: z.array(z.string()),
		groups: z.array(z.looseObject({ key, ...incidence }).meta({ id: 'LeadTimeGroup' })),
		difference: z
			.looseObject({
				groups: count.describe('Groups that were compared: those with enough clients.'),
				chisq: z.number(),
				df: count,
				p: z.number(),
				pairs: z.array(z.looseObject({ a: key, b: key, p: z.number(), clear: z.boolean() }))
			})
			.nullable()
			.describe('Whether the times of the groups differ by more than chance; null with fewer than two.'),
		returned: z
			.looseObject({ ...returned, groups: z.array(z.looseObject({ key, ...returned })) })
			.nullable()
			.describe('Leads that sales sent back; null where none was.')
	})
	.meta({ id: 'LeadTimeReport' });
