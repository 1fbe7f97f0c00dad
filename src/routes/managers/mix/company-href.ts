import type { Filters } from '#lib/filters/filters.ts';
import { onlyValue, writeValue } from '#lib/filters/values.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { leadsHref } from '#lib/ui/links.ts';

/** The leads of a company, however it is written: those with a rep, or with one of them; `isOpen`: those still open. */
export function companyHref(
	filters: Filters,
	spellings: readonly string[],
	{ manager, isOpen = false }: { manager?: string; isOpen?: boolean } = {}
): string {
	const last = overAllManagers({ ...filters, credit: 'last', mode: 'cohort', window: undefined });
	const values = {
		...last.values,
		company: spellings.map(onlyValue),
		manager: [manager === undefined ? writeValue({ not: true, value: '' }) : onlyValue(manager)]
	};
	return leadsHref({
		filters: { ...last, values },
		select: isOpen ? { standsIn: 'any' } : { recent: 'yes' }
	})!;
}
