import { config, database } from '#lib/server/app.ts';
import { chooseFirst } from '#lib/server/ingest/draft.ts';
import { findUpload, storeUpload, UploadProblem } from '#lib/server/uploads.ts';

/** Keeps a file and chooses how it is to be read. `problem` says in words why it cannot be kept. */
export async function keepUpload(
	name: string,
	body: ReadableStream<Uint8Array>,
	expected: number | null
): Promise<{ id: string } | { problem: string }> {
	const { pool } = await database();
	try {
		const id = await storeUpload(pool, config, name, body, expected);
		await chooseFirst(pool, (await findUpload(pool, id))!);
		return { id };
	} catch (error) {
		if (error instanceof UploadProblem) return { problem: error.message };
		throw error;
	}
}
