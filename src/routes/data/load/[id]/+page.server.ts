import { error, fail, redirect } from '@sveltejs/kit';
import type pg from 'pg';
import { compileDatePattern } from '#lib/events/date-patterns.ts';
import { parseMapping } from '#lib/events/mapping-schema.ts';
import { config, database } from '#lib/server/app.ts';
import { choose, viewDraft } from '#lib/server/ingest/draft.ts';
import { enqueueLoad } from '#lib/server/jobs/enqueue-load.ts';
import {
	changeUpload,
	discardUpload,
	findUpload,
	startTrial,
	uploadLoaded,
	type Upload
} from '#lib/server/uploads.ts';
import { isObject } from '#lib/ui/mapping/mapping-form.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { mappingOfForm } from './mapping-of-form.ts';

async function uploadOf(id: string): Promise<{ pool: pg.Pool; upload: Upload }> {
	const { pool } = await database();
	const upload = await findUpload(pool, id);
	if (!upload) error(404, m.upload_gone());
	return { pool, upload };
}

export const load = async ({ params }) => {
	const { pool, upload } = await uploadOf(params.id);
	return { upload, draft: await viewDraft(pool, config, upload), timezone: config.timezone };
};

/** The mapping that the page showed when a button outside its form was pressed. */
async function keepShown(pool: pg.Pool, upload: Upload, form: FormData): Promise<string | null> {
	if (upload.mapping === null || form.get('json') === null) return null;
	const read = mappingOfForm(form);
	if ('problem' in read) return read.problem;
	upload.mapping = read.mapping;
	await changeUpload(pool, upload.id, upload);
	return null;
}

/** Why an upload cannot be tried or loaded yet. */
function notReady({ mapping, preset }: Upload): string | null {
	if (mapping === null) return preset === null ? m.draft_nothing_chosen() : null;
	const parsed = parseMapping(mapping);
	return 'problem' in parsed ? m.draft_mapping_wrong({ problem: parsed.problem }) : null;
}

/** The answer for one column holds for the others, with times or without. */
function allPatterns(pattern: string): string[] {
	const day = pattern.split(' ')[0]!;
	return [...new Set([pattern, `${day} HH:mm:ss`, `${day} HH:mm`, day])];
}

export const actions = {
	choose: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const problem = await choose(pool, upload, String((await request.formData()).get('choice')));
		if (problem) return fail(422, { problem });
		redirect(303, `/data/load/${params.id}`);
	},
	read: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const form = await request.formData();
		const source = form.get('source');
		const sheet = form.get('sheet');
		if (source !== null) upload.source = String(source).trim() || null;
		if (sheet !== null) upload.sheet = String(sheet) || null;
		await changeUpload(pool, upload.id, upload);
		redirect(303, `/data/load/${params.id}`);
	},
	preview: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const form = await request.formData();
		const read = mappingOfForm(form);
		if ('problem' in read) return fail(422, { jsonProblem: read.problem, json: String(form.get('json')) });
		await changeUpload(pool, upload.id, { ...upload, mapping: read.mapping });
		redirect(303, `/data/load/${params.id}#mapping`);
	},
	dates: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const pattern = String((await request.formData()).get('pattern') ?? '');
		if (typeof compileDatePattern(pattern) !== 'function')
			return fail(422, { problem: m.draft_dates_first() });
		const dates = allPatterns(pattern);
		const { mapping } = upload;
		const format = isObject(mapping?.format) ? mapping.format : {};
		const change = mapping ? { mapping: { ...mapping, format: { ...format, dates } } } : { dates };
		await changeUpload(pool, upload.id, { ...upload, ...change });
		redirect(303, `/data/load/${params.id}`);
	},
	try: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const problem = (await keepShown(pool, upload, await request.formData())) ?? notReady(upload);
		if (problem) return fail(422, { problem });
		await startTrial(pool, upload.id);
		redirect(303, `/data/load/${params.id}#try`);
	},
	load: async ({ params, request }) => {
		const { pool, upload } = await uploadOf(params.id);
		const problem = (await keepShown(pool, upload, await request.formData())) ?? notReady(upload);
		if (problem) return fail(422, { problem });
		const parsed = upload.mapping && parseMapping(upload.mapping);
		const mapping = parsed && 'mapping' in parsed ? parsed.mapping : null;
		const { file, path, preset, source, sheet, dates } = upload;
		const loadId = await enqueueLoad(pool, {
			file,
			path,
			mapping,
			preset,
			source,
			sheet,
			dates,
			origin: 'page'
		});
		await uploadLoaded(pool, upload.id, loadId);
		redirect(303, `/data/loads/${loadId}`);
	},
	discard: async ({ params }) => {
		const { pool, upload } = await uploadOf(params.id);
		await discardUpload(pool, upload.id);
		redirect(303, '/data/load');
	}
};
