import { error, fail } from '@sveltejs/kit';
import { parseMapping } from '#lib/events/mapping-schema.ts';
import { config, database } from '#lib/server/app.ts';
import { previewRetry } from '#lib/server/ingest/preview-retry.ts';
import { retryRows } from '#lib/server/ingest/retry-rows.ts';
import { formOfLoad, waitingIds } from '#lib/server/reports/quarantine.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { mappingOfForm } from '../../load/[id]/mapping-of-form.ts';
import { mostAtOnce, retryOutcome } from '../retry-outcome.ts';
import { readSelection } from '../selection.ts';

async function of(url: URL) {
	const { load, reason } = readSelection(url);
	const { pool } = await database();
	const form = load === undefined ? null : await formOfLoad(pool, load);
	if (load === undefined || !form) error(404, m.quarantine_which_load());
	if (form.mapping === null) error(404, m.quarantine_no_mapping({ load }));
	return { pool, selection: { load, reason }, form: { ...form, mapping: form.mapping } };
}

export const load = async ({ url }) => {
	const { pool, selection, form } = await of(url);
	return {
		selection,
		mapping: form.mapping,
		columns: form.header ?? [],
		preview: await previewRetry(pool, config, selection, form.mapping),
		timezone: config.timezone
	};
};

export const actions = {
	preview: async ({ url, request }) => {
		const { pool, selection } = await of(url);
		const form = await request.formData();
		const read = mappingOfForm(form);
		if ('problem' in read) return fail(422, { jsonProblem: read.problem, json: String(form.get('json')) });
		return { mapping: read.mapping, preview: await previewRetry(pool, config, selection, read.mapping) };
	},
	retry: async ({ url, request }) => {
		const { pool, selection } = await of(url);
		const form = await request.formData();
		const read = mappingOfForm(form);
		if ('problem' in read) return fail(422, { jsonProblem: read.problem, json: String(form.get('json')) });
		const parsed = parseMapping(read.mapping);
		if ('problem' in parsed)
			return fail(422, {
				problem: m.draft_mapping_wrong({ problem: parsed.problem }),
				mapping: read.mapping
			});
		const ids = await waitingIds(pool, selection, mostAtOnce);
		const outcome = await retryOutcome(() => retryRows(pool, config, { ids, mapping: parsed.mapping }));
		if (!('retried' in outcome)) return fail(422, { ...outcome.data, mapping: read.mapping });
		return { ...outcome, mapping: read.mapping };
	}
};
