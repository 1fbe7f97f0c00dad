/** What a token may do, and which request needs it: the one table of permissions. */

export const scopes = ['events', 'costs', 'hooks', 'models', 'read'] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);

/** What each scope lets its bearer do, in words. */
export const scopeMeanings: Record<Scope, string> = {
	events: 'post events',
	costs: 'post costs',
	hooks: 'deliver the webhooks of call trackers, CRMs and forms',
	models: 'change score models',
	read: 'read reports and leads'
};

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The methods that write, by route of the API; everything else only reads. */
const writes: Record<string, Partial<Record<Method, Scope>>> = {
	'/api/v1/events': { POST: 'events' },
	'/api/v1/costs': { POST: 'costs' },
	'/api/v1/hooks/[name]': { POST: 'hooks' },
	'/api/v1/models': { POST: 'models' },
	'/api/v1/models/rollback': { POST: 'models' },
	'/api/v1/models/[name]': { DELETE: 'models' },
	'/api/v1/models/[name]/publish': { POST: 'models' }
};

/** What a request needs: `open` while there are no accounts, or a scope that its token must have; null: no such route. */
export function needed(method: string, route: string): { scope: Scope; open: boolean } | null {
	if (method === 'GET' || method === 'HEAD') return { scope: 'read', open: true };
	const scope = writes[route]?.[method as Method];
	return scope ? { scope, open: false } : null;
}

/** The methods that an address may have, for one that it has not. */
export const allowedMethods = (route: string): string =>
	['GET', 'HEAD', ...Object.keys(writes[route] ?? {})].join(', ');
