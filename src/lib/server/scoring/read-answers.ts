/** What the leads of a cohort had answered and done by their decision, and ever. */
import { sql } from 'kysely';
import type { Answer, AnswerCounts, AnswersTold } from '#lib/scoring/answers.ts';
import { isInTime, type Cohort } from '#lib/scoring/cohort.ts';
import type { LeadFacts } from '#lib/scoring/hits.ts';
import type { ReportContext } from '../reports/context.ts';
import { readLeadEvents, type LeadEvent } from './lead-events.ts';
import type { LeadIds } from './lead-ids.ts';

interface Known {
	ids: LeadIds;
	facts: LeadFacts;
	cohort: Cohort;
}

export interface ReadAnswers {
	/** Answers as they stood at the decision: of two for one attribute, the later. */
	told: AnswersTold;
	/** Each kind of activity, most leads first. */
	actions: Answer[];
}

const wanted = {
	where: sql<boolean>`e.attributes IS NOT NULL OR e.type = 'activity' AND e.activity IS NOT NULL`,
	told: sql`e.attributes`
};

export async function readAnswers(
	context: ReportContext,
	{ ids, facts, cohort }: Known
): Promise<ReadAnswers> {
	const answers = answerCounter();
	const actions = actionCounter();
	let i = 0;
	await readLeadEvents(
		context,
		ids,
		wanted,
		(type, activity, told) => ({
			type,
			activity,
			attributes: told === null ? null : (JSON.parse(told) as Record<string, string>)
		}),
		(place, events) => {
			if (place !== cohort.leads[i]) return;
			const timed = events.map(({ event, ms }) => ({ event, after: ms - facts.createdAt[place]! }));
			answers.add(timed, cohort.decision[i]!, cohort.isClient[i]!);
			actions.add(timed, cohort.decision[i]!, cohort.isClient[i]!);
			i++;
		}
	);
	return { told: answers.told, actions: actions.end() };
}

interface TimedEvent {
	event: LeadEvent['event'];
	/** ms from creation. */
	after: number;
}

const nothing = (): AnswerCounts => ({ leads: 0, clients: 0, ever: 0, late: 0 });

/** Counts what each lead told; events in the order of replay. */
function answerCounter() {
	const told: AnswersTold = new Map();
	/** What an event adds to, by the attributes that it shares with others; an empty answer takes back the one before. */
	const known = new WeakMap<Record<string, string>, [string, AnswerCounts | null][]>();
	const countsOf = (attributes: Record<string, string>): [string, AnswerCounts | null][] => {
		let counts = known.get(attributes);
		if (counts) return counts;
		counts = Object.entries(attributes).map(([attribute, value]) => [
			attribute,
			value === '' ? null : countOf(attribute, value)
		]);
		known.set(attributes, counts);
		return counts;
	};
	const countOf = (attribute: string, value: string): AnswerCounts => {
		let values = told.get(attribute);
		if (!values) told.set(attribute, (values = new Map()));
		let counts = values.get(value);
		if (!counts) values.set(value, (counts = nothing()));
		return counts;
	};
	return {
		told,
		add(events: TimedEvent[], decision: number, isClient: number): void {
			const stands = new Map<string, AnswerCounts | null>();
			const ever = new Set<AnswerCounts>();
			for (const { event, after } of events) {
				if (!event.attributes) continue;
				const inTime = isInTime(after, decision);
				for (const [attribute, counts] of countsOf(event.attributes)) {
					if (inTime) stands.set(attribute, counts);
					if (!counts || ever.has(counts)) continue;
					ever.add(counts);
					counts.ever++;
					if (!inTime) counts.late++;
				}
			}
			for (const counts of stands.values()) {
				if (!counts) continue;
				counts.leads++;
				counts.clients += isClient;
			}
		}
	};
}

/** Counts what each lead did. */
function actionCounter() {
	const did = new Map<string, AnswerCounts>();
	return {
		add(events: TimedEvent[], decision: number, isClient: number): void {
			/** Whether it was in time once. */
			const own = new Map<string, boolean>();
			for (const { event, after } of events)
				if (event.type === 'activity' && event.activity !== null)
					own.set(event.activity, own.get(event.activity) || isInTime(after, decision));
			for (const [activity, inTime] of own) {
				let counts = did.get(activity);
				if (!counts) did.set(activity, (counts = nothing()));
				counts.ever++;
				if (inTime) {
					counts.leads++;
					counts.clients += isClient;
				} else counts.late++;
			}
		},
		end: (): Answer[] =>
			[...did]
				.sort(([a, { ever: m }], [b, { ever: n }]) => n - m || (a < b ? -1 : 1))
				.map(([activity, counts]) => ({ part: { kind: 'did', activity }, ...counts }))
	};
}
