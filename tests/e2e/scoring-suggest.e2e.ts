import { expect, test } from '@playwright/test';

test('points are suggested or refused with numbers, and rules can be locked', async ({ page }) => {
	await page.goto('/scoring/suggest');
	await expect(page.locator('.answer')).toContainText(/Too few to judge: \d+ rules need \d+ clients|newest/);
	const rules = page.getByRole('region', { name: /^Points of .* by rule/ });
	const locks = rules.getByRole('checkbox');
	const count = await locks.count();
	expect(count).toBeGreaterThan(3);
	await locks.first().check();
	await expect(page).toHaveURL(/\?lock=/);
	await expect(rules.getByText('locked', { exact: true })).toHaveCount(1);
	await page.getByRole('link', { name: 'Unlock all' }).click();
	await expect(page).not.toHaveURL(/lock=/);
	await expect(rules.getByText('locked', { exact: true })).toHaveCount(0);
});

test('without a free rule nothing is suggested', async ({ page }) => {
	await page.goto('/scoring/suggest?to=2020-01-01');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Which points would have found the clients?'
	);
	const csv = await page.request.get('/scoring/suggest/points.csv');
	expect(await csv.text()).toMatch(/^\uFEFF?rule,label,role,points,suggested,hits/);
	expect((await page.request.get('/scoring/suggest?model=nothing')).status()).toBe(400);
});
