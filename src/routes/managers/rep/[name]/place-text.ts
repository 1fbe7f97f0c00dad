import type { Presence } from '#lib/managers/rep-report.ts';
import type { ManagerPlace } from '#lib/settings/managers.ts';
import { formatDate } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** "Team North · Closer · leads since 3 Jan 2025 · no new leads since 4 May 2026": what is known of it. */
export function placeText(
	place: ManagerPlace | undefined,
	presence: Presence | null,
	zone: string
): string | null {
	const parts = [
		...(place?.team ? [m.rep_team({ team: place.team })] : []),
		...(place?.role ? [place.role === 'presales' ? m.rep_role_presales() : m.rep_role_closer()] : []),
		...(presence ? [m.rep_since({ first: formatDate(presence.first, zone) })] : []),
		...(presence
			? [(presence.gone ? m.rep_gone : m.rep_last)({ last: formatDate(presence.last, zone) })]
			: [])
	];
	return parts.length ? parts.join(' · ') : null;
}
