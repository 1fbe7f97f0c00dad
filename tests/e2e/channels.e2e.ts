import { expect, test, type Page } from '@playwright/test';

const number = (text: string) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));
const figures = (page: Page) => page.getByRole('table', { name: /^What each row cost and brought/ });
const plot = (page: Page) =>
	page.locator('section', { has: page.getByRole('heading', { name: 'What a client costs' }) });

test('opens with the question, the answer and what a client costs, by spend', async ({ page }) => {
	await page.goto('/funnel');
	await page.getByRole('link', { name: 'Channels', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where does the next euro go?');
	await expect(page.locator('header .answer')).toHaveText(/client.*€[\d,]+/);
	await expect(plot(page).getByText(/^all together €[\d,]+$/)).toBeVisible();
	const spend = await plot(page).locator('.spend').allTextContents();
	const amounts = spend.map((text) => Number(text.replace(/[^\d.]/g, '')));
	expect(amounts.length).toBeGreaterThan(3);
	expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
	await expect(plot(page).getByText(/^No cost is booked for:/)).toBeVisible();
	await page.getByText('How it is computed').click();
	await expect(page.getByText(/^Cost per client is ad spend ÷ clients: for /)).toBeVisible();
});

test('a dot says its numbers and opens its leads', async ({ page }) => {
	await page.goto('/channels');
	const dot = plot(page)
		.getByRole('link', { name: /likely €/ })
		.first();
	const [, leads] = /, ([\d,]+) leads$/.exec((await dot.getAttribute('aria-label'))!)!;
	await dot.focus();
	await expect(dot.locator('.tip')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/leads\?channel=/);
	await expect(page.locator('header .answer')).toHaveText(`${leads} leads`);
});

test('goes from a channel to its campaigns, to a campaign, and back', async ({ page, request }) => {
	await page.goto('/channels');
	const first = figures(page).locator('tbody tr').first();
	const channel = (await first.getByRole('rowheader').innerText()).trim();
	const leads = number((await first.getByRole('link').nth(1).textContent())!);
	await first.getByRole('rowheader').getByRole('link').click();
	await expect(page).toHaveURL(/channel=[^&]+&by=campaign/);

	const total = figures(page).locator('tfoot').getByRole('link').first();
	await expect(total).toHaveText(leads.toLocaleString('en-GB'));
	for (const row of (await figures(page).locator('tbody tr').all()).slice(0, 3)) {
		const link = row.locator('td a.figure').first();
		const list = await (await request.get((await link.getAttribute('href'))!)).text();
		expect(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!)).toBe(number((await link.textContent())!));
	}

	await figures(page).locator('tbody').getByRole('rowheader').getByRole('link').first().click();
	await expect(page).toHaveURL(/campaign=[^&]*&by=content/);
	await expect(page.getByText(/They cannot be split by “Content”/)).toBeVisible();
	const way = page.getByRole('navigation', { name: 'The way down to these rows' });
	await way.getByRole('link', { name: channel }).click();
	await expect(page).toHaveURL(/channel=[^&]+&by=campaign$/);
	await way.getByRole('link', { name: 'All channels' }).click();
	await expect(page).toHaveURL(/\/channels$/);
});

test('searches among campaigns, orders them and changes the columns', async ({ page }) => {
	await page.goto('/channels?by=campaign');
	const names = figures(page).locator('tbody').getByRole('rowheader');
	const name = (await names.nth(2).innerText()).trim();
	await page.getByRole('searchbox', { name: 'Search the rows' }).fill(name);
	await expect(page).toHaveURL(/q=/);
	await expect(names.first()).toHaveText(name);
	await page.getByRole('searchbox', { name: 'Search the rows' }).fill('no such campaign');
	await expect(page.getByText('No row has “no such campaign” in its name.')).toBeVisible();
	await page.getByRole('link', { name: 'All rows again' }).click();
	await expect(page.getByRole('searchbox', { name: 'Search the rows' })).toHaveValue('');
	await page.getByRole('combobox', { name: 'Order' }).selectOption('By leads');
	await expect(page).toHaveURL(/sort=leads/);
	await page.getByRole('link', { name: 'Money', exact: true }).click();
	await expect(page.getByRole('columnheader', { name: 'Ad spend as % of revenue' })).toBeVisible();
	await expect(page).toHaveURL(/sort=leads/);
});

test('says why there are no verdicts by date of event, and compares periods', async ({ page }) => {
	await page.goto('/channels?mode=period');
	await expect(
		page.getByText(/the conversion has no likely range here, and there are no verdicts/)
	).toBeVisible();
	await page.goto('/channels?from=2026-01-01&to=2026-04-01&compare=previous');
	await expect(
		page.getByRole('columnheader', { name: 'Cost per client (CAC), the period before' })
	).toBeVisible();
	const before = figures(page).locator('tfoot').getByRole('link').nth(1);
	const count = await before.textContent();
	await before.click();
	await expect(page.locator('header .answer')).toHaveText(`${count} leads`);
});

test('says that nothing matches, or what cannot be read', async ({ page }) => {
	await page.goto('/channels?channel=no+such+channel');
	await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
	const answer = await page.goto('/channels?sort=cac');
	expect(answer!.status()).toBe(400);
	await expect(page.getByText('must be spend, leads or name')).toBeVisible();
});
