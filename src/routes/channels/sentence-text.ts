import type { ChannelSentencePart } from '#lib/channels/sentence.ts';
import type { ChannelKey, Range } from '#lib/channels/report.ts';
import { formatCostRange } from '#lib/ui/cost-range.ts';
import { formatCost, formatCount, formatPoints } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { rowName } from '#lib/ui/row-name.ts';

interface Wording {
	by: readonly string[];
	currency: string;
}

/** One part of the opening sentences in words. */
export function sentenceText(part: ChannelSentencePart, { by, currency }: Wording): string {
	const name = (key: ChannelKey) => rowName(by, key);
	const cost = (amount: number) => formatCost(amount, currency);
	const range = (ends: Range) => formatCostRange(ends, currency);
	switch (part.kind) {
		case 'costs':
		case 'costsPlain': {
			const words = {
				cheap: name(part.cheap.key),
				cheapCost: cost(part.cheap.cac),
				dear: name(part.dear.key),
				dearCost: cost(part.dear.cac)
			};
			return part.kind === 'costs' ? m.say_costs(words) : m.say_costs_plain(words);
		}
		case 'costsSame':
			return part.few === 0
				? m.say_costs_same({ name: name(part.key), cost: cost(part.cac) })
				: m.say_costs_same_of({
						count: formatCount(part.compared),
						name: name(part.key),
						cost: cost(part.cac)
					});
		case 'cost': {
			const words = { cost: cost(part.cac), range: range(part.range) };
			return part.few ? m.say_cost_few(words) : m.say_cost(words);
		}
		case 'onlyCost':
			return m.say_only_cost({ name: name(part.key), cost: cost(part.cac), range: range(part.range) });
		case 'noClients':
			return part.leads === 0
				? m.say_no_leads({ cost: cost(part.cost) })
				: m.say_no_clients({ n: part.leads, count: formatCount(part.leads), cost: cost(part.cost) });
		case 'nothingFor': {
			const words = { name: name(part.key), cost: cost(part.cost), count: formatCount(part.expected) };
			return part.what === 'client' ? m.say_nothing_client(words) : m.say_nothing_lead(words);
		}
		case 'conversions': {
			const list = (rows: typeof part.better) =>
				rows
					.map(({ key, difference }) =>
						m.say_difference({ name: name(key), points: formatPoints(difference) })
					)
					.reduce((first, second) => m.say_and({ first, second }));
			if (part.worse.length === 0) return m.say_better({ better: list(part.better) });
			if (part.better.length === 0) return m.say_worse({ worse: list(part.worse) });
			return m.say_better_worse({ better: list(part.better), worse: list(part.worse) });
		}
		case 'conversionsSame':
			return m.say_conversions_same();
		case 'counts':
			return m.say_lead_counts({
				n: part.leads,
				leads: formatCount(part.leads),
				clients: m.channels_clients({ n: part.clients, count: formatCount(part.clients) })
			});
	}
}
