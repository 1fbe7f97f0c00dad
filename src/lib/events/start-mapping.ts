/** A mapping to begin with for a file that no preset fits: columns whose names say what they are. */

const signs: Record<string, RegExp> = {
	id: /^(id|.*[^a-z]id|№|номер|numer)$/i,
	email: /e-?mail|почт/i,
	phone: /phone|mobile|telefon|телефон/i,
	name: /^(full |contact |lead )?name$|имя|фио|nazwisko/i,
	company: /company|компания|организация|firma/i,
	status: /^(.* )?(status|stage)$|статус|стадия|этап|etap/i,
	created: /creat|added|дата созд|создан|utworz/i,
	date: /date|day|дата|день|data/i,
	channel: /channel|source|канал|источник|kana|źród/i,
	campaign: /campaign|кампан|kampan/i,
	manager: /owner|manager|responsible|assigned|ответственн|менеджер|opiekun/i,
	amount: /amount|spend|cost|price|сумма|расход|kwota|koszt/i,
	currency: /currency|валют|walut/i,
	until:
		/^(to|until|end)[ _-]?(date|day)$|^(date|day)[ _-]?(to|until|end)$|^дата (по|до|окончания)$|^data do$/i,
	month: /month|месяц|miesiąc|monat/i,
	clicks: /click|клик|klik/i,
	impressions: /impression|показ|wyświetle/i
};

/** JSON of a draft: what no column looks like is left for the user to choose. */
export function startMapping(
	name: string,
	kind: 'events' | 'costs',
	header: readonly string[]
): Record<string, unknown> {
	const like = (field: string) => header.find((column) => signs[field]!.test(column.trim()));
	const fields = (names: string[]) =>
		Object.fromEntries(names.flatMap((field) => (like(field) ? [[field, like(field)]] : [])));
	if (kind === 'costs') {
		const chosen = fields(['channel', 'campaign', 'amount', 'currency', 'clicks', 'impressions']);
		const [until, month] = [like('until'), like('month')];
		const date = header.find((column) => column !== until && signs.date!.test(column.trim()));
		const spread = until ? { until } : date === undefined && month ? 'month' : undefined;
		const own = { name, kind, source: 'ads', date: date ?? month ?? '', channel: '', amount: '' };
		return { ...own, ...chosen, ...(spread ? { spread } : {}) };
	}
	const id = like('id');
	return {
		name,
		kind,
		source: 'crm',
		...(id ? { row: id } : {}),
		lead: fields(['id', 'email', 'phone', 'name', 'company', 'status']),
		events: [
			{
				type: 'created',
				at: like('created') ?? like('date') ?? '',
				...fields(['channel', 'campaign', 'manager'])
			}
		]
	};
}
