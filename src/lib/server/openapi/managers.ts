/** The form of the managers report as the API answers it. */
import { z } from 'zod';
import { filtersSchema } from '#lib/filters/filters.ts';
import { temperatures } from '#lib/filters/names.ts';
import { roles } from '#lib/settings/managers.ts';
import { count, head, rate, text } from './parts.ts';

const range = z.tuple([rate, rate]);
const verdict = z
	.enum(['above', 'below', 'within', 'few'])
	.nullable()
	.describe('Against what was expected; few: too few to judge, null: nobody is judged, or nobody is named.');
const level = z
	.enum(['alarm', 'alert'])
	.nullable()
	.describe('alert: worth a look (beyond 95 %), alarm: not chance (beyond 99.8 %).');
const expected = rate.describe('Of these leads, if all managers made the same of leads of one kind.');
const ratio = rate.describe('made / expected.');

const figures = {
	leads: count.describe('All leads of the row; the counts up to revenue are of them.'),
	accepted: count,
	sql: count,
	clients: count,
	open: count,
	refused: count,
	unfit: count,
	junk: count,
	returned: count.describe('Leads sent back to marketing at least once.'),
	revenue: z.number(),
	base: count.describe('Leads that are judged: the accepted ones, or all.'),
	made: count.describe('Those of them that reached the goal.'),
	conversion: rate.describe('made / base.'),
	interval: range.describe('95 % interval of conversion; nulls in period mode.')
};

const row = z
	.looseObject({
		key: text.describe('The manager; null: leads without one, which are never judged.'),
		team: text,
		role: z.enum(roles).nullable(),
		...figures,
		expected,
		variance: rate,
		others: rate.describe(
			'What the others would have made; kinds of leads that nobody else had add nothing.'
		),
		ratio,
		verdict,
		level,
		luck: rate.describe('Chance that luck alone goes so far, if managers did not differ; null for few.'),
		limits: z
			.object({ low95: z.number(), high95: z.number(), low998: z.number(), high998: z.number() })
			.nullable()
			.describe('The normal range for this number of leads, as rates of base.'),
		run: z
			.looseObject({
				observed: count,
				expected: z.number(),
				variance: z.number(),
				signal: z.enum(['above', 'below']).nullable()
			})
			.nullable()
			.describe('The last six months together (see runMonths).'),
		strata: z
			.array(
				z.looseObject({
					channel: text,
					temperature: z.enum(temperatures).nullable(),
					month: z.iso.date().describe('First day of the month of acceptance, or of arrival.'),
					leads: count,
					made: count,
					others: rate.describe('What the others would have made of them; null: nobody else had such leads.'),
					otherLeads: count
				})
			)
			.describe('The largest kinds of leads of a manager who is above or below.'),
		responseMedianMinutes: rate,
		otherCredit: z
			.looseObject({ base: count, made: count, expected, ratio, verdict, level })
			.nullable()
			.describe('The same with the leads of the other credit, where more than a tenth changed hands.')
	})
	.meta({ id: 'ManagerRow' });

const { base, goal, credit, within } = filtersSchema.shape;
const named = z.object({ leads: count, named: count });

export const managersAnswer = z
	.looseObject({
		...head,
		base: base.unwrap().describe('all where acceptance is not recorded, whatever was asked for.'),
		goal: goal.unwrap().describe('client where SQL is not recorded.'),
		credit: credit.unwrap(),
		within: within.unwrap(),
		hasRoles: z.boolean(),
		hasTeams: z.boolean(),
		notJudged: z
			.enum(['period', 'outcome', 'wonOnly'])
			.nullable()
			.describe(
				'Why nobody can be compared: in period mode; where leads are chosen by how they ended; where hardly any lost lead names its manager.'
			),
		rate: rate.describe('made / base over the leads with a manager.'),
		dispersion: rate.describe(
			'How many times more the results differ than luck makes them; null with fewer than five managers to tell.'
		),
		spread: z.number().describe('By how much managers differ among themselves: 0.27 is ± 27 %.'),
		runMonths: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
		changedHands: z.object({ leads: count, of: count }),
		lost: named,
		unmade: named,
		rows: z.array(row).describe('By name; the row without a manager last.'),
		total: z.looseObject(figures).describe('Sums of the rows.')
	})
	.meta({ id: 'ManagersReport' });
