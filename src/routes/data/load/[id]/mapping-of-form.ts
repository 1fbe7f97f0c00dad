import { applyForm, isObject, withEvent, withoutEvent, type Json } from '#lib/ui/mapping/mapping-form.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/**
 * The mapping that a submitted form means: the JSON, if it was edited there, else what its fields say. `base` is the
 * mapping that the form showed.
 */
export function mappingOfForm(form: FormData): { mapping: Json } | { problem: string } {
	const base = String(form.get('base') ?? '');
	const text = String(form.get('json') ?? base);
	const edited = text.replaceAll('\r\n', '\n') !== base.replaceAll('\r\n', '\n');
	const json = parsed(edited ? text : base);
	if ('problem' in json) return json;
	const mapping = edited ? json.mapping : applyForm(json.mapping, form);
	if (form.get('add') === 'event') return { mapping: withEvent(mapping) };
	const removed = form.get('remove');
	return { mapping: removed === null ? mapping : withoutEvent(mapping, Number(removed)) };
}

/** A JSON object, or why the text is none. */
export function parsed(text: string): { mapping: Json } | { problem: string } {
	try {
		const json: unknown = JSON.parse(text);
		return isObject(json) ? { mapping: json } : { problem: m.mapping_json_object() };
	} catch (error) {
		return { problem: m.mapping_json_wrong({ why: error instanceof Error ? error.message : String(error) }) };
	}
}
