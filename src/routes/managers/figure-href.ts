import { rowDrill, totalDrill, type ManagerFigure } from '#lib/managers/drill.ts';
import type { ManagersReport } from '#lib/managers/report.ts';
import { leadsHref } from '#lib/ui/links.ts';

type Counted = Pick<ManagersReport, 'filters' | 'base' | 'goal' | 'credit'>;

/** The list of exactly the leads behind a figure of a row; null: of those without a rep. */
export const figureHref = (report: Counted, key: string | null, figure: ManagerFigure) =>
	leadsHref(rowDrill(report, key, figure));

/** The same for the sum of all rows, whose keys are `keys`. */
export const totalHref = (report: Counted, keys: readonly (string | null)[], figure: ManagerFigure) =>
	leadsHref(totalDrill(report, keys, figure));
