/** What the forms of the settings page send, as the settings that they change. */
import { SettingsProblem, type Settings } from '#lib/settings/settings.ts';

/** The setting that each form changes. */
export const forms = ['aliases', 'excludedChannels', 'rates', 'cards', 'links', 'allowedHosts'] as const;
export type FormName = (typeof forms)[number];

/** Throws a SettingsProblem where two rows say different things, or a rate is for the reporting currency itself. */
export function readForm(form: FormName, data: FormData, currency: string): Partial<Settings> {
	switch (form) {
		case 'aliases':
			return { aliases: { channel: pairsOf(data, form) } };
		case 'excludedChannels':
		case 'allowedHosts':
			return { [form]: linesOf(data, 'list') };
		case 'cards':
			return { cards: { lead: linesOf(data, 'lead'), client: linesOf(data, 'client') } };
		case 'links':
			return { links: pairsOf(data, form) };
		case 'rates':
			return { rates: ratesOf(data, currency) };
	}
}

function ratesOf(data: FormData, currency: string): Record<string, string> {
	const rates: Record<string, string> = {};
	for (const [written, rate] of Object.entries(pairsOf(data, 'rates'))) {
		const code = written.toUpperCase();
		if (code === currency)
			throw new SettingsProblem(
				['rates', code],
				`${code} is the reporting currency: it needs no rate. Clear that row.`
			);
		rates[code] = rate.replace(',', '.');
	}
	return rates;
}

/** Rows of a `key` and a `value`. A row without a value is not there; one without a key is a mistake. */
function pairsOf(data: FormData, setting: string): Record<string, string> {
	const values = texts(data, 'value');
	const pairs = new Map<string, string>();
	for (const [i, key] of texts(data, 'key').entries()) {
		const value = values[i] ?? '';
		if (value === '') continue;
		if (key === '')
			throw new SettingsProblem([setting], `"${value}": fill in the left field of its row too.`);
		if (pairs.has(key))
			throw new SettingsProblem([setting, key], `"${key}" has two rows: clear one of them.`);
		pairs.set(key, value);
	}
	return Object.fromEntries(pairs);
}

const linesOf = (data: FormData, name: string): string[] =>
	(texts(data, name)[0] ?? '').split('\n').flatMap((line) => line.trim() || []);

const texts = (data: FormData, name: string): string[] =>
	data.getAll(name).map((text) => (typeof text === 'string' ? text.trim() : ''));
