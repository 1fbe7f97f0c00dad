import { expect, test, type Page } from '@playwright/test';

const answer = (page: Page) => page.locator('header .answer');
const reachedLeads = (page: Page) =>
	page
		.getByRole('table', { name: 'The funnel by stage' })
		.getByRole('row', { name: /^Lead / })
		.getByRole('link')
		.first();

test('the demo company opens with the answer, the bars and the tables', async ({ page }) => {
	await page.goto('/');
	await expect(page).toHaveURL(/\/funnel$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where do we lose most clients?');
	await expect(answer(page)).toHaveText(/^Of 100 leads .*\d+ becomes? (a client|clients)\.$/);
	await expect(
		page.getByText(/^Data up to .* leads · score model Fit and interest, version \d · data version/)
	).toBeVisible();
	await expect(page.getByText('half within').first()).toBeVisible();
	const months = page.getByRole('img', { name: /^Lead → Client by month/ });
	await expect(months.locator('svg')).toBeVisible();
	await months.hover();
	await expect(months.locator('xpath=..')).toContainText(/[A-Z][a-z]{2,3} \d{4}.*%/s);
	await expect(page.getByText('Hollow points on a dashed line are young months')).toBeVisible();
	await page.getByText('How it is computed').click();
	await expect(page.getByText(/The likely range is the Wilson 95% interval/)).toBeVisible();
});

test('filters change the address and the numbers, and a link reproduces the view', async ({
	page,
	context
}) => {
	await page.goto('/funnel', { waitUntil: 'networkidle' });
	const all = await reachedLeads(page).textContent();

	await page.getByRole('button', { name: 'Add a filter' }).click();
	const option = page.getByRole('group', { name: 'Values' }).getByRole('checkbox').first();
	await option.check();
	await page.getByRole('button', { name: 'Apply' }).and(page.locator(':popover-open button')).click();
	await expect(page).toHaveURL(/channel=/);
	await expect(reachedLeads(page)).not.toHaveText(all!);

	await page.getByRole('button', { name: /^Period/ }).click();
	await page.getByRole('link', { name: 'Last 12 months' }).click();
	await expect(page).toHaveURL(/from=\d{4}-\d\d-01&to=\d{4}-\d\d-01|to=.*from=/);
	await page.getByRole('button', { name: /^Compare/ }).click();
	await page.getByRole('link', { name: 'The period before' }).click();
	await expect(page).toHaveURL(/compare=previous/);
	await expect(page.getByRole('columnheader', { name: 'Reached, the period before' })).toBeVisible();

	const other = await context.newPage();
	await other.goto(page.url());
	await expect(answer(other)).toHaveText((await answer(page).textContent())!);
	await expect(reachedLeads(other)).toHaveText((await reachedLeads(page).textContent())!);

	await page.getByRole('link', { name: 'Remove the filter Channel' }).click();
	await expect(page).not.toHaveURL(/channel=/);
	await page.getByRole('link', { name: 'Reset' }).click();
	await expect(page).toHaveURL(/\/funnel$/);
	await expect(reachedLeads(page)).toHaveText(all!);
});

test('own dates name the last day that is in', async ({ page }) => {
	await page.goto('/funnel', { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: /^Period/ }).click();
	await page.getByLabel('First day').fill('2025-12-01');
	await page.getByLabel('Last day, included').fill('2026-01-31');
	await page.getByRole('button', { name: 'Apply' }).and(page.locator(':popover-open button')).click();
	await expect(page).toHaveURL(/from=2025-12-01&to=2026-02-01$/);
	await expect(page.getByRole('button', { name: /^Period/ })).toContainText('1 Dec 2025 – 31 Jan 2026');
});

test('a breakdown sorts, searches and downloads', async ({ page, request }) => {
	await page.goto('/funnel?by=channel&by=month');
	const table = page.getByRole('table', { name: 'The funnel by Channel, Month of arrival' });
	await table.getByRole('button', { name: 'Sort by Leads' }).click();
	const leads = await table.locator('tbody tr td:nth-child(3)').allTextContents();
	const counts = leads.map((text) => Number(text.replaceAll(',', '')));
	expect(counts).toEqual(counts.toSorted((a, b) => b - a));
	const channel = await table.locator('tbody th').first().innerText();
	await page.getByRole('searchbox', { name: 'Search the rows' }).fill(channel);
	for (const name of await table.locator('tbody th').allInnerTexts()) expect(name).toBe(channel);

	const csv = await request.get('/funnel/breakdown.csv?by=channel');
	expect(csv.headers()['content-type']).toContain('text/csv');
	expect((await csv.text()).split('\r\n')[0]).toContain('channel,leads,stage,recorded,reached');
});

test('a filter that cannot be read is named, with a way out', async ({ page }) => {
	const answer = await page.goto('/funnel?from=yesterday');
	expect(answer!.status()).toBe(400);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This filter cannot be read');
	await expect(page.getByText('from "yesterday"')).toBeVisible();
	await page.getByRole('link', { name: 'The page without filters' }).click();
	await expect(page).toHaveURL(/\/funnel$/);
});

test('nothing matches is said, with a way out', async ({ page }) => {
	await page.goto('/funnel?channel=no+such+channel');
	await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
	await page.getByRole('link', { name: 'Remove all filters' }).click();
	await expect(page).toHaveURL(/\/funnel$/);
});

test('a young month says how complete it is, and its rows too', async ({ page }) => {
	await page.goto('/funnel');
	await page.getByRole('button', { name: /^Period/ }).click();
	await page.getByRole('link', { name: 'Last month' }).click();
	const young = /^[A-Z][a-z]{2,3} \d{4} is \d+% complete: \d+ of about \d+ clients? expected in the end/;
	await expect(page.getByText(young)).toBeVisible();
	const query = new URL(page.url()).search;
	await page.goto(`/funnel${query}&by=channel`);
	await expect(
		page
			.getByRole('row')
			.getByText(/^\d+% complete$/)
			.first()
	).toBeVisible();
	await page.goto(`/channels${query}`);
	await expect(page.getByText(young).locator('..')).toContainText(
		'Over all rows, those without spend too, a client costs'
	);
	await expect(
		page
			.getByRole('row', { name: /^Together/ })
			.getByText(/^\d+% complete$/)
			.first()
	).toBeVisible();
});
