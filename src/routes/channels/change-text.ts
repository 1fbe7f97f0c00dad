import type { ChangePart, Sureness } from '#lib/channels/change-sentence.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { formatCount, formatPercent, formatPoints } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { comparedWith, keyNames } from '#lib/ui/words.ts';

interface Wording {
	by: readonly string[];
	compare: Filters['compare'];
}

type Part<Kind extends ChangePart['kind']> = Extract<ChangePart, { kind: Kind }>;
type Cause = Part<'mix' | 'rate' | 'others'>;

const sureness: Record<Sureness, () => string> = {
	clear: m.change_clear,
	young: m.change_young,
	chance: m.could_be_chance
};

/** The parts of what changed as sentences: of the clients, and of the conversion with its causes. */
export function changeTexts(parts: readonly ChangePart[], { by, compare }: Wording): string[] {
	const then = comparedWith(compare);
	const causes = parts.filter(
		(part): part is Cause => part.kind === 'mix' || part.kind === 'rate' || part.kind === 'others'
	);
	return parts.flatMap((part) => {
		if (part.kind === 'noLeads')
			return [part.when === 'before' ? m.change_no_leads_before({ then }) : m.change_no_leads_after()];
		if (part.kind === 'clients') return [clientsText(part, then)];
		if (part.kind !== 'conversion') return [];
		const text = conversionText(part);
		if (causes.length === 0) return [m.change_sentence({ text })];
		const words = { conversion: text, list: causes.map((cause) => causeText(cause, by)).join(', ') };
		return [part.tenths === 0 ? m.change_although(words) : m.change_because(words)];
	});
}

function clientsText({ before, after, byLeads, byConversion }: Part<'clients'>, then: string): string {
	const more = after - before;
	if (more === 0)
		return m.change_sentence({ text: m.change_clients_same({ n: after, count: formatCount(after), then }) });
	const words = {
		n: after,
		now: formatCount(after),
		count: formatCount(Math.abs(more)),
		before: formatCount(before),
		then
	};
	return m.change_by({
		clients: more > 0 ? m.change_now_more(words) : m.change_now_fewer(words),
		byLeads: signed(byLeads),
		byConversion: signed(byConversion)
	});
}

function conversionText({ before, after, tenths, sure }: Part<'conversion'>): string {
	const rate = formatPercent(after);
	if (tenths === 0) return m.change_conversion_same({ rate });
	return m.change_conversion({
		rate,
		before: formatPercent(before),
		points: points(tenths),
		sure: sureness[sure]()
	});
}

function causeText(cause: Cause, by: readonly string[]): string {
	const words = { points: points(cause.tenths) };
	const better = cause.tenths > 0;
	if (cause.kind === 'mix') return better ? m.change_better_leads(words) : m.change_weaker_leads(words);
	if (cause.kind === 'others') return better ? m.change_others_better(words) : m.change_others_worse(words);
	const named = { ...words, name: keyNames(by, cause.key).join(' · '), sure: sureness[cause.sure]() };
	return better ? m.change_convert_better(named) : m.change_convert_worse(named);
}

const points = (tenths: number) => formatPoints(tenths / 1000);
const signed = (n: number) => (n === 0 ? '0' : `${n > 0 ? '+' : '−'}${formatCount(Math.abs(n))}`);
