import { withReport } from '#lib/server/app.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';

type Parts = Record<string, (context: ReportContext) => Promise<unknown>>;

/** What each part reads, in one transaction and in their order. If one fails, so do those after it. */
export function inTurn<P extends Parts>(parts: P): { [K in keyof P]: ReturnType<P[K]> } {
	const waiting = Object.entries(parts).map(([name, read]) => ({
		name,
		read,
		...Promise.withResolvers<unknown>()
	}));
	withReport(async (context) => {
		for (const { read, resolve } of waiting) resolve(await read(context));
	}).catch((problem: unknown) => {
		for (const { reject } of waiting) reject(problem);
	});
	// Nobody may wait for them: without the first, the page says what is wrong.
	for (const { promise } of waiting) promise.catch(() => {});
	return Object.fromEntries(waiting.map(({ name, promise }) => [name, promise])) as {
		[K in keyof P]: ReturnType<P[K]>;
	};
}
