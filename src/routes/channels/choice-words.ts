import * as m from '#lib/ui/paraglide/messages.js';
import type { ColumnGroup, RowSort } from './choice-names.ts';

const groups: Record<ColumnGroup, () => string> = {
	main: m.channels_group_main,
	change: m.channels_group_change,
	reach: m.channels_group_reach,
	demand: m.channels_group_demand,
	quality: m.channels_group_quality,
	stages: m.channels_group_stages,
	clients: m.channels_group_clients,
	money: m.channels_group_money,
	all: m.channels_group_all
};
const sorts: Record<RowSort, () => string> = {
	spend: m.channels_sort_spend,
	leads: m.channels_sort_leads,
	name: m.channels_sort_name
};

export const groupName = (group: ColumnGroup) => groups[group]();
export const sortName = (sort: RowSort) => sorts[sort]();
