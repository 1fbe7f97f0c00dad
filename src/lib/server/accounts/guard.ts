/** Whether a request of the API may do what it asks. */
import type pg from 'pg';
import { apiError } from '../api.ts';
import { allowedMethods, needed, scopeMeanings } from './scopes.ts';
import { findToken, type Token } from './tokens.ts';

export interface Passed {
	/** null: a request that needs none, without one. */
	token: Token | null;
	refused: null;
}

const refuse = (refused: Response) => ({ token: null, refused });

/** Call trackers and CRMs can send no headers: their address carries the token. */
const tokenInAddress = '/api/v1/hooks/[name]';

/** Finds the token of a request and checks that it has the scope needed. A token that is given must always be valid. */
export async function authorise(
	database: () => Promise<{ pool: pg.Pool }>,
	request: Request,
	route: string
): Promise<Passed | { token: null; refused: Response }> {
	const need = needed(request.method, route);
	if (!need) return refuse(wrongMethod(request.method, allowedMethods(route)));
	const secret = secretOf(request, route);
	if (secret === null) {
		if (need.open) return { token: null, refused: null };
		return refuse(unknown('This request needs a token.', makeOne(need.scope)));
	}
	const token = await findToken((await database()).pool, secret);
	if (!token) return refuse(unknown('There is no such token.', makeOne(need.scope)));
	if (token.revokedAt) return refuse(unknown(`The token "${token.name}" was revoked.`, makeOne(need.scope)));
	if (!token.scopes.includes(need.scope)) {
		const message = `The token "${token.name}" may not ${scopeMeanings[need.scope]}: it lacks the scope "${need.scope}".`;
		return refuse(apiError(403, { code: 'missing_scope', message, hint: makeOne(need.scope) }));
	}
	return { token, refused: null };
}

/** 405 in the form of all errors. `allow` is the header's value. */
export function wrongMethod(method: string, allow: string): Response {
	const message = `${method} is not for this address: use ${allow}.`;
	const response = apiError(405, { code: 'wrong_method', message });
	response.headers.set('Allow', allow);
	return response;
}

function secretOf(request: Request, route: string): string | null {
	const header = request.headers.get('authorization');
	const bearer = header === null ? null : header.replace(/^bearer\s+/i, '').trim();
	if (bearer !== null || route !== tokenInAddress) return bearer;
	return new URL(request.url).searchParams.get('token');
}

const makeOne = (scope: string) =>
	`Make one with: npm run --silent sluice -- token create NAME --scope ${scope}; then send it as "Authorization: Bearer sluice_…".`;

function unknown(message: string, hint: string): Response {
	const response = apiError(401, { code: 'no_token', message, hint });
	response.headers.set('WWW-Authenticate', 'Bearer');
	return response;
}
