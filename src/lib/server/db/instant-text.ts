/** An instant as `2026-05-01T10:00:00.000Z`: the same as Date's, several times faster. */

const DAY = 86_400_000;
const two = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
const three = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));
const days = new Map<number, string>();

/** A day, counted from 1970-01-01, as `2026-05-01`. */
export function dayText(day: number): string {
	let text = days.get(day);
	if (text === undefined) {
		text = new Date(day * DAY).toISOString().slice(0, 10);
		if (days.size > 20_000) days.clear();
		days.set(day, text);
	}
	return text;
}

/** `ms` since 1970, a whole number. */
export function instantText(ms: number): string {
	const day = Math.floor(ms / DAY);
	let rest = ms - day * DAY;
	const milliseconds = rest % 1000;
	rest = (rest - milliseconds) / 1000;
	const seconds = rest % 60;
	const minutes = (rest - seconds) / 60;
	const hours = Math.floor(minutes / 60);
	return `${dayText(day)}T${two[hours]}:${two[minutes - hours * 60]}:${two[seconds]}.${three[milliseconds]}Z`;
}
