import { withReport } from '#lib/server/app.ts';
import { attributeNames } from '#lib/server/reports/filter-options.ts';

/** For the filter bar, read once. Where the database does not answer, the page says so, not its frame. */
export const load = async () => ({ attributes: await withReport(attributeNames).catch(() => []) });
