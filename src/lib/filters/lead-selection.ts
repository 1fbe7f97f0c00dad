/**
 * What the list of leads takes beside the filters: the figure of the funnel that was clicked (so that the list holds
 * exactly its leads), search, sort order and the place in the list.
 */
import { z } from 'zod';
import { readMoved, states } from '#lib/funnel/move-kinds.ts';
import { outcomes, stages, waitingStages } from '#lib/funnel/stages.ts';
import { contactStates, mostAttempts, responseChoices } from '#lib/leadtime/response-states.ts';
import { todoReasons } from '#lib/managers/todo.ts';
import { oneOf, plainText } from './filters.ts';
import {
	handoverStates,
	idleBands,
	leadSorts,
	missedCallChoices,
	refusedAges,
	temperatures
} from './names.ts';

const stage = oneOf(stages).optional();

const listLimit = 'must be a whole number, 1 to 1000';

const fewAttempts = `must be a whole number, 1 to ${mostAttempts}`;
const twoStates = `must be two of ${states.join(', ')}, as in mql-sal, or one and any, as in mql-any`;
const weekHour = 'must be a whole number, 0 to 167';

export const leadSelectionSchema = z.object({
	/** Leads that reached this stage (in period mode: entered it in the range). */
	reached: stage,
	/** Leads whose deepest stage is this one. */
	deepest: stage,
	/** Leads that ended so (or are open) as the funnel counts it: within its window, in its period. */
	ended: oneOf(outcomes).optional(),
	/** Leads whose entry into this stage is taken from a later one. */
	implied: stage,
	outOfOrder: stage,
	/** Leads sent back while this was their deepest stage. */
	returned: stage,
	/** Leads sent back at least once, by their arrival also in period mode, as the lead time report counts them. */
	sentBack: z.literal('yes', 'must be yes').optional(),
	/**
	 * Leads that reached MQL and that sales accepted, rejected or has not taken yet. With it, `reached`, `deepest` and
	 * `ended` are about what became of them, also in period mode.
	 */
	handover: oneOf(handoverStates).optional(),
	/** Junk and unfit leads of suppliers that are paid by the valid lead, as the channels report claims them back. */
	claim: z.literal('yes', 'must be yes').optional(),
	/** Open leads that stand in this stage (`any`: in one), as they are now: without window and period, as the next four. */
	standsIn: oneOf([...waitingStages, 'any']).optional(),
	/** Open leads by their days without activity: up to the median of their stage, up to its 90th percentile, longer. */
	idle: oneOf(idleBands).optional(),
	/** Open leads without activity for longer than the limit of their stage. */
	overdue: z.literal('yes', 'must be yes').optional(),
	/** Refused leads by the days since the refusal; `any`: all of them. */
	refusedAge: oneOf([...refusedAges, 'any']).optional(),
	/** Leads that were worked again after they had been refused; `reason` is that of the refusal. */
	reopened: z.literal('yes', 'must be yes').optional(),
	/**
	 * Leads to be worked now, by the most urgent of their reasons; `any`: all of them. Unsubscribed leads are left out,
	 * but for those that called themselves.
	 */
	todo: oneOf([...todoReasons, 'any'])
		.optional()
		.describe(
			'Leads to be worked now, by the most urgent of their reasons; without unsubscribed ones that did not call.'
		),
	/** Leads that want no mails; with `todo`: those that it leaves out. */
	unsubscribed: z
		.literal('yes', 'must be yes')
		.optional()
		.describe('Leads that want no mails; with todo: those that it leaves out.'),
	/** Leads that called and that nobody answered; `open`: that nobody has tried to reach since. */
	missedCalls: oneOf(missedCallChoices)
		.optional()
		.describe('Leads that called and that nobody answered; open: that nobody has tried to reach since.'),
	/** Leads that this sales rep took over from another, or gave away; with both, those that went from one to the other. */
	takenOver: plainText
		.optional()
		.describe('Leads that this manager took over from another; with givenAway: from that one.'),
	givenAway: plainText.optional().describe('Leads that this manager gave away to another.'),
	keptBy: plainText
		.optional()
		.describe("Leads that were this manager's and neither came from another nor went to one."),
	/** Reason for which a lead was last sent back. */
	returnReason: plainText
		.optional()
		.describe('Reason for which a lead was last sent back to marketing; empty: none given.'),
	/** Leads that moved straight from one stage or outcome to another, by the as-of date (in period mode: in the range). */
	moved: z
		.string()
		.refine((text) => readMoved(text) !== null, twoStates)
		.optional()
		.describe(
			'Leads that moved straight from one stage or outcome to another, as in mql-sal, or to any: mql-any.'
		),
	/** Open leads that this sales rep has at the as-of date, whenever they came; '' for those that nobody has. */
	heldBy: plainText
		.optional()
		.describe('Open leads in the hands of this manager at the as-of date; empty: in nobody’s.'),
	/** Leads that came to this sales rep in the range, by the as-of date: reopened ones do not come anew. */
	cameTo: plainText.optional().describe('Leads that came to this manager in the range.'),
	/** Leads that are open, or came in the year before the as-of date. */
	recent: z
		.literal('yes', 'must be yes')
		.optional()
		.describe('Leads that are open, or came in the year before the as-of date.'),
	/** Leads by the time to their first contact, on the wall clock and on the working hours. */
	response: oneOf(responseChoices).optional(),
	workingResponse: oneOf(responseChoices).optional(),
	/** Leads that were reached, tried in vain or never tried, after so many attempts (the last number: or more). */
	contact: oneOf(contactStates).optional(),
	attempts: z.coerce
		.number(fewAttempts)
		.int(fewAttempts)
		.min(1, fewAttempts)
		.max(mostAttempts, fewAttempts)
		.optional(),
	/** Leads that sales accepted in this month, and while they were this warm. */
	acceptedMonth: z
		.string()
		.regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/, 'must be a month like 2026-03')
		.optional(),
	acceptedTemperature: oneOf(temperatures).optional(),
	/** Leads that arrived in this hour of the week, 0 is Monday from midnight. */
	arrivedHour: z.coerce.number(weekHour).int(weekHour).min(0, weekHour).max(167, weekHour).optional(),
	/** Reason of the loss (of a lead rejected at hand-over: or of its return); '' for none. */
	reason: plainText.optional(),
	/** The CRM's own word for where one of the lead's records stands, in `statusSource` if that is given. */
	status: plainText.optional(),
	statusSource: plainText.optional(),
	/** Part of a name, company, external id, e-mail or phone. */
	q: plainText.trim().max(200, 'must be at most 200 characters').optional(),
	sort: oneOf(leadSorts).default('newest'),
	/** The key of the last lead of the page before, as the page before gave it. */
	after: z.string().max(500).optional(),
	limit: z.coerce.number(listLimit).int(listLimit).min(1, listLimit).max(1000, listLimit).default(50)
});
export type LeadSelection = z.infer<typeof leadSelectionSchema>;

/** Of these an empty text is none. */
const withNone = ['reason', 'returnReason', 'heldBy'];

/** Reads a selection from URL parameters; '' means not set, except for reasons and `heldBy`. */
export function parseLeadSelection(params: URLSearchParams) {
	const raw: Record<string, string> = {};
	for (const name of Object.keys(leadSelectionSchema.shape)) {
		const value = params.get(name);
		if (value !== null && (value !== '' || withNone.includes(name))) raw[name] = value;
	}
	const parsed = leadSelectionSchema.safeParse(raw);
	if (parsed.success) return { selection: parsed.data, problem: null };
	const issue = parsed.error.issues[0]!;
	const field = String(issue.path[0] ?? '');
	return { selection: null, problem: { field, message: `${field} "${raw[field] ?? ''}": ${issue.message}` } };
}
