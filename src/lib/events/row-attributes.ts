/** The attributes of a mapped row: what its profile event carries. */
import type { Values } from './cells.ts';
import type { ParsedEvent } from './event.ts';
import type { MappingPlan } from './mapping-plan.ts';
import { otherCells } from './object-cells.ts';
import { warnings } from './reasons.ts';
import { presentText } from './text.ts';
import { setAttribute, writeAttribute } from './written.ts';

/** Whether the row has an attribute that is not missing. */
export function hasAttributes(plan: MappingPlan, values: Values, others: [string, string][]): boolean {
	for (const { column } of plan.attributes) if (values[column] !== undefined) return true;
	return others.length > 0;
}

/** Gives the profile event the attributes of the row, in the order of their names. */
export function addAttributes(
	event: ParsedEvent,
	plan: MappingPlan,
	values: Values,
	others: [string, string][]
): void {
	const attributes: Record<string, string> = {};
	let written = event.written;
	const add = (name: string, text: string) => {
		setAttribute(attributes, name, text);
		written += writeAttribute(name, text);
	};
	if (others.length > 0) {
		const named = plan.attributes.map(({ name, column }): [string, string | undefined] => [
			name,
			values[column]
		]);
		const all = [...named, ...others].sort(([a], [b]) => (a < b ? -1 : 1));
		for (const [name, text] of all) if (text !== undefined) add(name, text);
	} else {
		for (const { name, column } of plan.attributes) {
			const text = values[column];
			if (text !== undefined) add(name, text);
		}
	}
	event.attributes = attributes;
	event.written = written;
}

/** The keys of a JSON object that the mapping does not name, where it wants every one as an attribute. */
export function otherAttributes(
	plan: MappingPlan,
	row: Record<string, unknown>,
	warned: string[]
): [string, string][] {
	if (!plan.known) return [];
	const { cells, nested } = otherCells(row, plan.known);
	if (nested) warned.push(warnings.nested);
	const present: [string, string][] = [];
	for (const [name, cell] of cells) {
		const text = presentText(cell, plan.missing);
		if (text !== undefined) present.push([name, text]);
	}
	return present;
}
