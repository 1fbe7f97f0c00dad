/** What the forms of the settings page send, as the settings that they change. */
import type { Rate } from '#lib/settings/rates.ts';
import { SettingsProblem, type Settings } from '#lib/settings/settings.ts';

/** The setting that each form changes. */
export const forms = [
	...(['aliases', 'excludedChannels', 'leadPrices', 'margin', 'lookBackDays', 'minutesPerLead'] as const),
	...(['rates', 'cards', 'links', 'allowedHosts'] as const)
] as const;
export type FormName = (typeof forms)[number];

/**
 * `before` are the settings that the form changes. Throws a SettingsProblem where two rows say different things, a field
 * is no number, or a rate is for the reporting currency itself.
 */
export function readForm(
	form: FormName,
	data: FormData,
	currency: string,
	before: Pick<Settings, 'rates'>
): Partial<Settings> {
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
			return { rates: ratesOf(data, currency, before.rates) };
		case 'margin':
			return { margin: marginOf(data) };
		case 'minutesPerLead':
		case 'lookBackDays':
			return { [form]: numberOf(data, form) };
		case 'leadPrices':
			return { leadPrices: leadPricesOf(data) };
	}
}

/** The rows shown, beside the long lists that are kept. */
function ratesOf(data: FormData, currency: string, before: Settings['rates']): Settings['rates'] {
	const rates = new Map<string, Rate>();
	for (const code of texts(data, 'keep')) {
		const kept = before[code];
		if (kept !== undefined) rates.set(code, kept);
	}
	const seen = new Set<string>();
	for (const [written = '', from = '', rate = ''] of rowsOf(data, ['currency', 'from', 'rate'])) {
		if (rate === '') continue;
		const code = written.toUpperCase();
		if (code === '') throw new SettingsProblem(['rates'], `"${rate}": name its currency too.`);
		if (code === currency)
			throw new SettingsProblem(
				['rates', code],
				`${code} is the reporting currency: it needs no rate. Clear that row.`
			);
		const day = from === '' ? 'for all days' : `from ${from}`;
		if (seen.has(`${code} ${from}`))
			throw new SettingsProblem(['rates', code], `${code} ${day} has two rows: clear one of them.`);
		seen.add(`${code} ${from}`);
		const others = rates.get(code);
		if (others !== undefined && (from === '') !== (typeof others === 'string'))
			throw new SettingsProblem(
				['rates', code],
				`${code} has a rate for all days and rates by day: give each of its rows a day, or clear them.`
			);
		const decimal = rate.replace(',', '.');
		rates.set(code, from === '' ? decimal : { ...(others as Record<string, string>), [from]: decimal });
	}
	return Object.fromEntries(rates);
}

/** Per cent in the form, a share in the settings. */
function marginOf(data: FormData): number {
	const percent = numberOf(data, 'margin');
	if (percent > 0 && percent <= 100) return Number((percent / 100).toPrecision(12));
	throw new SettingsProblem(['margin'], `margin ${percent} %: must be more than 0 and at most 100.`);
}

function numberOf(data: FormData, name: string): number {
	const text = texts(data, name)[0] ?? '';
	const number = /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
	if (Number.isFinite(number)) return number;
	throw new SettingsProblem([name], `${name} "${text}": must be a number such as 20 or 12.5.`);
}

function leadPricesOf(data: FormData): Settings['leadPrices'] {
	return rowsOf(data, ['channel', 'campaign', 'from', 'price']).flatMap(
		([channel = '', campaign = '', from = '', price = '']) => {
			if (price === '') return [];
			if (channel === '') throw new SettingsProblem(['leadPrices'], `"${price}": name its channel too.`);
			const of = { ...(campaign === '' ? {} : { campaign }), ...(from === '' ? {} : { from }) };
			return [{ channel, price: price.replace(',', '.'), ...of }];
		}
	);
}

/** Rows of a `key` and a `value`. A row without a value is not there; one without a key is a mistake. */
function pairsOf(data: FormData, setting: string): Record<string, string> {
	const pairs = new Map<string, string>();
	for (const [key = '', value = ''] of rowsOf(data, ['key', 'value'])) {
		if (value === '') continue;
		if (key === '')
			throw new SettingsProblem([setting], `"${value}": fill in the left field of its row too.`);
		if (pairs.has(key))
			throw new SettingsProblem([setting, key], `"${key}" has two rows: clear one of them.`);
		pairs.set(key, value);
	}
	return Object.fromEntries(pairs);
}

/** Fields that stand in rows, by row. */
function rowsOf(data: FormData, names: string[]): string[][] {
	const columns = names.map((name) => texts(data, name));
	const length = Math.max(...columns.map((column) => column.length));
	return Array.from({ length }, (_, i) => columns.map((column) => column[i] ?? ''));
}

const linesOf = (data: FormData, name: string): string[] =>
	(texts(data, name)[0] ?? '').split('\n').flatMap((line) => line.trim() || []);

const texts = (data: FormData, name: string): string[] =>
	data.getAll(name).map((text) => (typeof text === 'string' ? text.trim() : ''));
