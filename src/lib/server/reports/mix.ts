/** Who gets what mix of leads (see managers/mix.ts). */
import type { Filters } from '#lib/filters/filters.ts';
import { mix, type Mix, type MixCell } from '#lib/managers/mix.ts';
import type { ReportContext } from './context.ts';
import { overall, whyUnfair } from './managers-compared.ts';
import { readManagerLeads, type ReadManagers } from './managers-leads.ts';
import { counted, groupOf, isShown, temperatureOf } from './managers-scope.ts';
import { readNumbers } from './read-numbers.ts';

/** Leads of the base by manager, channel and temperature, and those of them that reached the goal. */
export async function mixReport(context: ReportContext, filters: Filters): Promise<Mix> {
	const read = await readManagerLeads(context, filters);
	const { base, goal } = counted(context, filters);
	return mix(
		mixCells(read),
		{ base, goal, credit: filters.credit, ...overall({ read, unfair: whyUnfair(filters) }) },
		context.model !== null && base === 'accepted',
		(manager) => groupOf(context, filters, manager),
		isShown(context, filters)
	);
}

function mixCells(read: ReadManagers): MixCell[] {
	const cells: MixCell[] = [];
	for (const [manager, parts] of read)
		for (const { channel, ...texts } of parts) {
			const ofKind = readNumbers(texts.ofKind);
			const madeOfKind = readNumbers(texts.madeOfKind);
			const found = new Map<number | null, MixCell>();
			for (const [i, kind] of readNumbers(texts.kinds).entries()) {
				const temperature = temperatureOf(kind);
				const cell = found.get(temperature) ?? { manager, channel, temperature, leads: 0, made: 0 };
				found.set(temperature, cell);
				cell.leads += ofKind[i]!;
				cell.made += madeOfKind[i]!;
			}
			cells.push(...found.values());
		}
	return cells;
}
