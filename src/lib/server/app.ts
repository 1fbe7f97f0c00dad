/** The server's one database and configuration, opened at the first request. */
import { readConfig } from './config.ts';
import { openDatabase, type Database } from './db/connect.ts';
import { withReport as withReportOf, type ReportContext } from './reports/context.ts';

export const config = readConfig();

let opened: Promise<Database> | null = null;

/** The database of this process. A failed attempt is forgotten, so that the next request tries again. */
export function database(): Promise<Database> {
	opened ??= openDatabase(config).catch((error: unknown) => {
		opened = null;
		throw error;
	});
	return opened;
}

/** Runs `read` in one transaction on the live generation. */
export const withReport = async <T>(read: (context: ReportContext) => Promise<T>): Promise<T> =>
	withReportOf(await database(), config, read);
