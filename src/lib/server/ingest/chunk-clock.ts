/** The order in which loads read their lines. Loads that ran at once took turns, chunk by chunk. */
import type pg from 'pg';
import type { Clock } from './history.ts';

/** Lines of one chunk; more than any file has. */
const LINES = 2 ** 31;

/** Also gives the time at which a load began: everything earlier is of other loads. */
export async function readClock(
	client: pg.PoolClient,
	loadId: number
): Promise<{ clock: Clock; from: number }> {
	const { rows } = await client.query<{ load_id: number; last_line: number; first: boolean }>(
		`WITH began AS (SELECT min(id) AS id FROM load_chunks WHERE load_id = $1)
		SELECT c.load_id, c.last_line, c.id = began.id AS first FROM load_chunks c, began
		WHERE c.load_id IN (SELECT load_id FROM load_chunks, began b WHERE load_chunks.id >= b.id) ORDER BY c.id`,
		[loadId]
	);
	const chunks = new Map<number, { at: number; lastLine: number }[]>();
	let from = 0;
	rows.forEach(({ load_id, last_line, first }, at) => {
		if (first) from = at;
		const list = chunks.get(load_id) ?? [];
		list.push({ at, lastLine: last_line });
		chunks.set(load_id, list);
	});
	return {
		from: from * LINES,
		clock: (load, line) => {
			const list = chunks.get(load);
			// All that this load read is earlier.
			if (!list) return -1;
			return chunkOf(list, line) * LINES + line;
		}
	};
}

function chunkOf(list: { at: number; lastLine: number }[], line: number): number {
	let [low, high] = [0, list.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (list[middle]!.lastLine >= line) high = middle;
		else low = middle + 1;
	}
	return list[low]!.at;
}
