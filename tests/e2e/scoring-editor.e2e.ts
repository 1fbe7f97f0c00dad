import { expect, test, type Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { smallModel } from '../support/score-model.ts';
import { axeFinds } from './axe.ts';
import { importModel } from './import-model.ts';

const pageOf = (name: string) => `/scoring/models/${encodeURIComponent(name)}/1`;

const draft = (name: string, more: object = {}) => {
	importModel(smallModel({ name, ...more }));
	return pageOf(name);
};

/** Opens it, and waits until what is done there counts. */
const open = (page: Page, name: string, more: object = {}) =>
	page.goto(draft(name, more), { waitUntil: 'networkidle' });

const save = (page: Page) => page.getByRole('button', { name: 'Save the draft' }).click();
const row = (page: Page, label: string) => page.getByRole('button', { name: new RegExp(`^${label}`) });

test('a rule is made of an activity of the data, saved, and there when the model is opened again', async ({
	page
}) => {
	await open(page, 'Editor: a rule');
	await expect(row(page, 'Asked for a demo')).toContainText(/\d+ leads, \d+ clients?/);
	await page.getByRole('button', { name: 'Add a rule to Interest' }).click();
	await page.getByRole('textbox', { name: 'Label' }).fill('Came to a webinar');
	await page.getByLabel('What the condition is about').selectOption('an activity');
	await page.getByRole('combobox', { name: 'Activity', exact: true }).fill('webi');
	const option = page.getByRole('option', { name: /^webinar/ });
	const leads = /(\S+ leads?)$/.exec((await option.textContent())!.trim())![1]!;
	await option.click();
	const added = row(page, 'Came to a webinar');
	await expect(added).toContainText('did “webinar”');
	await expect(added).toContainText(leads);
	await page.getByLabel('Points', { exact: true }).fill('15');
	await page.getByLabel('Times counted').fill('2');
	await expect(page.getByText('Not saved yet.')).toBeVisible();
	await save(page);
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.reload();
	await expect(row(page, 'Came to a webinar')).toContainText('+15, up to 2 times');
});

test('values of an attribute are picked with their counts, and what no lead meets is said', async ({
	page
}) => {
	await open(page, 'Editor: values');
	await row(page, 'Budget approved').click();
	const value = page.getByRole('combobox', { name: 'Value' });
	await value.click();
	await value.press('ArrowDown');
	await value.press('Enter');
	await expect(value).not.toHaveValue('');
	await expect(row(page, 'Budget approved')).toContainText(/[1-9]\S* leads?/);
	await value.fill('no such budget');
	await expect(page.getByRole('region', { name: '1 thing to look at' })).toContainText(
		'No lead of the data meets this.'
	);
});

test('a fault is said beside its field, and what was edited stays', async ({ page }) => {
	await open(page, 'Editor: a fault');
	await row(page, 'Decides').click();
	await page.getByRole('textbox', { name: 'Label' }).fill('Can decide');
	const points = page.getByLabel('Points', { exact: true });
	await points.fill('');
	await save(page);
	await expect(page.getByRole('alert')).toContainText('Not saved. Can decide: must be a number.');
	await expect(points).toHaveAttribute('aria-invalid', 'true');
	await expect(points).toBeFocused();
	await expect(points).toHaveAccessibleDescription('must be a number.');
	await expect(page.getByRole('textbox', { name: 'Label' })).toHaveValue('Can decide');
	await points.fill('12');
	await save(page);
	await expect(row(page, 'Can decide')).toContainText('+12');
	await expect(page.getByText('Saved.')).toBeVisible();
});

test('rules are moved by keyboard within and between groups, and copied; the JSON has their order', async ({
	page
}) => {
	await open(page, 'Editor: order');
	const labels = () =>
		page
			.getByRole('region', { name: /^Group / })
			.evaluateAll((groups) =>
				groups.map((group) => [...group.querySelectorAll('li .name')].map((one) => one.textContent.trim()))
			);
	const up = page.getByRole('button', { name: 'Move up: Looked at prices' });
	await up.focus();
	await page.keyboard.press('Enter');
	await expect(up).toBeFocused();
	await expect(page.getByText('“Looked at prices” is now rule 1 of 2 in Interest.')).toBeAttached();
	await page.keyboard.press('Enter');
	await expect(up).toBeFocused();
	expect(await labels()).toEqual([['Decides', 'Budget approved', 'Looked at prices'], ['Asked for a demo']]);
	await page.getByRole('button', { name: 'Move down: Looked at prices' }).click();
	await expect(page.getByRole('button', { name: 'Move up: Decides' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	await row(page, 'Decides').click();
	await page.getByRole('button', { name: 'Duplicate the rule Decides' }).click();
	const label = page.getByRole('textbox', { name: 'Label' }).nth(1);
	await expect(label).toBeFocused();
	await expect(label).toHaveValue('Decides (copy)');
	await save(page);
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.getByRole('link', { name: 'As JSON' }).click();
	const text = await page.getByRole('textbox', { name: /^The whole model/ }).inputValue();
	const { rules } = JSON.parse(text) as { rules: { key: string; group: string; label: string }[] };
	expect(rules.map(({ label, group }) => [label, group])).toEqual([
		['Decides', 'fit'],
		['Decides (copy)', 'fit'],
		['Budget approved', 'fit'],
		['Looked at prices', 'interest'],
		['Asked for a demo', 'interest']
	]);
	expect(new Set(rules.map(({ key }) => key)).size).toBe(5);
});

test('all faults are said at once and stay with their rules; JSON that no fields can show stays JSON', async ({
	page
}) => {
	await open(page, 'Editor: faults');
	await row(page, 'Budget approved').click();
	await page.getByLabel('Points', { exact: true }).fill('');
	await page.getByLabel('Most points').first().fill('-3');
	await save(page);
	const said = page.getByRole('alert');
	await expect(said).toContainText('Not saved: 2 fields are wrong.');
	await expect(said.getByRole('listitem')).toHaveText([
		'Group Fit: -3 must be at least 0.',
		'Budget approved: must be a number.'
	]);
	await page.getByRole('button', { name: 'Move up: Budget approved' }).click();
	await expect(page.getByLabel('Points', { exact: true })).toHaveAccessibleDescription('must be a number.');
	await page.getByRole('link', { name: 'As JSON' }).click();
	const text = page.getByRole('textbox', { name: /^The whole model/ });
	await text.fill((await text.inputValue()).replace('"when": {', '"whenever": {'));
	await page.getByRole('link', { name: 'Fields' }).click();
	await expect(page.getByRole('alert').first()).toContainText('not a model yet');
	await save(page);
	await expect(said.last()).toContainText('rules → 0 → when: is missing.');
	await expect(said.last()).toContainText('there is no field "whenever" here');
});

test('who saves what somebody else changed is told, and leaving asks', async ({ page, context }) => {
	const address = draft('Editor: two people');
	await page.goto(address, { waitUntil: 'networkidle' });
	const other = await context.newPage();
	await other.goto(address, { waitUntil: 'networkidle' });
	await other.getByLabel('Name of the model').fill('Editor: two people, renamed');
	await save(other);
	await expect(other).toHaveURL(/renamed\/1/);
	await page.getByLabel('Most points').first().fill('41');
	await save(page);
	await expect(page.getByRole('alert')).toContainText(
		'Editor: two people@1 was deleted while you edited it.'
	);
	let asked = '';
	page.once('dialog', (dialog) => {
		asked = dialog.message();
		void dialog.dismiss();
	});
	await page.getByRole('link', { name: 'Funnel' }).click();
	await expect.poll(() => asked).toContain('not saved');
	await expect(page.getByLabel('Most points').first()).toHaveValue('41');
});

test('200 rules stay usable; axe finds nothing in an unfolded one, and it fits 390 px', async ({ page }) => {
	test.slow();
	let kilobytes = 0;
	page.on('response', (response) => {
		if (new URL(response.url()).pathname.endsWith('.js'))
			void response.body().then((body) => (kilobytes += gzipSync(body).length / 1000));
	});
	const rules = Array.from({ length: 200 }, (_, i) => ({
		...{ key: `r${i}`, label: `Rule number ${i}.`, group: i % 2 ? 'fit' : 'interest', points: (i % 7) - 3 },
		when: { attribute: 'Budget', op: 'eq', value: `value ${i}` }
	}));
	await open(page, 'Editor: many', { rules, thresholds: { warm: 1, hot: 2, mql: 2 } });
	await expect(page.getByRole('button', { name: /^Rule number/ })).toHaveCount(200);
	await page.getByRole('searchbox', { name: 'Find a rule' }).fill('number 17.');
	await expect(page.getByRole('button', { name: /^Rule number/ })).toHaveCount(1);
	await row(page, 'Rule number 17').click();
	await page.waitForLoadState('networkidle');
	expect(kilobytes).toBeGreaterThan(20);
	expect(kilobytes).toBeLessThan(90);
	expect(await axeFinds(page)).toEqual([]);
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a model is edited as JSON, with exact errors', async ({ page }) => {
		await open(page, 'Editor: JSON');
		await page.getByRole('link', { name: 'As JSON' }).click();
		const text = page.getByRole('textbox', { name: /^The whole model/ });
		const before = await text.inputValue();
		await text.fill(before.replace('"cap": 40', '"cap": -40'));
		await save(page);
		await expect(page.getByRole('alert')).toContainText('groups → 0 → cap -40: must be at least 0.');
		await expect(text).toHaveValue(/"cap": -40/);
		await text.fill(before.replace('"cap": 40', '"cap": 44'));
		await save(page);
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(text).toHaveValue(/"cap": 44/);
	});
});
