import { z } from 'zod';

const number = z.union([z.number(), z.string()]);

/** One cost as it is posted: rows with the same source, date, channel and campaign add up. */
export const costShape = z
	.object({
		date: z.string().describe('The day, ISO 8601.'),
		channel: z.string().nullish(),
		campaign: z.string().nullish(),
		amount: number.describe('0 stays 0; a negative amount is a refund.'),
		currency: z
			.string()
			.nullish()
			.describe('ISO 4217; else the reporting currency. Another one needs a rate on that day.'),
		clicks: number.nullish(),
		impressions: number.nullish(),
		source: z.string().nullish().describe('The system it came from; else the parameter `source`.')
	})
	.meta({ id: 'Cost' });
