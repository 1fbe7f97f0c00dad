/** `sluice model`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelText } from '#lib/scoring/model-text.ts';
import { readConfig } from '#lib/server/config.ts';
import { howFarBehind } from '#lib/server/leads/generation.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { makeTemporaryFolder } from '../../tests/support/folders.ts';
import { smallModel } from '../../tests/support/score-model.ts';
import { model } from './model.ts';
import type { Call } from './sluice.ts';

const db = await testDatabase();
const config = readConfig({});
const folder = makeTemporaryFolder();
const out: string[] = [];
beforeEach(async () => {
	await db.pool.query('TRUNCATE publications, score_models');
	out.length = 0;
	vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
		out.push(String(text));
		return true;
	});
});
afterEach(() => vi.restoreAllMocks());

/** What it prints. */
async function sluice(words: string[], options: Call['options'] = {}): Promise<string> {
	await model({ words, options, params: new URLSearchParams(), config, open: async () => db });
	return out.splice(0).join('\n');
}

const fileOf = (name: string, text: string) => {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};

test('a model is imported, published, exported, compared, rolled back and listed', async () => {
	expect(await sluice(['list'])).toMatch(/^There are no score models yet/);
	const file = fileOf('small.json', modelText(smallModel()));
	expect(await sluice(['import', file])).toBe(
		'Small@1 is kept as a draft, with 4 rules.\nTo make it live: sluice model publish Small@1 --reason TEXT'
	);
	expect(await sluice(['list'])).toMatch(/Small@1 +draft +4 +40 .*\nNo model is live\.$/s);
	expect(await sluice(['publish', 'Small'], { reason: 'The first.' })).toBe(
		'Small@1 is live. All leads are recalculated with it; reports show the old scores until then.\nThe leads are recalculated.'
	);
	expect((await howFarBehind(db.pool, config)).rebuild).toBe(false);
	expect(await sluice(['export', 'Small'])).toBe(modelText(smallModel()));

	const thresholds = { warm: 20, hot: 40, mql: { score: 95, require: ['demo'] } };
	const [group, ...more] = smallModel().groups;
	const groups = [{ ...group, cap: 30 }, ...more];
	const imported = await sluice([
		'import',
		fileOf('next.json', modelText(smallModel({ thresholds, groups })))
	]);
	expect(imported).toContain(
		'Small@2 is kept as a draft, with 4 rules.\nNote: No lead passes the threshold for hand-over (MQL): it takes 95 points, and all rules together give 80.'
	);
	expect(await sluice(['diff', 'Small@1', 'Small'])).toBe(
		[
			'From Small@1 to Small@2:',
			'group "Fit": at most 30 points instead of 40',
			'hand-over (MQL): at least 95 points instead of 40',
			'hand-over (MQL): asks for "Asked for a demo"'
		].join('\n')
	);
	expect(await sluice(['diff', 'Small@1', 'Small@1'])).toBe('Small@1 and Small@1 score alike.');
	expect(JSON.parse(await sluice(['diff', 'Small@1', 'Small'], { json: true }))).toMatchObject({
		from: 'Small@1',
		changes: [{ kind: 'cap', from: 40, to: 30 }, { kind: 'score' }, { kind: 'require' }]
	});
	expect(JSON.parse(await sluice(['publish', 'Small@2'], { json: true, reason: 'x' }))).toMatchObject({
		...{ name: 'Small', version: 2, status: 'live' },
		warnings: [expect.stringContaining('No lead passes')]
	});
	expect(await sluice(['rollback'], { reason: 'Too few.' })).toBe(
		'Small@2 is taken back. Small@1 is live now; all leads are recalculated.\nThe leads are recalculated.'
	);
	expect(JSON.parse(await sluice(['rollback'], { json: true }))).toEqual({ from: 'Small@1', to: null });
	expect(JSON.parse(await sluice(['list'], { json: true }))).toMatchObject([
		{ name: 'Small', version: 2, status: 'retired', rules: 4, reason: 'x' },
		{ name: 'Small', version: 1, status: 'retired', rules: 4, reason: 'The first.' }
	]);
	await sluice(['import', file]);
	expect(await sluice(['remove', 'Small@3'])).toBe('Small@3 is deleted.');
});

test.each<[string[], Call['options'], string | RegExp]>([
	[[], {}, /^sluice model: use sluice model list \| export NAME/],
	[['toString'], {}, 'sluice model toString: use'],
	[['export'], {}, 'sluice model export: use'],
	[['list'], { reason: 'x' }, 'sluice model list: only publish and rollback take --reason.'],
	[['export', 'None'], {}, 'There is no model "None": sluice model list shows all.'],
	[['publish', 'None'], {}, 'sluice model publish None: say why with --reason "…".'],
	[['publish', 'None'], { reason: 'x' }, 'There is no model "None": sluice model list shows all.'],
	[['diff', 'None', 'None'], {}, 'There is no model "None": sluice model list shows all.'],
	[['remove', 'None@1'], {}, 'There is no model "None@1": sluice model list shows all.'],
	[['rollback'], {}, 'No model is live: there is nothing to roll back.'],
	[['remove', 'None'], {}, 'sluice model remove None: say which version, such as None@1.'],
	[['import', '/nowhere.json'], {}, 'The model /nowhere.json cannot be read: there is no such file.'],
	[['import', folder], {}, 'cannot be read: it is a folder: name the file in it.']
])('%j %j is refused', async (words, options, message) => {
	await expect(sluice(words, options)).rejects.toThrow(message);
});

test('a file that is no model is refused with its name and the place', async () => {
	const broken = fileOf('broken.json', '{ "name": }');
	await expect(sluice(['import', broken])).rejects.toThrow(/broken\.json: This is no JSON: /);
	const wrong = fileOf('wrong.json', modelText(smallModel()).replace('"op": "eq"', '"op": "is"'));
	await expect(sluice(['import', wrong])).rejects.toThrow(
		/wrong\.json: rules → 0 → when → op "is": must be one of/
	);
	const twice = fileOf(
		'twice.json',
		modelText(smallModel()).replaceAll(/"(fit|engagement)",\n/g, '"$1s",\n')
	);
	await expect(sluice(['import', twice])).rejects.toThrow(
		/twice\.json is wrong in 2 places:\n {2}groups → 0 → kind "fits": .*\n {2}groups → 1 → kind "engagements": /
	);
});

test('a name is said as a shell takes it for one word', async () => {
	const {
		groups: [fit],
		rules: [rule]
	} = smallModel();
	const thresholds = { warm: 10, hot: 20, mql: 20 };
	const imported = (name: string) =>
		sluice([
			'import',
			fileOf('named.json', modelText(smallModel({ name, groups: [fit], rules: [rule], thresholds })))
		]);
	expect(await imported('Büro & Co')).toBe(
		'Büro & Co@1 is kept as a draft, with 1 rule.\nTo make it live: sluice model publish "Büro & Co@1" --reason TEXT'
	);
	expect(await imported(`It's "$HOME"`)).toContain(`sluice model publish 'It'\\''s "$HOME"@1' --reason`);
});
