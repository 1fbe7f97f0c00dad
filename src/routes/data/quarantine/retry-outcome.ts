import { fail, type ActionFailure } from '@sveltejs/kit';
import { FileProblem } from '#lib/server/ingest/file-problem.ts';
import type { LoadResult } from '#lib/server/ingest/load-rows.ts';
import { LoadRefused } from '#lib/server/ingest/load-state.ts';

/** Rows of one retry: it is waited for. */
export const mostAtOnce = 20_000;

export interface RetryOutcome {
	tried: number;
	loaded: number;
	/** Why the others were not loaded again. */
	reasons: { reason: string; count: number }[];
	load: number | null;
	problem: string | null;
}

const outcomeOf = ({ rows, reasons, load, problem }: LoadResult): RetryOutcome => ({
	tried: rows.read,
	loaded: rows.read - rows.quarantined,
	reasons,
	load,
	problem: problem?.message ?? null
});

/** What a retry gave, or in words why nothing could be tried. */
export async function retryOutcome(
	retry: () => Promise<LoadResult>
): Promise<{ retried: RetryOutcome } | ActionFailure<{ problem: string }>> {
	try {
		return { retried: outcomeOf(await retry()) };
	} catch (error) {
		if (error instanceof LoadRefused || error instanceof FileProblem)
			return fail(422, { problem: error.message });
		throw error;
	}
}
