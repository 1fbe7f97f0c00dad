import { withReport } from '#lib/server/app.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { orWrongFilter } from './or-wrong-filter.ts';

type Parts = Record<string, (context: ReportContext) => Promise<unknown>>;

/**
 * What each part reads, in one transaction and in their order. If one fails, so do those after it; a filter that names
 * what is not there makes a page with status 400.
 */
export function inTurn<P extends Parts>(parts: P): { [K in keyof P]: ReturnType<P[K]> } {
	const waiting = Object.entries(parts).map(([name, read]) => ({
		name,
		read,
		...Promise.withResolvers<unknown>()
	}));
	const all = withReport(async (context) => {
		for (const { read, resolve } of waiting) resolve(await read(context));
	});
	orWrongFilter(all).catch((problem: unknown) => {
		for (const { reject } of waiting) reject(problem);
	});
	// Nobody may wait for them: without the first, the page says what is wrong.
	for (const { promise } of waiting) promise.catch(() => {});
	return Object.fromEntries(waiting.map(({ name, promise }) => [name, promise])) as {
		[K in keyof P]: ReturnType<P[K]>;
	};
}
