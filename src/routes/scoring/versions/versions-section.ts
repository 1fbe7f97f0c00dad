import type { WhatChanged } from '#lib/channels/report.ts';
import type { VersionEffectReport } from '#lib/server/reports/version-effect.ts';
import type { Publication } from '#lib/server/scoring/publications.ts';
import type { EffectSide, EffectWeek, LaterRate, VersionEffect } from '#lib/scoring/version-effect.ts';
import { level } from '#lib/stats/adjust.ts';
import {
	formatCount,
	formatDate,
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatPoints,
	missing
} from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount } from '#lib/ui/words.ts';

type Version = VersionEffectReport['before'];

export const versionName = (version: Version): string =>
	version ? m.model_version({ name: version.name, version: version.version }) : m.scoring_versions_no_model();

const dayOf = (ms: number, zone: string) => formatDate(new Date(ms).toISOString(), zone);

const change = (of: WhatChanged | null): string =>
	!of?.clear
		? m.scoring_versions_handed_chance()
		: of.change > 0
			? m.scoring_versions_better()
			: m.scoring_versions_worse();

function handedChange({ before, after, handedChance }: VersionEffect): string {
	if (handedChance === null || handedChance > level) return m.scoring_versions_handed_chance();
	return after.perWeek > before.perWeek
		? m.scoring_versions_handed_clear_more()
		: m.scoring_versions_handed_clear_less();
}

/** The sentences on top, the answer first. */
function sentences(effect: VersionEffect, model: string): string[] {
	const { before, after, acceptance, conversion, acceptDays, clientDays } = effect;
	const said = [
		m.scoring_versions_answer({
			model,
			before: formatNumber(before.perWeek),
			after: formatNumber(after.perWeek),
			verdict: handedChange(effect)
		})
	];
	if (acceptance)
		said.push(
			m.scoring_versions_acceptance({
				before: formatPercent(before.accepted.rate),
				after: formatPercent(after.accepted.rate),
				days: dayCount(acceptDays),
				verdict: change(acceptance)
			})
		);
	if (acceptance?.clear)
		said.push(
			m.scoring_versions_mix({
				change: formatPoints(acceptance.change),
				mix: formatPoints(acceptance.mix),
				rate: formatPoints(acceptance.rate)
			})
		);
	if (conversion)
		said.push(
			m.scoring_versions_conversion({
				before: formatPercent(before.clients.rate),
				after: formatPercent(after.clients.rate),
				days: dayCount(clientDays),
				verdict: change(conversion)
			})
		);
	else said.push(m.scoring_versions_young());
	return said;
}

const rateText = ({ rate, interval }: LaterRate) => ({
	value: formatPercent(rate),
	range: interval[0] === null ? '' : formatPercentRange(interval)
});

const later = (rate: LaterRate) => ({
	...rateText(rate),
	of: m.scoring_versions_of({ count: formatCount(rate.count), of: formatCount(rate.of) })
});

/** One row of the table of both sides. */
export interface SideRow {
	name: string;
	before: { value: string; range: string; of: string };
	after: { value: string; range: string; of: string };
	change: string;
}

const span = ([lo, hi]: [number, number]) => `${formatNumber(lo)}–${formatNumber(hi)}`;

function sideRows(effect: VersionEffect): SideRow[] {
	const { before, after, acceptance, conversion, acceptDays, clientDays } = effect;
	const handed = (side: EffectSide) => ({
		value: formatNumber(side.perWeek),
		range: span(side.perWeekInterval),
		of: formatCount(side.handed)
	});
	const rate = (name: string, kind: 'accepted' | 'clients', changed: WhatChanged | null): SideRow => ({
		name,
		before: later(before[kind]),
		after: later(after[kind]),
		change: changed ? `${formatPoints(changed.change)}, ${change(changed)}` : missing
	});
	return [
		{
			name: m.scoring_versions_handed(),
			before: handed(before),
			after: handed(after),
			change: handedChange(effect)
		},
		rate(m.scoring_versions_accepted({ days: dayCount(acceptDays) }), 'accepted', acceptance),
		rate(m.scoring_versions_clients({ days: dayCount(clientDays) }), 'clients', conversion)
	];
}

/** A week as the chart draws it, with its words. */
function weekView(week: EffectWeek, zone: string) {
	const { handed, handedInterval, accepted, clients } = week;
	return {
		week: week.week,
		day: dayOf(week.from, zone),
		handed,
		handedInterval,
		accepted: { rate: accepted.rate, interval: accepted.interval, of: accepted.of, count: accepted.count },
		clients: { rate: clients.rate, interval: clients.interval, of: clients.of, count: clients.count },
		text: m.scoring_versions_week_mark({
			day: dayOf(week.from, zone),
			handed: formatCount(handed),
			lo: formatNumber(handedInterval[0]),
			hi: formatNumber(handedInterval[1]),
			accepted: later(accepted).of,
			acceptedRange: rateText(accepted).range || missing,
			clients: later(clients).of,
			clientsRange: rateText(clients).range || missing
		})
	};
}
export type WeekView = ReturnType<typeof weekView>;

function channelRows({ acceptance }: VersionEffect) {
	if (!acceptance) return [];
	const { before, after } = acceptance;
	const share = (part: number, all: number) => formatPercent(all > 0 ? part / all : null);
	const rate = (of: { leads: number; clients: number }) =>
		formatPercent(of.leads > 0 ? of.clients / of.leads : null);
	return acceptance.rows.map((row) => ({
		key: row.key as string | null,
		shares: [share(row.before.leads, before.leads), share(row.after.leads, after.leads)],
		rates: [rate(row.before), rate(row.after)],
		leads: [formatCount(row.before.leads), formatCount(row.after.leads)],
		mix: formatPoints(row.mix),
		rate: formatPoints(row.rate),
		verdict: row.clear
			? row.rate > 0
				? m.scoring_versions_better()
				: m.scoring_versions_worse()
			: m.scoring_versions_handed_chance()
	}));
}

export const publicationChoices = (publications: readonly Publication[], chosen: Publication, zone: string) =>
	publications.toReversed().map((one) => ({
		key: String(one.id),
		current: one === chosen,
		name: (one.kind === 'publish' ? m.scoring_versions_published : m.scoring_versions_rolled_back)({
			model: versionName(one.model),
			day: dayOf(one.from, zone)
		})
	}));

/** The report in words; without the figures while there is nothing to compare. */
export function versionsSection({ publication, before, effect }: VersionEffectReport, zone: string) {
	const [model, old] = [versionName(publication.model), versionName(before)];
	const day = dayOf(publication.from, zone);
	if (!effect) return { answer: [m.scoring_versions_early({ model, day })], shown: null };
	return {
		answer: sentences(effect, model),
		shown: {
			model,
			before: old,
			rows: sideRows(effect),
			weeks: effect.weeks.map((week) => weekView(week, zone)),
			channels: channelRows(effect),
			acceptDays: dayCount(effect.acceptDays),
			how: [
				m.scoring_versions_how_version({ day, before: old, after: model }),
				m.scoring_versions_how_span(),
				m.scoring_versions_how_ripe({
					accept: dayCount(effect.acceptDays),
					client: dayCount(effect.clientDays),
					old: formatCount(effect.before.clients.of),
					now: formatCount(effect.after.clients.of)
				}),
				m.scoring_versions_how_ranges(),
				m.scoring_versions_how_mix()
			]
		}
	};
}
export type VersionsShown = NonNullable<ReturnType<typeof versionsSection>['shown']>;
