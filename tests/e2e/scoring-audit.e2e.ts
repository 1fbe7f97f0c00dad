import { expect, test } from '@playwright/test';

test('what clients share becomes a rule of a draft, and the rules are checked', async ({ page }) => {
	test.slow();
	await page.goto('/scoring/shared');
	await expect(page.locator('.answer')).toContainText('What sets clients apart most');
	await expect(page.locator('header .rest')).toContainText(/became clients within 90 days \(\d/);
	const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Add.*: / }) });
	const name = (await row.first().getByRole('rowheader').innerText()).split('\n')[0]!.trim();
	await row.first().getByRole('button').click();
	const added = page.locator('#added');
	await expect(added).toContainText(name);
	const href = (await added.getByRole('link').getAttribute('href'))!;
	expect(href).toMatch(/^\/scoring\/models\/.+\/\d+$/);
	const [, model, version] = /^\/scoring\/models\/(.+)\/(\d+)$/.exec(href)!;

	await page.goto(`/scoring/audit?model=${model}@${version}`);
	await expect(page.getByRole('rowheader', { name: name, exact: true }).first()).toBeVisible();
	await expect(page.locator('.answer')).toContainText('rule');
});
