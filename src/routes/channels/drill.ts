/** The way down: all channels → one channel's campaigns → one campaign's content, terms or pages. */
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { touchFilters, type TouchFilter } from '#lib/filters/names.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { onlyChosen } from '#lib/ui/channel-of-row.ts';
import { changedHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { valueName } from '#lib/ui/words.ts';

/** What is chosen for one table is not for the next. */
const afresh = { q: null, rows: null };

/** One level down from a row; null where there is none. */
export function drillHref(url: URL, by: readonly string[], key: ChannelKey): string | null {
	if (Array.isArray(key) || by.length !== 1) return null;
	const value = onlyValue(key);
	if (by[0] === 'channel') return changedHref(url, { ...afresh, channel: value, by: 'campaign' });
	if (by[0] === 'campaign') return changedHref(url, { ...afresh, campaign: value, by: 'content' });
	return null;
}

interface Step {
	name: string;
	/** Null: the reader is here. */
	href: string | null;
}

/** The way from all channels to the rows shown; a single step at the top. */
export function trail(url: URL, filters: Filters): Step[] {
	const top = { ...afresh, channel: null, campaign: null, by: null };
	const steps: Step[] = [{ name: m.channels_all(), href: changedHref(url, top) }];
	const channel = onlyChosen(filters, 'channel');
	if (channel !== undefined)
		steps.push({
			name: valueName('channel', channel),
			href: changedHref(url, { ...afresh, campaign: null, by: 'campaign' })
		});
	const campaign = onlyChosen(filters, 'campaign');
	if (campaign !== undefined)
		steps.push({
			name: valueName('campaign', campaign),
			href: changedHref(url, { ...afresh, by: 'content' })
		});
	steps.at(-1)!.href = null;
	return steps;
}

const levelNames: Record<TouchFilter, () => string> = {
	channel: m.channels_level_channel,
	campaign: m.channels_level_campaign,
	content: m.channels_level_content,
	term: m.channels_level_term,
	page: m.channels_level_page
};

/** The same leads by something else. */
export const levelLinks = (url: URL, by: readonly string[]) =>
	touchFilters.map((level) => ({
		level,
		name: levelNames[level](),
		href: changedHref(url, { ...afresh, by: level === 'channel' ? null : level }),
		current: by.length === 1 && by[0] === level
	}));
