import { withReport } from '#lib/server/app.ts';
import { attributeNames } from '#lib/server/reports/filter-options.ts';

export const load = async () => ({ attributes: await withReport(attributeNames) });
