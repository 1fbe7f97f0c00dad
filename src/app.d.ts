import type { ReportHead } from '#lib/funnel/report.ts';
import type { Token } from '#lib/server/accounts/tokens.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Under which the server's log has the details. */
			id?: string;
			/** The filter in the address that could not be read. */
			field?: string;
		}
		interface Locals {
			/** Of a request of the API: who sent it; null where none is needed. */
			token?: Token | null;
			/** The id of an unexpected error in the server's log. */
			failure?: string;
		}
		interface PageData {
			/** What the filter bar needs; a page without it has no filter bar. */
			head?: ReportHead;
			/** Names of the leads' attributes, which can be filtered by too. */
			attributes?: string[];
		}
	}
}

export {};
