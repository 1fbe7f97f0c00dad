/** The words for what the data call by a key. */
import type { Filters } from '#lib/filters/filters.ts';
import type { HandoverState } from '#lib/filters/names.ts';
import type { Outcome, Stage } from '#lib/funnel/stages.ts';
import { readModelName } from '#lib/scoring/model-name.ts';
import type { Role } from '#lib/settings/managers.ts';
import { formatCount, formatDate, formatMonth, missing } from './format.ts';
import type { GroupKey } from './links.ts';
import * as m from './paraglide/messages.js';

export type Words<K extends string> = Record<K, () => string>;

/** For a key that may be unknown to this version: the key itself. */
export const word = <K extends string>(words: Words<K>, key: string): string =>
	Object.hasOwn(words, key) ? words[key as K]() : key;

const stageNames: Words<Stage> = {
	lead: m.stage_lead,
	iql: m.stage_iql,
	eql: m.stage_eql,
	mql: m.stage_mql,
	sal: m.stage_sal,
	sql: m.stage_sql,
	client: m.stage_client
};
const longStageNames: Words<Stage> = {
	lead: m.stage_long_lead,
	iql: m.stage_long_iql,
	eql: m.stage_long_eql,
	mql: m.stage_long_mql,
	sal: m.stage_long_sal,
	sql: m.stage_long_sql,
	client: m.stage_long_client
};
const outcomeNames: Words<Outcome> = {
	open: m.outcome_open,
	client: m.outcome_client,
	refused: m.outcome_refused,
	unfit: m.outcome_unfit,
	junk: m.outcome_junk
};
const handoverNames: Words<HandoverState> = {
	accepted: m.handover_accepted,
	rejected: m.handover_rejected,
	waiting: m.handover_waiting
};
const temperatureNames: Words<'cold' | 'warm' | 'hot'> = {
	cold: m.temperature_cold,
	warm: m.temperature_warm,
	hot: m.temperature_hot
};
const roleNames: Words<Role> = { presales: m.role_presales, closer: m.role_closer };
const filterNames: Words<string> = {
	channel: m.filter_channel,
	campaign: m.filter_campaign,
	content: m.filter_content,
	term: m.filter_term,
	page: m.filter_page,
	manager: m.filter_manager,
	firstManager: m.filter_firstManager,
	team: m.filter_team,
	role: m.filter_role,
	source: m.filter_source,
	company: m.filter_company,
	outcome: m.filter_outcome,
	temperature: m.filter_temperature,
	stage: m.filter_stage,
	day: m.filter_day,
	week: m.filter_week,
	month: m.filter_month,
	from: m.filter_from,
	to: m.filter_to,
	asOf: m.filter_asOf,
	mode: m.filter_mode,
	window: m.filter_window,
	by: m.filter_by,
	compare: m.filter_compare
};
/** "MQL", "SQL lead": where space is short. */
export const stageName = (stage: string) => word(stageNames, stage);
/** "Marketing-qualified": what stands beside the short name where the ladder is first shown. */
export const longStageName = (stage: Stage) => longStageNames[stage]();
export const outcomeName = (outcome: string) => word(outcomeNames, outcome);
/** "presales", "closer". */
export const roleName = (role: string) => word(roleNames, role);
/** What sales made of an MQL: "accepted by sales". */
export const handoverName = (state: HandoverState) => handoverNames[state]();
/** What a stage or an outcome of a lead's way is called. */
export const moveName = (key: Stage | Outcome) =>
	key !== 'client' && Object.hasOwn(outcomeNames, key) ? outcomeName(key) : stageName(key);

/** "Channel"; an attribute by its own name. */
export const filterName = (name: string) =>
	name.startsWith('attr.') ? name.slice(5) : word(filterNames, name);

/** A value of a filter or the key of a group, as people read it. */
export function valueName(filter: string, value: string | null): string {
	if (value === null || value === '') return m.value_none();
	if (filter === 'outcome') return outcomeName(value);
	if (filter === 'stage') return stageName(value);
	if (filter === 'temperature') return word(temperatureNames, value);
	if (filter === 'role') return roleName(value);
	return value;
}

/** The key of a group of a breakdown, one name for each of `by`. */
export function keyNames(by: readonly string[], key: GroupKey): string[] {
	const keys = Array.isArray(key) ? key : [key];
	return keys.map((value, i) => {
		const name = by[i] ?? '';
		if (value === null) return valueName(name, value);
		if (name === 'month') return formatMonth(value);
		return name === 'day' || name === 'week' ? formatDate(value) : valueName(name, value);
	});
}

/** "Small, version 3", for a model that is written Small@3. */
export function modelText(model: string): string {
	const { name, version } = readModelName(model);
	return version === null ? name : m.model_version({ name, version });
}

/** "90 days". */
export const dayCount = (n: number) => m.window_days({ n, count: formatCount(n) });

/** "the year before". */
export const comparedWith = (compare: Filters['compare']) =>
	compare === 'year' ? m.then_year() : compare === 'previous' ? m.then_previous() : missing;

export const breakdownName = (by: Filters['by']) =>
	by.length === 2
		? m.by_pair({ first: filterName(by[0]!), second: filterName(by[1]!) })
		: filterName(by[0] ?? '');
