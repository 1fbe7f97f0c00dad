import type { ManagerLevel, ManagerVerdict } from '#lib/managers/report.ts';
import * as m from '#lib/ui/paraglide/messages.js';

interface Judged {
	verdict: ManagerVerdict | null;
	level: ManagerLevel | null;
}

const outside = {
	below: { alarm: m.managers_verdict_below_alarm, alert: m.managers_verdict_below_alert },
	above: { alarm: m.managers_verdict_above_alarm, alert: m.managers_verdict_above_alert }
};

/** "below, not chance"; null where nobody is judged. */
export function verdictText({ verdict, level }: Judged): string | null {
	if (verdict === null) return null;
	if (verdict === 'few') return m.few();
	if (verdict === 'within' || level === null) return m.managers_verdict_within();
	return outside[verdict][level]();
}

/** A mark beside the words, so that they are found at a glance: two where it is not chance. */
export function verdictMark({ verdict, level }: Judged): string {
	if (level === null || (verdict !== 'above' && verdict !== 'below')) return '';
	const mark = verdict === 'above' ? '▲' : '▼';
	return level === 'alarm' ? mark + mark : mark;
}
