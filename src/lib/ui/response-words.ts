/** The words for the time to the first contact. */
import type { ContactState, ResponseChoice } from '#lib/leadtime/response-states.ts';
import { formatDays, formatNumber, formatWeekday } from './format.ts';
import * as m from './paraglide/messages.js';

/** As a row of a table on the wall clock. */
const choiceNames: Record<ResponseChoice, () => string> = {
	'5m': m.response_band_5m,
	'1h': m.response_band_1h,
	'2h': m.response_band_2h,
	'4h': m.response_band_4h,
	'24h': m.response_band_24h,
	'3d': m.response_band_3d,
	later: m.response_band_later,
	never: m.response_band_never,
	waiting: m.response_state_waiting,
	unknown: m.response_state_unknown,
	withinHour: m.response_within_hour
};

const contactNames: Record<ContactState, () => string> = {
	reached: m.response_contact_reached,
	missed: m.response_contact_missed,
	untried: m.response_contact_untried
};

export const contactName = (state: ContactState) => contactNames[state]();

/** On the working hours three days are 72 hours of them, said so. */
export function responseName(choice: ResponseChoice, clock: 'wall' | 'working' = 'wall'): string {
	if (clock === 'working' && choice === '3d') return m.response_band_72h();
	if (clock === 'working' && choice === 'later') return m.response_band_later_72h();
	return choiceNames[choice]();
}

/** An hour of the week, 0 is Monday from midnight: "Monday 14:00–15:00". */
export function hourName(hour: number, length: 'long' | 'short' = 'long'): string {
	const clock = (of: number) => `${String(of).padStart(2, '0')}:00`;
	return `${formatWeekday(Math.floor(hour / 24), length)} ${clock(hour % 24)}–${clock((hour % 24) + 1)}`;
}

/** Minutes by a clock: those of working hours are no days, so that they stay hours. */
export function formatMinutes(minutes: number | null, clock: 'wall' | 'working'): string {
	if (minutes === null || clock === 'wall' || minutes < 60)
		return formatDays(minutes === null ? null : minutes / 1440);
	return `${formatNumber(minutes / 60)} h`;
}
