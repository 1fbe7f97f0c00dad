/** How complete cohorts are, measured by when leads of the same filters became clients, whenever they arrived. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import {
	canMature,
	maturity,
	maturityReference,
	type Cohort,
	type Reference
} from '#lib/leadtime/maturity.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { incidenceReport } from './incidence.ts';
import { leadScope } from './lead-filter.ts';
import { readNumbers } from './read-numbers.ts';

export interface Maturities {
	whole: Maturity | null;
	/** By the key of each group as JSON. */
	groups: ReadonlyMap<string, Maturity | null>;
}

/**
 * The curve of the leads of the filters, of all dates: asked for once in a transaction. Null where cohorts cannot be
 * measured, and where there are too few leads or no clients to measure them by.
 */
export async function readReference(context: ReportContext, filters: Filters): Promise<Reference | null> {
	if (!canMature(filters, []) || asOfMs(context, filters) === null) return null;
	const of: Filters = { ...filters, from: undefined, to: undefined, by: [] };
	const key = JSON.stringify([of.values, of.asOf, context.settings.excludedChannels]);
	const known = references.get(context.trx) ?? new Map<string, Promise<Reference | null>>();
	references.set(context.trx, known);
	const reference =
		known.get(key) ?? incidenceReport(context, of).then(({ whole }) => maturityReference(whole.curve));
	known.set(key, reference);
	return reference;
}

const references = new WeakMap<ReportContext['trx'], Map<string, Promise<Reference | null>>>();

/** Where leads `l` stood at the as-of date, and their age then, in days: what came later had not happened. */
function standingAt(ms: number) {
	const at = new Date(ms);
	const isOpen = sql<boolean>`(l.outcome = 0 OR coalesce(l.outcome_at > ${at}, false))`;
	return {
		isOpen,
		isClient: sql<boolean>`(l.outcome = ${sql.lit(outcomes.indexOf('client'))} AND NOT ${isOpen})`,
		age: sql<number>`greatest(0, date_part('epoch', ${at} - l.created_at) / 86400)`
	};
}

interface CohortRow extends KeyColumns {
	day: number;
	leads: number;
	clients: number;
	fractions: number;
	openAges: string | null;
}

/**
 * The leads of the filters and of each group of `filters.by` (none without one), measured by `reference`. F is linear
 * within a day, so that the leads of a whole day of age count as one; what open leads are to bring is not, so that they
 * are read one by one, as long as the reference knows their age.
 */
export async function readMaturities(
	context: ReportContext,
	filters: Filters,
	reference: Reference | null
): Promise<Maturities> {
	if (!reference) return { whole: null, groups: new Map() };
	const by = canMature(filters, filters.by) ? filters.by : [];
	const { isOpen, isClient, age } = standingAt(asOfMs(context, filters)!);
	const days = reference.incidence.length;
	const { rows } = await sql<CohortRow>`
		SELECT ${sql.join([...by.map((_, i) => sql.ref(`key${i}`)), sql`least(floor(age), ${days})::int AS day`])},
			count(*)::int AS leads, (count(*) FILTER (WHERE client))::int AS clients,
			sum(age - floor(age)) AS fractions,
			(array_agg(age) FILTER (WHERE open AND age < ${days}))::text AS "openAges"
		FROM (
			SELECT ${sql.join([
				...(by.length ? [keyColumns(context, filters, by)] : []),
				sql`${age} AS age, ${isOpen} AS open, ${isClient} AS client`
			])}
			FROM lead_rows l WHERE ${leadScope(context, filters).where}
		) c GROUP BY ${byPosition(by.length + 1)}`.execute(context.trx);
	const groups = new Map<string, CohortRow[]>();
	for (const row of by.length ? rows : []) {
		const id = JSON.stringify(keyOf(row));
		const group = groups.get(id);
		if (group) group.push(row);
		else groups.set(id, [row]);
	}
	const measured = [...groups].map(([id, group]) => [id, maturity(reference, cohortOf(group))] as const);
	return { whole: maturity(reference, cohortOf(rows)), groups: new Map(measured) };
}

const cohortOf = (rows: readonly CohortRow[]): Cohort => ({
	ages: rows,
	clients: rows.reduce((sum, { clients }) => sum + clients, 0),
	openAges: openAges(rows)
});

function* openAges(rows: readonly CohortRow[]): Generator<number> {
	for (const row of rows) yield* readNumbers(row.openAges);
}
