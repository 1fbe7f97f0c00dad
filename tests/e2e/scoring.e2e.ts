import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';

const number = (text: string | null) => Number(/[\d,]+/.exec(text ?? '')![0].replaceAll(',', ''));
const answer = (page: Page) => page.locator('header .answer');
const flagged = (page: Page) => page.locator('[data-fact=flagged]');

/** The page once the browser has read what every lead did. */
async function open(page: Page) {
	await page.goto('/scoring');
	await expect(page.locator('header [role=status]')).toHaveCount(0);
}

test('the gate moves by keyboard, its numbers follow exactly, and each step is undone and done again', async ({
	page
}) => {
	await open(page);
	const handle = page.getByRole('slider', { name: /^Gate/ });
	const first = await answer(page).textContent();
	await page.locator('summary', { hasText: 'Every threshold' }).click();
	await handle.press('ArrowRight');
	await expect(answer(page)).not.toHaveText(first!);
	const row = page.locator('#thresholds tr[aria-current]');
	await expect(row).toHaveCount(1);
	await expect(row.locator('td').first()).toHaveText((await flagged(page).textContent())!);
	expect(Number(await handle.getAttribute('aria-valuenow'))).toBe(number(await flagged(page).textContent()));
	const second = await answer(page).textContent();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(answer(page)).toHaveText(first!);
	await page.keyboard.press('Control+Shift+z');
	await expect(answer(page)).toHaveText(second!);
	await page.getByRole('button', { name: 'Reset all' }).click();
	await expect(answer(page)).toHaveText(first!);
});

test('a rule that is moved is marked, and reset alone', async ({ page }) => {
	await open(page);
	const points = page.getByRole('slider', { name: /: points, slider$/ }).first();
	const before = await points.inputValue();
	await points.press('ArrowLeft');
	await expect(page.getByText('1 change, on this page only')).toBeVisible();
	await page.getByRole('button', { name: /^Reset (?!all)/ }).click();
	await expect(points).toHaveValue(before);
	await expect(page.getByText('1 change, on this page only')).toBeHidden();
});

test('a rule is found by its name', async ({ page }) => {
	await open(page);
	const rules = page.getByRole('slider', { name: /: points, slider$/ });
	const all = await rules.count();
	const name = /^(.*): points/.exec((await rules.last().getAttribute('aria-label'))!)![1]!;
	const search = page.getByRole('searchbox', { name: 'Find a rule' });
	await search.fill(name);
	await expect(page.getByRole('slider', { name: `${name}: points, slider` })).toBeVisible();
	expect(await rules.count()).toBeLessThan(all);
	await search.fill('no such rule');
	await expect(rules).toHaveCount(0);
	await expect(page.getByText('No rule has “no such rule”')).toBeVisible();
});

test('a week is chosen by keys, and opens the leads handed over in it', async ({ page }) => {
	await open(page);
	const weeks = page.getByRole('slider', { name: /^Leads handed over by week/ });
	await weeks.focus();
	const isEmpty = async () =>
		number((await weeks.getAttribute('aria-valuetext'))!.replace(/^.*: /, '')) === 0;
	for (let i = 0; i < 20 && (await isEmpty()); i++) await weeks.press('ArrowRight');
	const text = (await weeks.getAttribute('aria-valuetext'))!;
	const n = number(text.replace(/^.*: /, ''));
	expect(n).toBeGreaterThan(0);
	await weeks.press('Enter');
	const panel = page.getByRole('dialog');
	await expect(panel.getByRole('heading')).toContainText(`week of ${/week of (.*):/i.exec(text)![1]!}`);
	await expect(panel.getByRole('listitem')).toHaveCount(Math.min(50, n));
});

test('a cell opens as many leads as it says', async ({ page }) => {
	await open(page);
	const cell = page.locator('#matrix button:not([disabled])').first();
	const n = number(/: ([\d,]+) lead/.exec((await cell.getAttribute('title'))!)![1]!);
	await cell.click();
	const panel = page.getByRole('dialog');
	await expect(panel.getByRole('heading')).toContainText(`${n.toLocaleString('en-GB')} lead`);
	await expect(panel.getByRole('listitem')).toHaveCount(Math.min(50, n));
	await expect(panel.getByRole('link').first()).toHaveAttribute('href', /^\/leads\//);
	const downloads = page.waitForEvent('download');
	await panel.getByRole('button', { name: /^CSV of/ }).click();
	const rows = parse(await readFile(await (await downloads).path()), { bom: true, columns: true }) as {
		id: string;
		scoreAtDecision: string;
	}[];
	expect(new Set(rows.map(({ id }) => id)).size).toBe(n);
	await expect(panel.getByRole('listitem').first()).toContainText(
		`${Number(Number(rows[0]!.scoreAtDecision).toFixed(1))} points at the decision`
	);
	await page.keyboard.press('Escape');
	await expect(panel).toBeHidden();
});

test('what was moved is kept as a draft, which the page goes on with', async ({ page }) => {
	await open(page);
	await page.getByRole('slider', { name: /^Gate/ }).press('ArrowLeft');
	const moved = await answer(page).textContent();
	await page.getByRole('button', { name: 'Keep as draft' }).click();
	await expect(page).toHaveURL(/[?&]model=/);
	await expect(page.getByText(/a draft: kept, not live/)).toBeVisible();
	await page.reload();
	await expect(answer(page)).toHaveText(moved!);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the sentence and the table of thresholds are there', async ({ page }) => {
		await page.goto('/scoring');
		await expect(answer(page)).toHaveText(/^At .* sales gets [\d,]+ of [\d,]+ leads/);
		await page.locator('summary', { hasText: 'Every threshold' }).click();
		await expect(page.locator('#thresholds tbody tr').first()).toBeVisible();
	});
});
