/** Whose leads are listed below the counts, and the first of them. */
import type { Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { onlyValue, readValue } from '#lib/filters/values.ts';
import type { LeadListItem } from '#lib/funnel/lead-view.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import type { TodayChoice } from './today-choice.ts';

const first = 25;

export interface TodoList {
	/** Whose they are; null: nobody's; undefined: everyone's. */
	rep: string | null | undefined;
	/** Those that choose exactly these leads. */
	filters: Filters;
	leads: LeadListItem[];
	total: number;
}

export async function todoList(
	context: ReportContext,
	now: Filters,
	{ rep: asked, nobody }: Pick<TodayChoice, 'rep' | 'nobody'>
): Promise<TodoList> {
	const chosen = asked ?? (nobody ? null : undefined);
	const filters =
		chosen === undefined ? now : { ...now, values: { ...now.values, manager: [onlyValue(chosen)] } };
	const selection = leadSelectionSchema.parse({ todo: 'any', sort: 'urgent', limit: first });
	const { leads, total } = await listLeads(context, filters, selection);
	return { rep: chosen === undefined ? onlyRep(now) : chosen, filters, leads, total };
}

/** The one whom the filters choose. */
function onlyRep({ values: { manager } }: Filters): string | null | undefined {
	if (manager?.length !== 1) return undefined;
	const { not, value } = readValue(manager[0]!);
	return not ? undefined : value || null;
}
