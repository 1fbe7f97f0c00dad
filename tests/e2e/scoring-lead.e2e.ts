import { expect, test, type Locator, type Page } from '@playwright/test';

const numberOf = (text: string) => Number(text.trim().replace('−', '-').replace(/[+,]/g, ''));
const numbersOf = async (cells: Locator) => (await cells.allInnerTexts()).map(numberOf);
const tenths = (values: number[]) => Math.round(10 * values.reduce((sum, value) => sum + value, 0));

const cellsOf = async (page: Page, header: string) => {
	const headers = await page.locator('thead th').allInnerTexts();
	const place = headers.findIndex((text) => text.trim() === header);
	expect(place, header).toBeGreaterThan(0);
	return page.locator(`tbody tr > :nth-child(${place + 1})`);
};

const openHottest = async (page: Page, temperature: string) => {
	await page.goto(`/leads?temperature=${temperature}&sort=score`);
	await page.locator('tbody th a').first().click();
	await expect(page.locator('#score strong').first()).toHaveText(new RegExp(`^Now ${temperature}`));
	return page.locator('#score');
};

test('the list puts hot leads before warm and cold ones, and within a class those with more points', async ({
	page
}) => {
	await page.goto('/leads?outcome=client&sort=score');
	const ranks: number[] = [];
	const scores: number[] = [];
	const next = page.locator('a[rel=next]');
	for (;;) {
		const temperatures = await (await cellsOf(page, 'Temperature')).allInnerTexts();
		ranks.push(...temperatures.map((text) => ['cold', 'warm', 'hot'].indexOf(text.trim().split(/\s/)[0]!)));
		scores.push(...(await numbersOf(await cellsOf(page, 'Score'))));
		if (new Set(ranks).size > 1 || (await next.count()) === 0) break;
		await page.goto((await next.getAttribute('href'))!);
	}
	expect(new Set(ranks).size).toBeGreaterThan(1);
	const places = ranks.map((rank, i) => 1e6 * rank + scores[i]!);
	expect(places).toEqual(places.toSorted((a, b) => b - a));
});

test('a hot lead shows its class, parts that add up to its score, and how it came to this', async ({
	page
}) => {
	const section = await openHottest(page, 'hot');
	const sentence = await section.locator('strong').first().innerText();
	const score = numberOf(/([\d.,]+) points/.exec(sentence)![1]!);
	const parts = section.getByRole('region', { name: 'What added points' });
	const rules = await numbersOf(parts.locator('tbody tr:not(.sum) td.n'));
	expect(rules.length).toBeGreaterThan(1);
	expect(tenths(rules)).toBe(tenths([score]));
	expect(tenths(await numbersOf(parts.locator('tbody tr.sum td.n')))).toBe(tenths([score]));
	expect(await numbersOf(parts.locator('tfoot td.n'))).toEqual([score]);

	const history = section.getByRole('region', { name: 'What changed the score, the newest first' });
	await expect(history.getByText('reached hot').first()).toBeVisible();
	const dot = section.locator('figure').getByRole('button').first();
	await dot.focus();
	await expect(section.locator('figcaption')).toHaveText((await dot.getAttribute('aria-label'))!);
	const lift = section.getByRole('region', { name: 'What would lift it' });
	await expect(lift.getByRole('row').filter({ hasText: /^Hot/ })).toContainText('reached');
});

test('a warm lead shows what it lacks to be hot, and what would give it that', async ({ page }) => {
	const section = await openHottest(page, 'warm');
	const lift = section.getByRole('region', { name: 'What would lift it' });
	const hot = lift.getByRole('row').filter({ hasText: /^Hot/ });
	await expect(hot).toContainText(/Missing: .*\d/);
	await expect(hot.getByRole('listitem').first()).toBeVisible();
});
