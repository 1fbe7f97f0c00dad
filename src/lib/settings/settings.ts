/** What a company sets for itself: kept in the database, changed on the settings page. */
import { z } from 'zod';
import { isIsoDay } from '../events/dates.ts';
import { waitingStages } from '../funnel/stages.ts';
import { aliasCycle } from './aliases.ts';
import { isCurrency } from './currency.ts';
import { linkFault } from './links.ts';
import { roles } from './managers.ts';
import { countRates, mostRates, type Rate, type Rates } from './rates.ts';
import { workingHoursSchema } from './working-hours.ts';

const text = (what: string) =>
	z
		.string()
		.trim()
		.min(1, `${what} must not be empty`)
		.max(500, `${what} must not be longer than 500 characters`)
		.refine((value) => [...value].every((char) => char >= ' '), `${what} must be one line of plain text`);

const channel = text('a channel');
const manager = text('a manager');
const days = (least: number) => {
	const message = `must be a whole number of days, ${least} to 3650`;
	return z.number(message).int(message).min(least, message).max(3650, message);
};
const distinct = (values: string[]) => new Set(values).size === values.length;

const fields = z.array(text('a field')).refine(distinct, 'must name each field once');

const rateFault = (value: unknown): string | null => {
	if (typeof value !== 'string' || !/^\d{1,9}(\.\d{1,12})?$/.test(value))
		return 'must be a decimal number such as 0.92';
	return /[1-9]/.test(value) ? null : 'must be more than 0';
};

/** Checked in one loop, since a rate may have thousands of days. */
const rate = z.custom<Rate>().superRefine((value: unknown, check) => {
	const fault = (path: string[], message: string) => check.addIssue({ code: 'custom', path, message });
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		const message = rateFault(value);
		if (message) fault([], message);
		return;
	}
	const days = Object.entries(value);
	if (days.length === 0) fault([], 'must be a rate, or rates by day');
	for (const [day, one] of days) {
		const message = isIsoDay(day) ? rateFault(one) : 'must be a day like 2026-03-31';
		if (message) fault([day], message);
	}
});

export const settingsSchema = z.object({
	aliases: z
		.object({
			/** The channel as read → the channel that it counts as. */
			channel: z.record(channel, channel).default({}),
			/** The same for managers. */
			manager: z.record(manager, manager).default({})
		})
		.prefault({})
		.superRefine((aliases, check) => {
			for (const [of, names] of Object.entries(aliases)) {
				const cycle = aliasCycle(names);
				if (cycle)
					check.addIssue({
						code: 'custom',
						path: [of, cycle[0]!],
						message: `goes round in a circle: ${[...cycle, cycle[0]!].map((one) => `"${one}"`).join(' → ')}`
					});
			}
		}),
	/** Names of managers that are another person in each source. */
	namesakes: z.array(manager).refine(distinct, 'must name each manager once').default([]),
	/** Team and role of each manager. */
	managers: z
		.record(
			manager,
			z.strictObject({
				team: text('a team').optional(),
				role: z.enum(roles, `must be ${roles.join(' or ')}`).optional()
			})
		)
		.default({}),
	/** The attributes of leads that name the team and the role of their manager, for those whom `managers` does not. */
	managerFields: z
		.object({
			team: text('a field').nullable().default(null),
			role: text('a field').nullable().default(null)
		})
		.prefault({}),
	/** Leads of these channels are in no report, unless a channel filter names the channel. */
	excludedChannels: z.array(channel).refine(distinct, 'must name each channel once').default([]),
	/** Fields whose filled share is the completeness of a card: `cardFields`, else names of attributes. */
	cards: z
		.object({
			lead: fields.default(['name', 'contact', 'channel']),
			client: fields.default(['name', 'contact', 'company', 'amount'])
		})
		.prefault({}),
	/** By source: the address of a record in its CRM, with `{id}` for the record's id. */
	links: z
		.record(
			text('a source'),
			text('a link').superRefine((template, check) => {
				const fault = linkFault(template);
				if (fault) check.addIssue({ code: 'custom', message: fault });
			})
		)
		.default({}),
	rates: z
		.record(z.string().refine(isCurrency, 'must be a three-letter currency code such as USD'), rate)
		.default({})
		.refine((rates) => countRates(rates) <= mostRates, {
			error: ({ input }) =>
				`has ${countRates(input as Rates).toLocaleString('en')} rates, ${mostRates.toLocaleString('en')} at most: leave out currencies that no amount is in, or days before the first one`
		}),
	/** Gross margin, the share of revenue that is left after the cost of what is sold. */
	margin: z.number('must be a number').gt(0, 'must be more than 0').max(1, 'must be at most 1').default(1),
	/** What one lead costs its manager in working time. */
	minutesPerLead: z
		.number('must be a number')
		.min(0, 'must be 0 or more')
		.max(10_000, 'must be at most 10000')
		.default(20),
	/** How scores are judged, and what handing a lead over takes. */
	scoring: z
		.object({
			/** Days within which a lead must become a client to count as one. */
			horizonDays: days(1).default(90),
			/** Days after arrival at which a lead is decided on at the latest. */
			delayDays: days(0).default(14),
			/** Working hours a week that sales have for leads handed over; null: not known. */
			hoursPerWeek: z
				.number('must be a number')
				.gt(0, 'must be more than 0')
				.max(100_000, 'must be at most 100000')
				.nullable()
				.default(null),
			/** What handling one lead costs, in the reporting currency. */
			costPerLead: z
				.number('must be a number')
				.min(0, 'must be 0 or more')
				.max(1e9, 'must be at most 1000000000')
				.nullable()
				.default(null)
		})
		.prefault({}),
	/** Where changes of temperature are posted to; null: nowhere. */
	scoreHook: text('an address').nullable().default(null),
	/** How long before a conversion touches share in it. */
	lookBackDays: z
		.number('must be a number')
		.int('must be a whole number of days')
		.min(1, 'must be 1 to 3650')
		.max(3650, 'must be 1 to 3650')
		.default(90),
	/** Suppliers that are paid for each valid lead (neither junk nor unfit); of several prices the latest one counts. */
	leadPrices: z
		.array(
			z.strictObject({
				channel,
				/** Absent: all campaigns of the channel that have no price of their own. */
				campaign: text('a campaign').optional(),
				/** In the reporting currency. */
				price: z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be a decimal number such as 45 or 12.50'),
				/** First day of arrival that it is for; absent: from the beginning. */
				from: z.iso.date('must be a date like 2026-03-31').optional()
			})
		)
		.superRefine((prices, check) => {
			const seen = new Set<string>();
			for (const [i, { channel, campaign, from }] of prices.entries()) {
				const key = JSON.stringify([channel, campaign, from]);
				const of = `"${channel}"${campaign === undefined ? '' : `, campaign "${campaign}"`}`;
				const message = `${of} has two prices ${from === undefined ? 'from the beginning' : `from ${from}`}: remove one`;
				if (seen.has(key)) check.addIssue({ code: 'custom', path: [i], message });
				seen.add(key);
			}
		})
		.default([]),
	/** When leads are worked: the clock of the response times. */
	workingHours: workingHoursSchema.prefault({}),
	/** Days that a lead may wait in a stage without activity before it is on the list of those that wait too long. */
	stageLimits: z
		.partialRecord(
			z.enum(waitingStages, `must be one of ${waitingStages.join(', ')}`),
			z.number('must be a number').gt(0, 'must be more than 0').max(3650, 'must be at most 3650')
		)
		.default({}),
	/** Hosts that feeds may read from; `*.example.com` stands for every host below example.com. */
	allowedHosts: z
		.array(
			z
				.string()
				.trim()
				.toLowerCase()
				.regex(
					/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
					'must be the name of a host such as docs.google.com or *.example.com, without https:// and path'
				)
		)
		.refine(distinct, 'must name each host once')
		.default([])
});

export type Settings = z.infer<typeof settingsSchema>;
/** Settings before their defaults are filled in. */
export type SettingsInput = z.input<typeof settingsSchema>;

/** Settings are unusable: which, the value, and what would be right. */
export class SettingsProblem extends Error {
	override name = 'SettingsProblem';
	/** Names of the setting and the keys below it. */
	readonly path: string[];

	constructor(path: string[], message: string) {
		super(message);
		this.path = path;
	}
}

/** Checks settings and fills in the defaults. Throws a {@link SettingsProblem} that names setting and value. */
export function parseSettings(value: unknown): Settings {
	const parsed = settingsSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	// Of a record's key, zod says what is wrong one level below.
	const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
	const path = issue.path.map(String);
	const at = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
	const written = typeof at === 'string' ? ` "${at}"` : typeof at === 'number' ? ` ${at}` : '';
	throw new SettingsProblem(path, `${path.join(' → ')}${written}: ${message}.`);
}

/** Whether a host is one of the allowed ones; `*.example.com` allows a.example.com, but not example.com itself. */
export const hostAllowed = (allowedHosts: readonly string[], host: string): boolean =>
	allowedHosts.some((allowed) =>
		allowed.startsWith('*.') ? host.toLowerCase().endsWith(allowed.slice(1)) : host.toLowerCase() === allowed
	);
