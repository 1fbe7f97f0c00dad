import type { FilterProblem } from './filters.ts';

/** A filter that reads well but names what is not there. */
export class WrongFilter extends Error implements FilterProblem {
	override name = 'WrongFilter';
	readonly field: string;

	constructor(field: string, value: string, problem: string) {
		super(`${field} "${value}": ${problem}`);
		this.field = field;
	}
}
