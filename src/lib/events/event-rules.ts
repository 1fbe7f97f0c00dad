/** The events of a mapping, checked against a header and compiled: what `mapping.ts` asks of every row. */
import { compileChecks, compileRef, trimmedMap, type CellRef, type Check, type Values } from './cells.ts';
import type { Columns } from './columns.ts';
import { isEventType, textFields, type EventType, type TextField } from './event.ts';
import type { EventRule, TextRef, TypeRef } from './mapping-schema.ts';
import { reasons, RowFault } from './reasons.ts';
import { compileTime, type CompiledTime } from './row-times.ts';
import type { Zone } from './zone.ts';

type TypeOrIgnore = EventType | 'ignore';

export interface CompiledType {
	fixed: EventType | null;
	column: number;
	map: ReadonlyMap<string, TypeOrIgnore> | null;
	other: TypeOrIgnore | undefined;
}

export interface CompiledRule {
	type: CompiledType;
	at: CompiledTime;
	atMissing: CompiledTime | null;
	approximate: boolean;
	/** What `approximate` is when the time is that of `atMissing`. */
	approximateMissing: boolean;
	checks: Check[];
	id: CellRef | null;
	texts: { field: TextField; ref: CellRef }[];
	amount: CellRef | null;
	attributes: { name: string; ref: CellRef }[];
}

export function compileRule(rule: EventRule, columns: Columns, zone: Zone, place: string): CompiledRule {
	const reference = (ref: TextRef | undefined, field: string) =>
		ref === undefined ? null : compileRef(ref, columns, `${place}.${field}`);
	const approximate = rule.approximate ?? false;
	return {
		type: compileType(rule.type, columns, place),
		at: compileTime(rule.at, columns, zone, `${place}.at`),
		atMissing: rule.atMissing
			? compileTime(rule.atMissing.use, columns, zone, `${place}.atMissing.use`)
			: null,
		approximate,
		approximateMissing: approximate || (rule.atMissing?.approximate ?? false),
		checks: compileChecks(rule.if, columns, `${place}.if`),
		id: reference(rule.id, 'id'),
		texts: textFields.flatMap((field) => {
			const ref = reference(rule[field], field);
			return ref ? [{ field, ref }] : [];
		}),
		amount: reference(rule.amount, 'amount'),
		attributes: namedRefs(rule.attributes).map(([name, ref]) => ({
			name,
			ref: compileRef(ref, columns, `${place}.attributes.${name}`)
		}))
	};
}

function namedRefs(attributes: EventRule['attributes']): [name: string, ref: TextRef][] {
	if (!attributes) return [];
	return Array.isArray(attributes) ? attributes.map((name) => [name, name]) : Object.entries(attributes);
}

function compileType(ref: TypeRef, columns: Columns, place: string): CompiledType {
	if (typeof ref === 'string') return { fixed: ref, column: -1, map: null, other: undefined };
	return {
		fixed: null,
		column: columns.find(ref.column, `${place}.type.column`),
		map: ref.map ? trimmedMap(ref.map) : null,
		other: ref.other
	};
}

/** The type of an event in this row. Throws a RowFault if there is none. */
export function readType(type: CompiledType, values: Values, names: readonly string[]): TypeOrIgnore {
	if (type.fixed !== null) return type.fixed;
	const text = values[type.column];
	const translated = type.map?.get(text ?? '') ?? type.other;
	if (translated !== undefined) return translated;
	if (isEventType(text)) return text;
	const field = names[type.column]!;
	throw text === undefined
		? new RowFault(reasons.noType, field)
		: new RowFault(reasons.unknownType, field, text);
}
