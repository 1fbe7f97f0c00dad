import { error, fail, redirect } from '@sveltejs/kit';
import { config, database } from '#lib/server/app.ts';
import { retryRows } from '#lib/server/ingest/retry-rows.ts';
import { textOfRow } from '#lib/server/ingest/row-text.ts';
import { rowToMend } from '#lib/server/reports/quarantine.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { retryOutcome } from '../retry-outcome.ts';

async function rowOf(text: string) {
	const { pool } = await database();
	const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
	const row = await rowToMend(pool, id);
	if (!row) error(404, m.quarantine_gone());
	return { pool, row };
}

export const load = async ({ params }) => {
	const { row } = await rowOf(params.id);
	return { row, timezone: config.timezone };
};

export const actions = {
	retry: async ({ params, request }) => {
		const { pool, row } = await rowOf(params.id);
		if (row.mended) return fail(422, { problem: m.quarantine_mended_already(), cells: null, text: null });
		const form = await request.formData();
		const cells = row.cells && form.getAll('cell').map(String);
		const text = cells
			? textOfRow(cells, row.readAs)
			: String(form.get('text') ?? '').replaceAll('\r\n', '\n');
		const texts = { [row.id]: text };
		const outcome = await retryOutcome(() => retryRows(pool, config, { ids: [row.id], texts }));
		const why =
			'retried' in outcome
				? (outcome.retried.problem ?? outcome.retried.reasons[0]?.reason)
				: outcome.data.problem;
		if (why) return fail(422, { problem: why, cells, text });
		redirect(303, `/data/quarantine/${row.id}`);
	}
};
