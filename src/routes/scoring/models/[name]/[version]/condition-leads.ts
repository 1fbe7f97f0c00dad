import { onlyValue } from '#lib/filters/values.ts';
import type { When } from '#lib/scoring/model.ts';

/** Where the leads that meet a condition today are listed; null where the filters of the list cannot ask for it. */
export function conditionLeads(when: When): string | null {
	if (!('attribute' in when) || when.attribute === '' || (when.op !== 'eq' && when.op !== 'in')) return null;
	const values = [when.value ?? []].flat().map(String);
	if (values.length === 0 || values.includes('')) return null;
	const params = new URLSearchParams(values.map((value) => [`attr.${when.attribute}`, onlyValue(value)]));
	return `/leads?${params}`;
}
