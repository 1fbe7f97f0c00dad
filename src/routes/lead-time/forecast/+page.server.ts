import { config, database, withReport } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { forecastFilters, forecastReport } from '#lib/server/reports/forecast.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { forecastView } from './forecast-text.ts';

/** The head at once; the forecast has a transaction of its own and is kept for the data version. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const head = await withReport(async (context) =>
		reportHead(context, filters, await countArrived(context, forecastFilters(filters)))
	);
	const forecast = database()
		.then((db) => forecastReport(db, config, filters))
		.then((made) => {
			const view = forecastView(made, filters, head.currency);
			return { answer: view ? [view.answer, ...view.sentences] : [m.forecast_by_outcome()], view };
		});
	forecast.catch(() => {});
	return { head, forecast };
};
