/** The body of a webhook as plain data: JSON, or a form. */
import { RowFault } from '../reasons.ts';
import { hookReasons, type HookBody } from './hook.ts';

/** Throws a RowFault if the text is neither a JSON object nor a form. */
export function readHookBody(text: string): HookBody {
	const start = text.trimStart()[0];
	if (start === '{' || start === '[') {
		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch (error) {
			throw new RowFault('It is not valid JSON.', error instanceof Error ? error.message : String(error));
		}
		// Some send a list of one.
		if (Array.isArray(value) && value.length === 1) value = value[0] as unknown;
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as HookBody;
		throw new RowFault(hookReasons.unlike, 'body', value);
	}
	if (!text.includes('=')) throw new RowFault(hookReasons.unlike, 'body', text.trim());
	return nested(new URLSearchParams(text.trim()));
}

/** `a[b][0][c]=x` as `{ a: { b: { 0: { c: 'x' } } } }`; of two fields with one name the last counts. */
export function nested(fields: Iterable<[string, string]>): HookBody {
	const body: HookBody = Object.create(null) as HookBody;
	for (const [name, value] of fields) {
		const path = [/^[^[]*/.exec(name)![0], ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1]!)];
		let at = body;
		for (const key of path.slice(0, -1)) {
			if (typeof at[key] !== 'object' || at[key] === null) at[key] = Object.create(null) as HookBody;
			at = at[key] as HookBody;
		}
		at[path.at(-1)!] = value;
	}
	return body;
}
