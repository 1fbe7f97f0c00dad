/** What is wrong with a model as JSON, in the words of who writes it. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface Said {
	path: PropertyKey[];
	message: string;
}

const kinds: Record<string, string> = {
	number: 'a number',
	int: 'a whole number',
	string: 'text',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object'
};

/** The faults that an issue tells of: of alternatives, those of the one which was meant. `value`: the whole model. */
export function sayIssue(issue: Issue, value: unknown, above: PropertyKey[] = []): Said[] {
	const path = [...above, ...issue.path];
	const at = valueAt(value, path);
	if (issue.code === 'invalid_union') {
		const meant = meantOf(issue.errors, value, path);
		if (meant) return meant.flatMap((one) => sayIssue(one, value, path));
		return [{ path, message: at === undefined ? 'is missing' : issue.message }];
	}
	return [{ path, message: wordsOf(issue, at) }];
}

export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
	path.reduce<unknown>(
		(part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key],
		value
	);

/** The alternative that has the fewest fields too much or missing; null if several have as few. */
function meantOf(alternatives: readonly Issue[][], value: unknown, above: PropertyKey[]): Issue[] | null {
	const off = alternatives.map(
		(issues) =>
			issues.filter(
				({ code, path }) =>
					(path.length === 0 && (code === 'unrecognized_keys' || code === 'invalid_type')) ||
					(path.length === 1 && valueAt(value, [...above, ...path]) === undefined)
			).length
	);
	const least = Math.min(...off);
	return off.filter((count) => count === least).length === 1 ? alternatives[off.indexOf(least)]! : null;
}

function wordsOf(issue: Issue, at: unknown): string {
	switch (issue.code) {
		case 'invalid_type':
			return at === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
		case 'too_small':
			return issue.origin === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty';
		case 'invalid_value':
			return at === undefined ? 'is missing' : `must be one of ${issue.values.join(', ')}`;
		case 'unrecognized_keys':
			return `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')} here`;
		default:
			return issue.message;
	}
}
