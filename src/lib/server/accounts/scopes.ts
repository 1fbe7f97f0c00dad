/** What a token may do, and which request needs it: the one table of permissions. */

export const scopes = ['events', 'costs', 'hooks', 'read'] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);

/** What each scope lets its bearer do, in words. */
export const scopeMeanings: Record<Scope, string> = {
	events: 'post events',
	costs: 'post costs',
	hooks: 'deliver the webhooks of call trackers, CRMs and forms',
	read: 'read reports and leads'
};

/** Routes of the API that write; all others only read. */
const writes: Record<string, Scope> = {
	'/api/v1/events': 'events',
	'/api/v1/costs': 'costs',
	'/api/v1/hooks/[name]': 'hooks'
};

/** What a request needs: `open` while there are no accounts, or a scope that its token must have; null: no such route. */
export function needed(method: string, route: string): { scope: Scope; open: boolean } | null {
	if (method === 'GET' || method === 'HEAD') return { scope: 'read', open: true };
	const scope = writes[route];
	return scope && method === 'POST' ? { scope, open: false } : null;
}
