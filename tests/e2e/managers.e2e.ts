import { expect, test, type Page } from '@playwright/test';

const number = (text: string | null) => Number(/[\d,.]+/.exec(text ?? '')![0].replaceAll(',', ''));
const answer = (page: Page) => page.locator('header .answer');

test('opens with the question and the answer, and those outside their range first', async ({ page }) => {
	await page.goto('/lead-time');
	await page
		.getByRole('navigation', { name: 'Pages', exact: true })
		.getByRole('link', { name: 'Managers' })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose result is not chance?');
	await expect(answer(page)).toHaveText(/^(Of \d+ reps|None of the \d+ reps)/);
	const outside = page.locator('#results li.outside');
	const differ = await page.locator('#table td.verdict:is(.above, .below)').count();
	expect(await outside.count()).toBe(differ);
	await expect(page.locator('#funnel-plot a:is(.above, .below)')).toHaveCount(differ);
	await page.getByText('How it is computed').click();
	await expect(page.getByText(/Cochran–Mantel–Haenszel/)).toBeVisible();
});

test('every figure of a row opens exactly its leads', async ({ page }) => {
	await page.goto('/managers');
	const row = page.locator('#table tbody tr').first();
	const links = row.locator('td a.figure');
	const figures = await links.evaluateAll((all) =>
		all.map((link) => ({ count: link.textContent.trim(), href: link.getAttribute('href')! }))
	);
	expect(figures.length).toBeGreaterThan(5);
	for (const { count, href } of figures) {
		await page.goto(href);
		await expect(answer(page), href).toHaveText(new RegExp(`^${count} leads?$`));
	}
});

test('a rep opens the page of the rep, with the filters', async ({ page }) => {
	await page.goto('/managers?goal=sql');
	const rep = page.locator('#results ol a').first();
	await rep.click();
	await expect(page).toHaveURL(/\/managers\/rep\/[^?]+\?goal=sql$/);
});

test('choices stay in the address; defaults are not in it', async ({ page, request }) => {
	await page.goto('/managers?sort=name');
	const names = await page.locator('#table tbody th a').allTextContents();
	expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
	await page.getByRole('link', { name: 'first rep' }).click();
	await expect(page).toHaveURL('/managers?sort=name&credit=first');
	await expect(page.getByRole('link', { name: 'first rep' })).toHaveAttribute('aria-current', 'true');
	await page.getByRole('link', { name: 'last rep' }).click();
	await expect(page).toHaveURL('/managers?sort=name');
	await page.getByLabel('Order').selectOption('leads');
	await expect(page).toHaveURL(/sort=leads/);
	expect((await request.get('/managers?sort=rate')).status()).toBe(400);
});

test('judges nobody by date of event or by outcome, and says why', async ({ page }) => {
	await page.goto('/managers?mode=period');
	await expect(answer(page)).toHaveText(/nobody is judged/);
	await expect(page.locator('#funnel-plot')).toHaveCount(0);
	await expect(page.getByRole('columnheader', { name: 'Verdict' })).toHaveCount(0);
	await page.goto('/managers?outcome=client');
	await expect(answer(page)).toHaveText(/pick the result itself/);
	await page.goto('/managers?channel=no+such+channel');
	await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
});

test('the table and its CSV say the same', async ({ page, request }) => {
	await page.goto('/managers?rows=all');
	const lines = (await (await request.get('/managers/rows.csv')).text()).trim().split('\r\n');
	const row = page.locator('#table tbody tr').first();
	const name = await row.getByRole('rowheader').getByRole('link').textContent();
	const header = lines[0]!.replace('\uFEFF', '').split(',');
	const cells = lines.find((line) => line.startsWith(`${name!.trim()},`))!.split(',');
	expect(number(await row.locator('td a.figure').first().textContent())).toBe(
		Number(cells[header.indexOf('leads')])
	);
});

test('the role tabs judge closers by their clients and presales by all the leads that they had first', async ({
	page
}) => {
	await page.goto('/managers?from=2025-01-01');
	await page.getByRole('link', { name: 'Presales: SQL leads' }).click();
	await expect(page).toHaveURL('/managers?from=2025-01-01&role=presales');
	await expect(page.locator('#results h2')).toHaveText('SQL leads made, and expected with these leads');
	for (const chosen of ['SQL leads', 'first rep', 'all'])
		await expect(page.getByRole('link', { name: chosen, exact: true })).toHaveAttribute(
			'aria-current',
			'true'
		);
	const places = page.locator('#table tbody th .small');
	expect(new Set(await places.allTextContents())).toEqual(new Set(['Presales']));
	await page.getByRole('link', { name: 'Today', exact: true }).click();
	await expect(page).toHaveURL('/managers/today?from=2025-01-01&role=presales');
	await page.getByRole('link', { name: 'Results', exact: true }).click();
	await page.getByRole('link', { name: 'Closers: clients' }).click();
	await expect(page).toHaveURL('/managers?from=2025-01-01&role=closer');
	await expect(page.locator('#results h2')).toHaveText('Clients made, and expected with these leads');
	await expect(places.first()).toHaveText(/ · closer$/);
	await page.getByRole('link', { name: 'All reps' }).click();
	await expect(page).toHaveURL('/managers?from=2025-01-01');
});

test('a point of the funnel opens the page of its rep, which says the same', async ({ page }) => {
	await page.goto('/managers');
	const rep = page
		.locator('#results li')
		.filter({ has: page.locator('.made b') })
		.first();
	const name = (await rep.locator('.name a').textContent())!.trim();
	const made = number(await rep.locator('.made b').textContent());
	const href = (await rep.locator('.name a').getAttribute('href'))!;
	await page.locator(`#funnel-plot a[href="${href}"]`).first().click();
	await expect(page).toHaveURL(new RegExp('/managers/rep/'));
	await expect(answer(page)).toHaveText(new RegExp(`^${name}: ${made} clients? of`));
	await page.getByRole('link', { name: 'All sales reps' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose result is not chance?');
});
