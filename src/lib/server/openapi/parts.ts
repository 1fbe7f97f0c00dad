/** What the answers of several routes are made of. */
import { z } from 'zod';
import { filtersSchema } from '#lib/filters/filters.ts';

export const count = z.int().min(0);
export const counts = <const Name extends string>(...names: Name[]) =>
	z.looseObject(Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>);
export const rate = z.number().nullable();
export const text = z.string().nullable();
export const instant = z.iso.datetime();

/** Filters as a report shows them; a filter that is not set is absent. */
const shownFilters = z.looseObject({ mode: filtersSchema.shape.mode.unwrap() }).meta({ id: 'Filters' });

export const head = {
	filters: shownFilters,
	asOf: instant.nullable().describe('The moment up to which the data are judged.'),
	timezone: z.string(),
	currency: z.string().describe('Of every amount.'),
	model: text,
	dataVersion: z.int(),
	leads: count
};

export const maturity = z
	.object({
		complete: z.number().describe('Share of its clients that have come, 0 to 1.'),
		days: count.describe('Days after arrival by which they have come, as far as that can be measured.'),
		finalShare: z.number().describe('Share of leads that are clients then.'),
		expectedClients: z.number().describe('Clients expected in the end, those so far among them.'),
		expectedRange: z
			.tuple([z.number(), z.number()])
			.describe('Where they lie by chance alone (95 %), if the open leads go on as earlier ones did.')
	})
	.nullable()
	.meta({ id: 'Maturity' })
	.describe(
		'null in period mode, within a window, where leads are chosen by how they ended, and with too few leads to tell.'
	);

export const key = z.union([text, z.tuple([text, text])]);
