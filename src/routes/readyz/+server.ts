import { withReport } from '#lib/server/app.ts';

/** The database answers and holds a generation of lead rows. */
export const GET = async () => {
	try {
		await withReport(async () => {});
		return new Response('ready\n');
	} catch {
		return new Response('not ready\n', { status: 503 });
	}
};
