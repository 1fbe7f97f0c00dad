import type { Table } from '#lib/funnel/funnel-table.ts';
import type { VersionEffect } from './version-effect.ts';

/** The weeks before and since a publication as they are downloaded. */
export const versionWeeksTable = ({ weeks }: Pick<VersionEffect, 'weeks'>): Table => ({
	header: [
		...['week', 'from', 'handed_over', 'handed_over_lo', 'handed_over_hi'],
		...['accepted_of', 'accepted', 'accepted_lo', 'accepted_hi'],
		...['clients_of', 'clients', 'clients_lo', 'clients_hi']
	],
	rows: weeks.map(({ week, from, handed, handedInterval, accepted, clients }) => [
		...[week, new Date(from).toISOString(), handed, ...handedInterval],
		...[accepted.of, accepted.count, ...accepted.interval],
		...[clients.of, clients.count, ...clients.interval]
	])
});
