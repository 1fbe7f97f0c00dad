import { apiError } from '#lib/server/api.ts';

export const noSuchLead = (id: string): Response =>
	apiError(404, {
		code: 'no_such_lead',
		message: `There is no lead with the id "${id}".`,
		hint: 'Ids of leads and of their records are in the answers of /api/v1/leads.'
	});
