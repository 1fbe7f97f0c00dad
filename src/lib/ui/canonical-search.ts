/**
 * The forms of the filter bar are plain GET forms, so that they work without JavaScript. What they submit beside the
 * filters is turned into filters here:
 *
 * - `last`: the last day of the period, included (the filter `to` is the day after);
 * - `add`, `value` …, `not`: the values of one filter, which replace those it had; `not` excludes them;
 * - empty fields: not set.
 */
import { isValueFilter } from '#lib/filters/names.ts';
import { writeValue } from '#lib/filters/values.ts';
import { addDays } from './format.ts';

/** Parameters whose empty value means something. */
const mayBeEmpty = (name: string) => isValueFilter(name) || name === 'reason';

const isDate = (text: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** The parameters that the same view has in a link; null if `params` are already those. */
export function canonicalSearch(params: URLSearchParams): URLSearchParams | null {
	const result = new URLSearchParams();
	const added = params.get('add');
	let changed = false;
	for (const [name, value] of params) {
		if (name === 'last') {
			changed = true;
			if (value !== '') result.set('to', isDate(value) ? addDays(value, 1) : value);
		} else if (name === 'add' || name === 'value' || name === 'not') {
			changed = true;
		} else if (name === added) {
			changed = true;
		} else if (value === '' && !mayBeEmpty(name)) {
			changed = true;
		} else {
			result.append(name, value);
		}
	}
	if (added) {
		const not = Boolean(params.get('not'));
		for (const value of new Set(params.getAll('value'))) result.append(added, writeValue({ not, value }));
	}
	return changed ? result : null;
}
