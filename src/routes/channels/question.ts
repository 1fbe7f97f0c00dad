import * as m from '#lib/ui/paraglide/messages.js';

/** What the money of the report is called in a sentence. */
const units: Record<string, () => string> = {
	EUR: m.channels_unit_EUR,
	USD: m.channels_unit_USD,
	GBP: m.channels_unit_GBP
};

/** "Where does the next euro go?" */
export function question(currency: string): string {
	const unit = units[currency]?.();
	return unit ? m.channels_question({ unit }) : m.channels_question_plain();
}
