/** How a row of any file becomes events or costs (INTERFACES: Mapping), as JSON that is checked to the last key. */
import { z } from 'zod';
import { compileDatePattern } from './date-patterns.ts';
import { durationUnits } from './durations.ts';
import { eventTypes } from './event.ts';
import { shown } from './reasons.ts';

/** An object whose unknown keys are errors that name the known ones. */
function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	const known = Object.keys(shape).join(', ');
	return z.strictObject(shape, {
		error: (issue) => {
			if (issue.code !== 'unrecognized_keys') return undefined;
			const input = issue.input as Record<string, unknown>;
			const named = issue.keys.map((key) => `"${key}": ${shown(input[key])}`).join(', ');
			return `has the unknown ${issue.keys.length > 1 ? 'keys' : 'key'} ${named} (known here: ${known})`;
		}
	});
}

const column = z.string('must be the name of a column').trim().min(1, 'must be the name of a column');
const fixed = z.string('must be a text').refine((text) => !text.includes('\0'), 'has a NUL character');
const columns = z.array(column).min(1, 'must name at least one column');

const condition = z.union(
	[
		z.literal('present'),
		z.literal('missing'),
		z.array(z.string()).min(1),
		strict({ not: z.array(z.string()).min(1) })
	],
	{
		error: (issue) =>
			`must be "present", "missing", a list of values, or { "not": [values] }, not ${shown(issue.input)}`
	}
);
export type Condition = z.infer<typeof condition>;
const conditions = z.record(column, condition);

const constant = strict({ const: fixed });
/** The cell of `column`, where the row meets `if`, else that of `else`; translated by `map`, or else to `other`. */
const translated = strict({
	column,
	if: conditions.optional(),
	else: column.optional(),
	map: z.record(z.string(), fixed).optional(),
	other: fixed.optional()
}).refine((ref) => ref.else === undefined || ref.if !== undefined, 'has "else" but no "if"');
const textForms =
	'a column name, a list of column names, { "const": "x" } or { "column": "A", "map": { … }, "other": "x", "if": { … }, "else": "B" }';
const textRef = z.union([column, columns, constant, translated], {
	error: (issue) => `must be ${textForms}, not ${shown(issue.input)}`
});
export type TextRef = z.infer<typeof textRef>;

const typeName = z.enum(eventTypes);
const typeOrIgnore = z.enum([...eventTypes, 'ignore'] as const);
const typeForms = `must be ${eventTypes.join(', ')}, or { "column": "A", "map": { "B": "created", … }, "other": a type or "ignore" }`;
const typeRef = z.union(
	[
		typeName,
		strict({ column, map: z.record(z.string(), typeOrIgnore).optional(), other: typeOrIgnore.optional() })
	],
	{ error: (issue) => `${typeForms}, not ${shown(issue.input)}` }
);
export type TypeRef = z.infer<typeof typeRef>;

const unit = z.enum(durationUnits);
const timeForms = `a column name, a list of column names, { "const": "2024-05-31" } or { "column": "A", "plus": "B", "unit": one of ${durationUnits.join(', ')} }`;
const timeRef = z.union(
	[column, columns, constant, strict({ column, plus: column.optional(), unit: unit.optional() })],
	{ error: (issue) => `must be ${timeForms}, not ${shown(issue.input)}` }
);
export type TimeRef = z.infer<typeof timeRef>;

/** Columns that keep their names, or what to call what. */
const ownAttributes = z.union([z.array(column), z.record(z.string().trim().min(1), textRef)], {
	error: (issue) =>
		`must be a list of column names, or { "name": ${textForms}, … }, not ${shown(issue.input)}`
});

const eventRule = strict({
	type: typeRef,
	at: timeRef,
	atMissing: strict({ use: timeRef, approximate: z.boolean().optional() }).optional(),
	approximate: z.boolean().optional(),
	if: conditions.optional(),
	id: textRef.optional(),
	name: textRef.optional(),
	company: textRef.optional(),
	status: textRef.optional(),
	channel: textRef.optional(),
	campaign: textRef.optional(),
	content: textRef.optional(),
	term: textRef.optional(),
	page: textRef.optional(),
	activity: textRef.optional(),
	manager: textRef.optional(),
	amount: textRef.optional(),
	currency: textRef.optional(),
	reason: textRef.optional(),
	attributes: ownAttributes.optional()
}).superRefine((rule, check) => {
	if (typeof rule.type !== 'string' || rule.type === 'client') return;
	for (const field of ['amount', 'currency'] as const) {
		if (rule[field] === undefined) continue;
		check.addIssue({
			code: 'custom',
			path: [field],
			message: `goes with type "client" only, this event is "${rule.type}"`
		});
	}
});
export type EventRule = z.infer<typeof eventRule>;

const isZone = (name: string) => {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
};
const isEncoding = (label: string) => {
	try {
		return label === 'auto' || Boolean(new TextDecoder(label));
	} catch {
		return false;
	}
};

const datePattern = z.string().superRefine((pattern, check) => {
	const reader = compileDatePattern(pattern);
	if (typeof reader !== 'function') check.addIssue({ code: 'custom', message: reader.problem });
});

const format = strict({
	delimiter: z
		.string()
		.refine(
			(mark) => mark === 'auto' || mark === 'tab' || (mark.length === 1 && !/["\r\n\0]/.test(mark)),
			'must be "auto", "tab" or one character'
		)
		.optional(),
	encoding: z
		.string()
		.refine(isEncoding, 'must be "auto" or the name of an encoding such as "utf-8" or "windows-1251"')
		.optional(),
	sheet: z.string().trim().min(1, 'must be the name of a sheet').optional(),
	decimal: z.enum(['auto', '.', ',']).optional(),
	dates: z.array(datePattern).optional(),
	timezone: z.string().refine(isZone, 'must be a time zone such as "Europe/Berlin"').optional()
});
export type MappingFormat = z.infer<typeof format>;

const common = {
	name: z.string().trim().min(1, 'must not be empty'),
	source: z.string().trim().min(1, 'must not be empty').optional(),
	format: format.optional(),
	missing: z.array(z.string()).optional()
};

const leadFields = {
	id: textRef,
	email: textRef,
	phone: textRef,
	name: textRef,
	company: textRef,
	status: textRef
};
const eventsMapping = strict({
	kind: z.literal('events'),
	...common,
	row: textRef.optional(),
	lead: strict(leadFields)
		.partial()
		.refine((lead) => lead.id ?? lead.email ?? lead.phone, 'must name at least one of id, email and phone'),
	attributes: z.union([z.literal('*'), z.array(column)], 'must be a list of column names, or "*"').optional(),
	events: z.array(eventRule).min(1, 'must have at least one event')
});

/** The days that a row is for, its cost in equal parts: those of its month, or from its date to that of `until`. */
const spread = z.union([z.literal('month'), strict({ until: textRef })], {
	error: (issue) => `must be "month" or { "until": ${textForms} }, not ${shown(issue.input)}`
});

const costsMapping = strict({
	kind: z.literal('costs'),
	...common,
	date: textRef,
	channel: textRef,
	campaign: textRef.optional(),
	amount: textRef,
	currency: textRef.optional(),
	clicks: textRef.optional(),
	impressions: textRef.optional(),
	spread: spread.optional()
});

export const mappingSchema = z
	.discriminatedUnion('kind', [eventsMapping, costsMapping], {
		error: (issue) =>
			issue.code === 'invalid_union' ? 'must be "events" or "costs"' : 'must be a JSON object'
	})
	.meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof mappingSchema>;
export type EventsMapping = z.infer<typeof eventsMapping>;
export type CostsMapping = z.infer<typeof costsMapping>;

export interface MappingFault {
	/** The keys that lead to it. */
	path: string[];
	/** What is wrong there, the value, and what would be right. */
	text: string;
}

/** Checks a mapping; `problem` names the place, the value and what would be right, all `faults` in one text. */
export function parseMapping(
	json: unknown
): { mapping: Mapping } | { problem: string; faults: MappingFault[] } {
	const parsed = mappingSchema.safeParse(json);
	if (parsed.success) return { mapping: parsed.data };
	const faults: MappingFault[] = [];
	const sentences = parsed.error.issues.map((issue) => {
		const place = z.core.toDotPath(issue.path);
		const value = valueAt(json, issue.path);
		const given =
			value === undefined || /, not |has the unknown/.test(issue.message) ? '' : `, not ${shown(value)}`;
		const text = `${missingWord(issue, value)}${given}`;
		faults.push({ path: issue.path.map(String), text });
		return `${place ? `"${place}"` : 'the mapping'} ${text}`;
	});
	return { problem: `${sentences.join('; ')}.`, faults };
}

function missingWord(issue: z.core.$ZodIssue, value: unknown): string {
	return value === undefined && issue.code !== 'unrecognized_keys' ? 'is missing' : issue.message;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
		json
	);
}
