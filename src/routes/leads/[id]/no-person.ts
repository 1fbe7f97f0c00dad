import type { LeadDetail, RecordKey } from '#lib/funnel/lead-view.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/**
 * Why the e-mails and phones of a lead made it no IQL: all are role addresses, or used by many. Null if it has none at
 * all, one of a person's, or became an IQL in another way of its own.
 */
export function noPerson({
	recordsFull,
	entries
}: Pick<LeadDetail, 'recordsFull' | 'entries'>): string | null {
	const keys = new Map(recordsFull.flatMap(({ keys }) => keys).map((key) => [key.value, key]));
	if (keys.size === 0 || entries.some(({ stage, own }) => stage === 'iql' && own)) return null;
	const reasons = [...keys.values()].map(reasonOf);
	return reasons.includes(null) ? null : m.lead_no_person({ list: reasons.join('; ') });
}

function reasonOf({ value, role, carriers }: RecordKey): string | null {
	if (role) return m.key_is_role({ key: value });
	return carriers === null ? null : m.key_of_many({ n: carriers, key: value, count: formatCount(carriers) });
}
