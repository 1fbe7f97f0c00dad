/** When an event may have happened. */
import type { EventTime } from './event.ts';
import { reasons } from './reasons.ts';
import { dayNumber } from './dates.ts';

const day = 86_400_000;
const earliest = Date.UTC(1990, 0, 1);
/** A day begins at most this long before it does in UTC. */
const eastmost = 14 * 3_600_000;

/** Why a time cannot be that of an event, or null. The verdict on a mere date is the same in every zone. */
export function timeFault(time: EventTime, now: number): string | null {
	if ('ms' in time) {
		if (time.ms > now + day) return reasons.futureDate;
		return time.ms < earliest ? reasons.oldDate : null;
	}
	if (time.day < '1990-01-01') return reasons.oldDate;
	return dayNumber(time.day) * day - eastmost > now + day ? reasons.futureDate : null;
}
