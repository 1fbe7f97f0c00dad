/** The attributes of a mapped row: what its profile event carries. */
import { setAttribute } from './attributes.ts';
import type { Values } from './cells.ts';
import type { MappingPlan } from './mapping-plan.ts';
import { otherCells } from './object-cells.ts';
import { warnings } from './reasons.ts';
import { presentText, storable } from './text.ts';

export type Attribute = [name: string, text: string];

/** The attributes of the row that are not missing; undefined if all are. */
export function readAttributes(
	plan: MappingPlan,
	values: Values,
	others: Attribute[]
): Record<string, string> | undefined {
	let attributes: Record<string, string> | undefined;
	for (const { name, column } of plan.attributes) {
		const text = values[column];
		if (text !== undefined) setAttribute((attributes ??= {}), name, text);
	}
	for (const [name, text] of others) setAttribute((attributes ??= {}), name, text);
	return attributes;
}

/** The keys of a JSON object that the mapping does not name, where it wants every one as an attribute. */
export function otherAttributes(
	plan: MappingPlan,
	row: Record<string, unknown>,
	warned: string[]
): Attribute[] {
	if (!plan.known) return [];
	const { cells, nested } = otherCells(row, plan.known);
	if (nested) warned.push(warnings.nested);
	const present: Attribute[] = [];
	for (const [name, cell] of cells) {
		const text = presentText(cell, plan.missing);
		if (text !== undefined) present.push([storable(name, name, warned), storable(text, name, warned)]);
	}
	return present;
}
