import { apiError } from '../api.ts';

/** `?source=`, the one parameter of requests that bring rows; any other is an error, since a mistyped one would do nothing. */
export function sourceOf(
	request: Request
): { source: string | null; refused: null } | { source: null; refused: Response } {
	const params = new URL(request.url).searchParams;
	const unknown = [...params.keys()].find((name) => name !== 'source');
	if (unknown === undefined) return { source: params.get('source')?.trim() || null, refused: null };
	const error = { code: 'unknown_parameter', message: `There is no parameter "${unknown}".`, field: unknown };
	return { source: null, refused: apiError(400, { ...error, hint: 'There is: source.' }) };
}
