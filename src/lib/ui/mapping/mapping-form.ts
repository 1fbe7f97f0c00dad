/**
 * The fields of the mapping form, read from and written to the mapping's JSON. What the form does not show (such as
 * translations of values) stays as it is. Works on drafts that are not right yet: `parseMapping` judges them.
 */
export type Json = Record<string, unknown>;

/** The two halves of the form. */
export const leadFields = ['id', 'email', 'phone', 'name', 'company', 'status'] as const;
export const costFields = [
	...(['date', 'channel', 'campaign', 'amount', 'currency', 'clicks', 'impressions'] as const)
] as const;
export const eventFields = [
	...['channel', 'campaign', 'manager', 'amount', 'currency', 'reason', 'activity'],
	...['content', 'term', 'page', 'status', 'name', 'company', 'id']
];

/** What a reference to cells looks like in the form. */
export interface RefChoice {
	/** `c:COLUMN` for each column; `const`; `keep`: what only the JSON can say. Empty: nothing. */
	choices: string[];
	fixed: string;
	/** What `keep` stands for, in JSON. */
	kept: string | null;
}

export function refChoice(ref: unknown): RefChoice {
	if (ref === undefined) return { choices: [], fixed: '', kept: null };
	if (typeof ref === 'string') return { choices: [`c:${ref}`], fixed: '', kept: null };
	if (Array.isArray(ref) && ref.every((name) => typeof name === 'string'))
		return { choices: ref.map((name) => `c:${name}`), fixed: '', kept: null };
	if (isObject(ref) && typeof ref.const === 'string')
		return { choices: ['const'], fixed: ref.const, kept: null };
	return { choices: ['keep'], fixed: '', kept: JSON.stringify(ref) };
}

export type ConditionKind = 'in' | 'not' | 'present' | 'missing';

export interface ConditionChoice {
	column: string;
	kind: ConditionKind;
	values: string[];
}

export function conditionChoices(conditions: unknown): ConditionChoice[] {
	return Object.entries(isObject(conditions) ? conditions : {}).map(([column, condition]) => {
		if (condition === 'missing' || condition === 'present') return { column, kind: condition, values: [] };
		if (Array.isArray(condition)) return { column, kind: 'in', values: condition.map(String) };
		const not = isObject(condition) && Array.isArray(condition.not) ? condition.not : [];
		return { column, kind: 'not', values: not.map(String) };
	});
}

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const rulesOf = (mapping: Json): Json[] =>
	Array.isArray(mapping.events) ? mapping.events.filter(isObject) : [];

export const withEvent = (mapping: Json): Json => ({
	...mapping,
	events: [...rulesOf(mapping), { type: 'created', at: '' }]
});

export const withoutEvent = (mapping: Json, index: number): Json => ({
	...mapping,
	events: rulesOf(mapping).filter((_, i) => i !== index)
});

/** The mapping with what the form says; fields that the form does not have are left alone. */
export function applyForm(mapping: Json, form: FormData): Json {
	let result = mapping;
	if (form.has('name')) result = put(result, 'name', text(form, 'name') ?? '');
	result = takeText(result, 'source', form, 'source');
	result = takeFormat(result, form);
	result = takeLines(result, 'missing', form, 'missing');
	if (mapping.kind === 'costs') {
		for (const field of costFields)
			result = takeRef(result, field, form, field, mustBe.has(field) ? '' : undefined);
		return takeSpread(result, form);
	}
	result = takeRef(result, 'row', form, 'row');
	const lead = leadFields.reduce(
		(fields, field) => takeRef(fields, field, form, `lead/${field}`),
		isObject(mapping.lead) ? mapping.lead : {}
	);
	result = put(result, 'lead', lead);
	result = takeAttributes(result, form);
	return put(
		result,
		'events',
		rulesOf(mapping).map((rule, i) => takeRule(rule, form, `events/${i}`))
	);
}

const mustBe: ReadonlySet<string> = new Set(['date', 'channel', 'amount']);

/** A row is for one day (`day`), for a month, or from its date to that of a column (`until`). */
function takeSpread(mapping: Json, form: FormData): Json {
	const over = text(form, 'spread');
	if (over === undefined) return mapping;
	if (over === 'month') return put(mapping, 'spread', 'month');
	if (over !== 'until') return put(mapping, 'spread', undefined);
	const before = isObject(mapping.spread) ? mapping.spread : {};
	return put(mapping, 'spread', takeRef(before, 'until', form, 'spread/until', ''));
}

function takeRule(rule: Json, form: FormData, place: string): Json {
	let result = rule;
	const type = text(form, `${place}/type`);
	if (type !== undefined && type !== 'keep') result = put(result, 'type', type);
	result = takeRef(result, 'at', form, `${place}/at`, '');
	for (const field of eventFields) result = takeRef(result, field, form, `${place}/${field}`);
	if (form.has(`${place}/atMissing`)) {
		const before = isObject(rule.atMissing) ? rule.atMissing : {};
		const missing = takeRef(before, 'use', form, `${place}/atMissing`);
		const marked = put(missing, 'approximate', flag(form, `${place}/atMissing/approximate`));
		result = put(result, 'atMissing', missing.use === undefined ? undefined : marked);
	}
	if (form.has(`${place}/approximate`))
		result = put(result, 'approximate', flag(form, `${place}/approximate`));
	return takeConditions(result, form, `${place}/if`);
}

function takeConditions(rule: Json, form: FormData, place: string): Json {
	if (!form.has(`${place}/0/column`)) return rule;
	const before = conditionChoices(rule.if);
	const conditions = new Map<string, unknown>();
	for (let i = 0; form.has(`${place}/${i}/column`); i++) {
		const column = text(form, `${place}/${i}/column`) ?? '';
		if (column === '') continue;
		// The values of another column mean nothing here.
		const same = before[i]?.column === column;
		const kind = same ? text(form, `${place}/${i}/kind`) : 'in';
		const more = same ? (text(form, `${place}/${i}/more`)?.trim() ?? '') : '';
		const ticked = same ? form.getAll(`${place}/${i}/values`).map(String) : [];
		const values = [...new Set([...ticked, ...(more === '' ? [] : [more])])];
		const listed = kind === 'not' ? { not: values } : values;
		conditions.set(column, kind === 'present' || kind === 'missing' ? kind : listed);
	}
	return put(rule, 'if', conditions.size > 0 ? Object.fromEntries(conditions) : undefined);
}

/** `otherwise`: what stands where nothing was chosen. */
function takeRef(object: Json, key: string, form: FormData, place: string, otherwise?: string): Json {
	if (!form.has(place)) return object;
	const chosen = form.getAll(place).map(String).filter(Boolean);
	if (chosen.includes('keep')) return object;
	if (chosen.includes('const')) return put(object, key, { const: text(form, `${place}/fixed`) ?? '' });
	const columns = chosen.map((choice) => choice.slice(2));
	return put(object, key, columns.length > 1 ? columns : (columns[0] ?? otherwise));
}

function takeAttributes(mapping: Json, form: FormData): Json {
	const which = text(form, 'attributes');
	if (which === undefined) return mapping;
	if (which === 'all') return put(mapping, 'attributes', '*');
	if (which === 'none') return put(mapping, 'attributes', undefined);
	return put(mapping, 'attributes', form.getAll('attributes/column').map(String));
}

function takeFormat(mapping: Json, form: FormData): Json {
	let format = isObject(mapping.format) ? mapping.format : {};
	format = takeLines(format, 'dates', form, 'format/dates');
	for (const key of ['decimal', 'timezone', 'encoding', 'delimiter'])
		format = takeText(format, key, form, `format/${key}`);
	return put(mapping, 'format', Object.keys(format).length > 0 ? format : undefined);
}

function takeLines(object: Json, key: string, form: FormData, place: string): Json {
	const given = text(form, place);
	if (given === undefined) return object;
	const lines = given.split(/\r?\n/).filter((line) => line.trim() !== '');
	return put(object, key, lines.length > 0 ? lines : undefined);
}

function takeText(object: Json, key: string, form: FormData, place: string): Json {
	const given = text(form, place);
	return given === undefined ? object : put(object, key, given === '' ? undefined : given);
}

const flag = (form: FormData, place: string) => (form.getAll(place).includes('on') ? true : undefined);

function text(form: FormData, name: string): string | undefined {
	const value = form.get(name);
	return typeof value === 'string' ? value : undefined;
}

/** A copy with the key set, or without it; keys keep their order. */
function put(object: Json, key: string, value: unknown): Json {
	if (value === undefined) {
		if (!Object.hasOwn(object, key)) return object;
		return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
	}
	return { ...object, [key]: value };
}

const keyOrder = [
	...[
		'name',
		'kind',
		'source',
		'format',
		'missing',
		'row',
		'lead',
		'attributes',
		'events',
		'type',
		'at',
		'atMissing'
	],
	...[
		'approximate',
		'if',
		'date',
		'id',
		'email',
		'phone',
		'company',
		'status',
		'channel',
		'campaign',
		'content',
		'term'
	],
	...['page', 'activity', 'manager', 'amount', 'currency', 'clicks', 'impressions', 'spread', 'reason']
];

/** A mapping as text to edit, its keys in the order in which people write them. */
export const mappingText = (mapping: Json): string => JSON.stringify(inOrder(mapping), null, 2);

function inOrder(mapping: Json): Json {
	const { lead, events } = mapping;
	const parts = { ...mapping };
	if (isObject(lead)) parts.lead = sorted(lead);
	if (Array.isArray(events))
		parts.events = events.map((rule: unknown) => (isObject(rule) ? sorted(rule) : rule));
	return sorted(parts);
}

function sorted(object: Json): Json {
	const place = (key: string) => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);
	return Object.fromEntries(Object.entries(object).sort(([a], [b]) => place(a) - place(b)));
}
