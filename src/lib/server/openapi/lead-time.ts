/** The form of the lead time report as the API answers it. */
import { z } from 'zod';
import { stages, waitingStages } from '#lib/funnel/stages.ts';
import { responseBands } from '#lib/leadtime/report.ts';
import { count, head, key, maturity, rate, text } from './parts.ts';

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

const steps = z
	.array(
		z
			.looseObject({
				from: z.enum(stages),
				to: z.enum(stages),
				n: count.describe('Leads with a duration.'),
				median: rate.describe('Days, like p75 and p90.'),
				medianRange: range,
				p75: rate,
				p90: rate,
				leftOut: count.describe('Leads that made the step without a usable duration.')
			})
			.meta({ id: 'Step' })
	)
	.describe('From each recorded stage to the next.');

const share = z.looseObject({ count, of: count, rate, interval: range }).meta({ id: 'Share' });
const verdict = z.enum(['better', 'worse', 'same', 'few']).nullable();

const responseClock = {
	n: count.describe('Leads whose first contact is known to the minute.'),
	medianMinutes: rate,
	p90Minutes: rate,
	withinHour: share,
	bands: z.array(
		z
			.looseObject({
				band: z.enum(responseBands),
				leads: count,
				clients: count,
				conversion: rate,
				interval: range.describe('95 % interval of conversion.'),
				others: rate.describe('Clients that the other bands would have made of the same kind of leads.'),
				difference: rate,
				differenceInterval: range,
				verdict
			})
			.meta({ id: 'ResponseBand' })
	)
};

const response = z
	.looseObject({
		...responseClock,
		working: z.looseObject(responseClock).describe('The same by the working hours of the settings.'),
		waiting: count.describe('Not contacted, and too young to be called never.'),
		leftOut: count.describe('Contacted, but arrival or contact is not known to the minute.'),
		reach: share
	})
	.meta({ id: 'ResponseTimes' });

const figures = { ...incidence, maturity, steps, response };

const waiting = {
	open: count,
	overdue: count.describe('Without activity for longer than the limit of their stage.'),
	hot: rate.describe('null while no score model is live.'),
	hotOverdue: rate,
	longestDays: rate
};

const retryFigures = {
	refused: count,
	ages: z.array(count).describe('By days since the refusal: under 30, 90, 180, 365, and older.'),
	undated: count,
	reopened: count.describe('Leads refused so that were worked again.'),
	clients: count,
	rate,
	interval: range
};

const ageing = z
	.looseObject({
		open: count,
		overdue: count,
		stages: z.array(
			z.looseObject({
				stage: z.enum(waitingStages),
				next: z.enum(stages),
				...waiting,
				timed: count,
				p50: rate.describe('Days from this stage to the next of those that went on.'),
				p90: rate,
				agreed: rate.describe('Days of the settings; null: p90 is the limit, unless it is 0.'),
				limit: rate.describe('Null: neither agreed nor known, and nobody is overdue.'),
				upToP50: rate,
				upToP90: rate,
				beyondP90: rate
			})
		),
		managers: z.array(z.looseObject({ key: text, ...waiting })),
		retry: z.array(z.looseObject({ reason: text, ...retryFigures, verdict })),
		retryTotal: z.looseObject(retryFigures)
	})
	.meta({ id: 'Ageing' })
	.describe('Open and refused leads as they stand at the as-of date.');

const forecastWindow = z
	.looseObject({
		from: z.iso.date(),
		open: count,
		expected: rate,
		range: range.describe('80 %.'),
		actual: count
	})
	.meta({ id: 'ForecastWindow' });

const forecast = z
	.array(
		z
			.looseObject({
				days: count,
				name: z.enum(['30', '60', '90', 'month']),
				until: z.iso.date(),
				open: count,
				expected: rate.describe('Clients of the leads that are open now.'),
				range: range.describe('80 %; nulls with fewer than three earlier windows.'),
				money: rate,
				moneyRange: range,
				windows: z.array(forecastWindow),
				backtest: forecastWindow.nullable().describe('The latest window, predicted from the earlier ones.')
			})
			.meta({ id: 'Forecast' })
	)
	.nullable()
	.describe('null where leads are chosen by how they ended.');

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
		...figures,
		by: z.array(z.string()),
		groups: z
			.array(z.looseObject({ key, ...figures }).meta({ id: 'LeadTimeGroup' }))
			.describe(
				'Each value of `by`; empty without it. Each has the whole curve of its leads, so that hundreds of values (campaigns, days) make megabytes: choose some with a filter of the same name.'
			),
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
			.describe('Leads that sales sent back; null where none was.'),
		ageing,
		forecast
	})
	.meta({ id: 'LeadTimeReport' });
