/** `POST /api/v1/hooks/NAME`: the webhooks of call trackers, CRMs and forms. */
import { json } from '@sveltejs/kit';
import type { Hook } from '#lib/events/hooks/hook.ts';
import { findHook, hooks, notTaken } from '#lib/events/hooks/hooks.ts';
import { nested, readHookBody } from '#lib/events/hooks/read-body.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { quarantined, RowFault } from '#lib/events/reasons.ts';
import { apiError } from '../api.ts';
import type { Config } from '../config.ts';
import { loadRows } from '../ingest/load-rows.ts';
import { parseContext } from '../ingest/parse-context.ts';
import type { ReadRow } from '../ingest/read-rows.ts';
import { answered, busy, loadTold, refusal } from './answers.ts';
import { openBody } from './body.ts';
import type { Post } from './take-post.ts';
import { takeTurn } from './turns.ts';

const limits = { sent: 1_000_000, unzipped: 5_000_000 };

/**
 * Takes one delivery. What cannot be read is kept in quarantine and answered 200 all the same: the sender would only
 * send it again, unchanged, and switch the webhook off after a few refusals.
 */
export async function takeHook(post: Post, config: Config, name: string): Promise<Response> {
	const hook = findHook(name);
	if (!hook) return noHook(name);
	const giveBack = takeTurn();
	if (!giveBack) return answered(busy('as many requests as it takes at once are writing'));
	const started = performance.now();
	try {
		const params = new URL(post.request.url).searchParams;
		const context = await parseContext(post.pool, config, params.get('source')?.trim() || hook.name);
		const told = await rowsOf(hook, post.request, params, context);
		if (told.rows.length === 0) return json({ ignored: told.ignored });
		const result = await loadRows(
			post.pool,
			{
				file: post.name,
				source: context.source,
				preset: null,
				mapping: null,
				origin: 'hook',
				bytes: told.bytes
			},
			batchOf(told.rows, told.bytes)
		);
		if (result.problem) throw result.problem;
		return json(await loadTold(post.pool, post.name, result, started));
	} catch (error) {
		return answered(refusal(error));
	} finally {
		giveBack();
	}
}

function noHook(name: string): Response {
	const why = notTaken[name];
	if (why !== undefined) return apiError(422, { code: 'not_taken', message: why });
	const message = `There is no webhook "${name}".`;
	const hint = `There are: ${hooks.map((hook) => hook.name).join(', ')}.`;
	return apiError(404, { code: 'no_such_hook', message, hint });
}

interface Delivery {
	rows: ReadRow[];
	ignored?: string | undefined;
	bytes: number;
}

/** Each event is a row of its own, so that a mended one can be read again as an event. */
async function rowsOf(
	hook: Hook,
	request: Request,
	params: URLSearchParams,
	context: ParseContext
): Promise<Delivery> {
	const body = openBody(request, limits);
	const chunks: Buffer[] = [];
	for await (const chunk of body.source.open()!) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	const text = bytes.toString();
	const type = request.headers.get('content-type') ?? '';
	try {
		const sent = type.startsWith('multipart/form-data')
			? nested(await textFields(bytes, type))
			: text.trim() === ''
				? {}
				: readHookBody(text);
		// Some trackers send fixed fields, or all of them, in the address.
		const inAddress = [...params].filter(([key]) => key !== 'token' && key !== 'source');
		const { events, ignored } = hook.tell(
			{ ...nested(inAddress), ...sent },
			new Date(context.now).toISOString()
		);
		const rows = events.map((event, i): ReadRow => {
			const result = parseEvent(event, context);
			return { line: i + 1, result, text: result.kind === 'quarantined' ? JSON.stringify(event) : '' };
		});
		return { rows, ignored, bytes: bytes.length };
	} catch (error) {
		const kept = text.slice(0, 2000).toWellFormed().replaceAll('\0', '\u2400');
		return { rows: [{ line: 1, result: quarantined(error), text: kept }], bytes: bytes.length };
	}
}

async function textFields(bytes: Buffer, type: string): Promise<[string, string][]> {
	try {
		const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
		return [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
	} catch (error) {
		throw new RowFault('The form cannot be read.', error instanceof Error ? error.message : String(error));
	}
}

async function* batchOf(rows: ReadRow[], bytes: number) {
	await Promise.resolve();
	yield { rows, bytes };
}
