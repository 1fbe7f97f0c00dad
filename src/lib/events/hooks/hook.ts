/** What the webhooks of other systems tell, as events in the form in which they are posted. */

export type HookBody = Record<string, unknown>;

export interface Told {
	/** As for `POST /api/v1/events`, without a source. */
	events: Record<string, unknown>[];
	/** Why there are none, as a sentence. */
	ignored?: string;
}

export interface Hook {
	/** As the address names it; also the source of its events. */
	name: string;
	title: string;
	/** Where its body is documented. */
	documented: string;
	/** `received` (ISO 8601) stands for a time that the body does not give. Throws a RowFault for a body it cannot read. */
	tell(body: HookBody, received: string): Told;
}

export const hookReasons = {
	noCall:
		'It is not a call as its documentation describes it: its id, its time or the number of the client is missing.',
	noForm: 'It is no form with an e-mail or a phone: name the fields email and phone.',
	unlike: 'It is not the body that this webhook is documented to have.'
};

/** The first of these fields that holds a text or a number; undefined if none does. */
export function field(body: HookBody, ...names: string[]): string | undefined {
	for (const name of names) {
		const value = body[name];
		if (typeof value === 'string' ? value.trim() !== '' : typeof value === 'number')
			return String(value).trim();
	}
	return undefined;
}

/** An object within the body; empty if there is none. Forms may hold it as JSON text. */
export function part(body: HookBody, name: string): HookBody {
	let value = body[name];
	if (typeof value === 'string' && value.trim().startsWith('{')) {
		try {
			value = JSON.parse(value) as unknown;
		} catch {
			return {};
		}
	}
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as HookBody) : {};
}

/** UTM marks under their usual names, and the page, as fields of a touch. */
export const touch = (body: HookBody) => ({
	channel: field(body, 'utm_source'),
	campaign: field(body, 'utm_campaign'),
	content: field(body, 'utm_content'),
	term: field(body, 'utm_term')
});

/** The moment of a Unix time in seconds, ISO 8601; undefined if it is none. */
export function unixTime(seconds: string | undefined): string | undefined {
	const number = Number(seconds);
	if (seconds === undefined || !Number.isFinite(number) || number <= 0 || number > 1e11) return undefined;
	return new Date(number * 1000).toISOString();
}
