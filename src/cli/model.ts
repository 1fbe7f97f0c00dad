/** `sluice model`: score models as JSON, and which of them is live. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { modelChanges } from '#lib/scoring/model-diff.ts';
import { faultTexts, ModelFault, modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { modelText, readModelText } from '#lib/scoring/model-text.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { listModels } from '#lib/server/scoring/model-list.ts';
import { findModel, publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { removeDraft } from '#lib/server/scoring/remove-draft.ts';
import { rollBack } from '#lib/server/scoring/roll-back.ts';
import { changeText, warningTexts } from './model-changes.ts';
import { count } from './figures.ts';
import { progressBar } from './progress.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';
import { UserError } from './user-error.ts';

const usage =
	'sluice model list | export NAME[@V] | import FILE|- | publish NAME[@V] --reason TEXT | rollback [--reason TEXT] | diff A B | remove NAME@V';

interface Verb {
	/** What its words are. */
	takes: string[];
	run(call: Call, ...words: string[]): Promise<void>;
}

const verbs: Record<string, Verb> = {
	list: { takes: [], run: list },
	export: { takes: ['NAME'], run: exportModel },
	import: { takes: ['FILE'], run: importModel },
	publish: { takes: ['NAME'], run: publish },
	rollback: { takes: [], run: rollback },
	diff: { takes: ['A', 'B'], run: diff },
	remove: { takes: ['NAME@V'], run: remove }
};

export async function model(call: Call): Promise<void> {
	const [name, ...words] = call.words;
	const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
	if (!verb || words.length !== verb.takes.length)
		throw new UserError(`${['sluice model', ...call.words].join(' ')}: use ${usage}.`);
	if (call.options.reason !== undefined && name !== 'publish' && name !== 'rollback')
		throw new UserError(`sluice model ${name}: only publish and rollback take --reason.`);
	await verb.run(call, ...words);
}

async function list({ options, open }: Call): Promise<void> {
	const models = await listModels((await open()).pool);
	if (options.json) {
		console.log(
			JSON.stringify(
				models.map(({ model: { name, version, status, rules }, ...more }) => ({
					...{ name, version, status, rules: rules.length },
					...more
				}))
			)
		);
		return;
	}
	if (models.length === 0) {
		console.log('There are no score models yet: sluice model import FILE, or take a template on the page.');
		return;
	}
	const time = (iso: string | null) => iso?.slice(0, 16).replace('T', ' ') ?? '';
	console.log(
		textTable(
			['model', 'status', 'rules', 'hand-over from', 'changed', 'published', 'why'],
			models.map(({ model: one, changedAt, publishedAt, reason }) => [
				...[modelName(one), one.status, one.rules.length, one.thresholds.mql.score],
				...[time(changedAt), time(publishedAt), reason ?? '']
			])
		)
	);
	if (!models.some(({ model: { status } }) => status === 'live')) console.log('No model is live.');
}

async function exportModel({ open }: Call, written: string): Promise<void> {
	process.stdout.write(modelText(await mustFind(await open(), written)));
}

async function importModel({ options, open }: Call, file: string): Promise<void> {
	const written = await textOf(file);
	let read: ScoreModel;
	try {
		read = readModelText(written);
	} catch (problem) {
		if (problem instanceof ModelFault) throw new UserError(wrongFile(nameOf(file), problem));
		throw problem;
	}
	const kept = await saveDraft((await open()).pool, read);
	const named = modelName(kept);
	const warnings = warningTexts(kept);
	if (options.json) {
		console.log(JSON.stringify({ ...idOf(kept), rules: kept.rules.length, warnings }));
		return;
	}
	console.log(`${named} is kept as a draft, with ${count(kept.rules.length, 'rule')}.`);
	for (const warning of warnings) console.log(`Note: ${warning}`);
	console.log(`To make it live: sluice model publish ${shellWord(named)} --reason TEXT`);
}

/** `-` is standard input. */
const nameOf = (file: string) => (file === '-' ? 'Standard input' : file);

/** One fault on the line of its file, several on a line each. */
function wrongFile(file: string, fault: ModelFault): string {
	const texts = faultTexts(fault);
	if (texts.length === 1) return `${file}: ${texts[0]}`;
	const places = count(fault.faults.length, 'place');
	return [`${file} is wrong in ${places}:`, ...texts.map((line) => `  ${line}`)].join('\n');
}

async function textOf(file: string): Promise<string> {
	if (file === '-') return await text(process.stdin);
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const code = String((error as NodeJS.ErrnoException).code);
		throw new UserError(`The model ${file} cannot be read: ${unreadable[code] ?? (error as Error).message}.`);
	}
}

const unreadable: Record<string, string> = {
	ENOENT: 'there is no such file',
	EISDIR: 'it is a folder: name the file in it',
	EACCES: 'this user has no right to read it'
};

async function publish({ options, config, open }: Call, written: string): Promise<void> {
	if (typeof options.reason !== 'string')
		throw new UserError(`sluice model publish ${written}: say why with --reason "…".`);
	const db = await open();
	await mustFind(db, written);
	const published = await publishModel(db.pool, written, options.reason);
	const warnings = warningTexts(published);
	const named = modelName(published);
	if (!options.json) {
		console.log(
			`${named} is live. All leads are recalculated with it; reports show the old scores until then.`
		);
		for (const warning of warnings) console.log(`Note: ${warning}`);
	}
	await recalculate(db, config);
	console.log(
		options.json ? JSON.stringify({ ...idOf(published), warnings }) : 'The leads are recalculated.'
	);
}

async function rollback({ options, config, open }: Call): Promise<void> {
	const db = await open();
	const { reason } = options;
	const done = await rollBack(db.pool, typeof reason === 'string' ? reason : null);
	if (!options.json)
		console.log(
			`${done.from} is taken back. ${done.to === null ? 'No model' : done.to} is live now; all leads are recalculated.`
		);
	await recalculate(db, config);
	console.log(options.json ? JSON.stringify(done) : 'The leads are recalculated.');
}

async function recalculate({ pool }: Database, config: Call['config']): Promise<void> {
	const bar = progressBar('Recalculating');
	await bringUpToDate(pool, config, ({ leads, of }) => bar.show(leads, of));
	bar.end();
}

async function diff({ options, open }: Call, a: string, b: string): Promise<void> {
	const db = await open();
	const [from, to] = [await mustFind(db, a), await mustFind(db, b)];
	const changes = modelChanges(from, to);
	if (options.json) {
		const texts = changes.map((change) => ({ ...change, text: changeText(change) }));
		console.log(JSON.stringify({ from: modelName(from), to: modelName(to), changes: texts }));
	} else if (changes.length === 0) console.log(`${modelName(from)} and ${modelName(to)} score alike.`);
	else console.log([`From ${modelName(from)} to ${modelName(to)}:`, ...changes.map(changeText)].join('\n'));
}

async function remove({ options, open }: Call, written: string): Promise<void> {
	if (!/@\d+$/.test(written))
		throw new UserError(`sluice model remove ${written}: say which version, such as ${written}@1.`);
	const db = await open();
	await mustFind(db, written);
	const removed = await removeDraft(db.pool, written);
	console.log(options.json ? JSON.stringify(idOf(removed)) : `${modelName(removed)} is deleted.`);
}

const idOf = ({ name, version, status }: ScoreModel) => ({ name, version, status });

async function mustFind({ pool }: Database, written: string): Promise<ScoreModel> {
	const found = await findModel(pool, written);
	if (found) return found;
	throw new UserError(`There is no model "${written}": sluice model list shows all.`);
}

/** A name as a shell takes it for one word: between " too, it would read some signs as its own. */
const shellWord = (written: string) => {
	if (/^[\w@./][\w@./-]*$/.test(written)) return written;
	return /["$`\\!]/.test(written) ? `'${written.replaceAll("'", `'\\''`)}'` : `"${written}"`;
};
