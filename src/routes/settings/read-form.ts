/** What the forms of the settings page send, as the settings that they change. */
import { waitingStages } from '#lib/funnel/stages.ts';
import type { Rate } from '#lib/settings/rates.ts';
import { SettingsProblem, type Settings, type SettingsInput } from '#lib/settings/settings.ts';
import { workingDaySchema, type WorkingHours } from '#lib/settings/working-hours.ts';
import { formatWeekday } from '#lib/ui/format.ts';

/** The setting that each form changes, as a whole or a part of it. */
export const forms = [
	...(['managers', 'managerFields', 'managerAliases', 'namesakes'] as const),
	...(['aliases', 'excludedChannels', 'leadPrices', 'margin', 'lookBackDays', 'minutesPerLead'] as const),
	...(['stageLimits', 'workingHours', 'rates', 'cards', 'links', 'allowedHosts'] as const),
	...(['scoring', 'scoreHook'] as const)
] as const;
export type FormName = (typeof forms)[number];

/**
 * `before` are the settings that the form changes. Throws a SettingsProblem where two rows say different things, a field
 * is no number or no time of the day, or a rate is for the reporting currency itself.
 */
export function readForm(
	form: FormName,
	data: FormData,
	currency: string,
	before: Pick<Settings, 'rates' | 'aliases' | 'managers'>
): Partial<SettingsInput> {
	switch (form) {
		case 'aliases':
			return { aliases: { ...before.aliases, channel: pairsOf(data, form) } };
		case 'managerAliases':
			return { aliases: { ...before.aliases, manager: pairsOf(data, form) } };
		case 'managers':
			return { managers: managersOf(data, before.managers) };
		case 'managerFields': {
			const field = (name: string) => texts(data, name)[0] || null;
			return { managerFields: { team: field('team'), role: field('role') } };
		}
		case 'namesakes':
		case 'excludedChannels':
		case 'allowedHosts':
			return { [form]: linesOf(data, 'list') };
		case 'cards':
			return { cards: { lead: linesOf(data, 'lead'), client: linesOf(data, 'client') } };
		case 'links':
			return { links: pairsOf(data, form) };
		case 'rates':
			return { rates: ratesOf(data, currency, before.rates) };
		case 'scoring':
			return { scoring: scoringOf(data) };
		case 'scoreHook':
			return { scoreHook: texts(data, 'address')[0] || null };
		case 'margin':
			return { margin: marginOf(data) };
		case 'minutesPerLead':
		case 'lookBackDays':
			return { [form]: numberOf(data, form) };
		case 'stageLimits':
			return { stageLimits: stageLimitsOf(data) };
		case 'leadPrices':
			return { leadPrices: leadPricesOf(data) };
		case 'workingHours':
			return { workingHours: workingHoursOf(data) };
	}
}

/** Those of the rows shown; the others stay as they are. Settings check the role. */
function managersOf(data: FormData, before: Settings['managers']): SettingsInput['managers'] {
	const managers: Record<string, { team?: string; role?: string }> = { ...before };
	for (const [name = '', team = '', role = ''] of rowsOf(data, ['name', 'team', 'role'])) {
		if (name === '') continue;
		delete managers[name];
		if (team || role) managers[name] = { ...(team && { team }), ...(role && { role }) };
	}
	return managers as SettingsInput['managers'];
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

/** What handing a lead over takes may stay empty. */
function scoringOf(data: FormData): Settings['scoring'] {
	const numberOrNone = (name: string) => ((texts(data, name)[0] ?? '') === '' ? null : numberOf(data, name));
	return {
		horizonDays: numberOf(data, 'horizonDays'),
		delayDays: numberOf(data, 'delayDays'),
		hoursPerWeek: numberOrNone('hoursPerWeek'),
		costPerLead: numberOrNone('costPerLead')
	};
}

/** A field a stage; an empty one agrees nothing. */
const stageLimitsOf = (data: FormData): Settings['stageLimits'] =>
	Object.fromEntries(
		waitingStages
			.filter((stage) => (texts(data, stage)[0] ?? '') !== '')
			.map((stage) => [stage, numberOf(data, stage)])
	);

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

/** Seven pairs of `from` and `to`, Monday first. */
function workingHoursOf(data: FormData): WorkingHours {
	const timezone = texts(data, 'timezone')[0] ?? '';
	const week = rowsOf(data, ['from', 'to']).map(([from = '', to = ''], i) => workingDayOf(from, to, i));
	return { ...(timezone === '' ? {} : { timezone }), week, holidays: linesOf(data, 'holidays') };
}

function workingDayOf(from: string, to: string, i: number): WorkingHours['week'][number] {
	if (from === '' && to === '') return null;
	const fault = (message: string) =>
		new SettingsProblem(['workingHours', 'week', String(i)], `${formatWeekday(i)}: ${message}`);
	if (from === '' || to === '')
		throw fault(`"${from || to}" is only one end: give both, or leave both empty for a day off.`);
	const day = workingDaySchema.safeParse([clockOf(from), clockOf(to)]);
	if (day.success) return day.data;
	const issue = day.error.issues[0]!;
	throw fault(`"${issue.path[0] === 0 ? from : to}" ${issue.message}.`);
}

/** A time of the day as people write it, `9` or `9.30`, as `09:00` and `09:30`; else as it was written. */
function clockOf(text: string): string {
	const [, hour, minute = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text) ?? [];
	return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
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
