import { hooks, notTaken } from '#lib/events/hooks/hooks.ts';
import { scopes } from '#lib/server/accounts/scopes.ts';
import { bodyLimits } from '#lib/server/intake/body.ts';
import { examples } from './examples.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	address: url.origin,
	examples: examples(url.origin),
	megabytes: bodyLimits.sent / 1e6,
	scopes,
	hooks: hooks.map(({ name, title, documented }) => ({ name, title, documented })),
	notTaken: Object.entries(notTaken).map(([name, why]) => ({ name, why }))
});
