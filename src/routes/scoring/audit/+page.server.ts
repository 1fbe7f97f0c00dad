import { config, database } from '#lib/server/app.ts';
import { auditReport } from '#lib/server/reports/audit.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { chosenModel } from '#lib/server/scoring/chosen-model.ts';
import { inTurn } from '../../in-turn.ts';
import { readFilters } from '../../read-filters.ts';
import { orWrongFilter } from '../../or-wrong-filter.ts';
import { auditView } from './audit-view.ts';

/** The head at once, then what takes a look at every hit. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { head } = inTurn({
		head: async (context) => ({
			...(await reportHead(context, filters, await countArrived(context, filters))),
			hasModel: (await chosenModel(context.trx, filters)) !== null
		})
	});
	const { hasModel, ...known } = await orWrongFilter(head);
	const audit =
		known.leads === 0 || !hasModel
			? Promise.resolve(null)
			: database()
					.then((db) => auditReport(db, config, filters))
					.then((report) => report && auditView(report));
	audit.catch(() => {});
	return { head: known, hasModel, audit };
};
