import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false });

test('a merge is undone by a click and taken back, on the lists and on the pages of the leads', async ({
	page
}) => {
	const merged = page.getByRole('table', { name: 'E-mails and phones that merge records' });
	await page.goto('/data/people');
	const key = (await merged.getByRole('rowheader').first().textContent())!;
	await page.goto(`/data/people?q=${encodeURIComponent(key)}`);
	await expect(merged.getByRole('rowheader')).toHaveText([key]);
	const buttons = merged.getByRole('button', { name: /^Not the same person/ });
	const records = await buttons.count();
	await buttons.first().click();
	await expect(page).toHaveURL(/\/data\/people\?q=/);
	await expect(buttons).toHaveCount(records > 2 ? records - 1 : 0);

	await page.goto(`/data/people?show=undone&q=${encodeURIComponent(key)}`);
	const undone = page.getByRole('table', { name: 'Merges that were undone' });
	await expect(undone.getByRole('rowheader')).toHaveText([key]);
	await undone.getByRole('link').first().click();
	await expect(page).toHaveURL(/\/leads\//);
	await expect(page.getByText('Said to be other people')).toBeVisible();
	await page.getByRole('button', { name: /^Merge again/ }).click();
	await expect(page).toHaveURL(/\/leads\//);
	await expect(page.getByText('Said to be other people')).toHaveCount(0);
	await page.goto(`/data/people?q=${encodeURIComponent(key)}`);
	await expect(buttons).toHaveCount(records);
});

test('settings are saved, refused in words, and seen in the reports', async ({ page }) => {
	await page.goto('/funnel');
	const head = page.locator('header .note').first();
	await expect(head).not.toContainText('excluded');

	await page.goto('/settings');
	const excluded = page.locator('#excludedChannels');
	await excluded.getByLabel('One channel a line').fill('Referrals\n');
	await excluded.getByRole('button').click();
	await expect(excluded.getByRole('status')).toHaveText('Saved.');
	await page.goto('/funnel');
	await expect(head).toContainText(/\d+ leads of excluded channels left out/);
	await page.goto('/funnel?channel=Referrals');
	await expect(head).not.toContainText('excluded');

	await page.goto('/settings');
	await expect(excluded.getByLabel('One channel a line')).toHaveValue('Referrals');
	await excluded.getByLabel('One channel a line').fill('');
	await excluded.getByRole('button').click();

	const aliases = page.locator('#aliases');
	await aliases.getByLabel('Channel as it is read, row 1').fill('SMM');
	await aliases.getByLabel('Counts as, row 1').fill('SMM');
	await aliases.getByRole('button').click();
	await expect(aliases.getByRole('alert')).toContainText('goes round in a circle: "SMM" → "SMM"');
	await expect(aliases.getByLabel('Counts as, row 1')).toHaveValue('SMM');
	await page.goto('/settings');
	await expect(aliases.getByLabel('Counts as, row 1')).toHaveValue('');
});
