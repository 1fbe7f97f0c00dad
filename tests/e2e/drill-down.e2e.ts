import { expect, test } from '@playwright/test';

const number = (text: string) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));

/** Views in which every figure must open exactly its leads; the dates are the demo company's last full months. */
const range = 'from=2026-02-01&to=2026-06-01';
const views = [
	'/funnel',
	`/funnel?${range}`,
	`/funnel?mode=period&${range}`,
	'/funnel?window=60',
	`/funnel?mode=period&window=45&${range}`,
	`/funnel?${range}&compare=previous`,
	'/funnel?by=channel&by=month',
	'/funnel?by=manager&outcome=!junk',
	`/funnel?mode=period&by=channel&${range}`,
	'/channels?columns=all',
	`/channels?by=campaign&${range}&compare=previous`,
	`/channels?mode=period&columns=stages&${range}`
];

for (const view of views) {
	test(`the figures of ${view.replace(range, 'a range')} open their leads`, async ({ page, request }) => {
		await page.goto(view);
		const figures = await page
			.locator('a.figure')
			.evaluateAll((links) =>
				links.map((link) => ({ href: (link as HTMLAnchorElement).href, text: link.textContent! }))
			);
		const different = [...new Map(figures.map((figure) => [figure.href, figure])).values()];
		expect(different.length).toBeGreaterThan(10);
		const step = Math.max(1, Math.floor(different.length / 14));
		for (const { href, text } of different.filter((_, i) => i % step === 0)) {
			const list = await (await request.get(href)).text();
			expect(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!), href).toBe(number(text));
		}
	});
}

test('a click on a figure shows its list, and the list pages forward and back', async ({ page }) => {
	await page.goto('/funnel');
	const table = page.getByRole('table', { name: 'The funnel by stage' });
	const figure = table.getByRole('row', { name: /^MQL / }).getByRole('link').first();
	const count = await figure.textContent();
	await figure.click();
	await expect(page).toHaveURL(/\/leads\?reached=mql$/);
	await expect(page.locator('header .answer')).toHaveText(`${count} leads`);
	await expect(page.getByText('Reached: MQL')).toBeVisible();

	const first = await page.locator('tbody th a').first().getAttribute('href');
	await expect(page.getByText(`1–50 of ${count}`)).toBeVisible();
	await page.getByRole('link', { name: 'Next' }).click();
	await expect(page.getByText(`51–100 of ${count}`)).toBeVisible();
	expect(await page.locator('tbody th a').first().getAttribute('href')).not.toBe(first);
	await page.getByRole('link', { name: 'Previous' }).click();
	await expect(page.getByText(`1–50 of ${count}`)).toBeVisible();
	expect(await page.locator('tbody th a').first().getAttribute('href')).toBe(first);
});

test('a lead shows its stages, records and events with file and line', async ({ page }) => {
	await page.goto('/leads?reached=client&sort=amount');
	const link = page.locator('tbody th a').first();
	const name = await link.textContent();
	await link.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name!);
	const stages = page.getByRole('table', { name: 'When the lead entered each stage' });
	await expect(stages.getByRole('row', { name: /^Client/ })).toBeVisible();
	const history = page.getByRole('table', { name: /^Every event, newest first/ });
	await expect(history.getByText(/\.ndjson(\.gz)?, line \d+/).first()).toBeVisible();
	await expect(
		page
			.getByRole('table', { name: /^Records of this person/ })
			.locator('tbody tr')
			.first()
	).toBeVisible();
});

test('the list searches and downloads', async ({ page, request }) => {
	await page.goto('/leads');
	const name = (await page.locator('tbody th a').first().textContent())!;
	await page.getByRole('searchbox').fill(name);
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(page).toHaveURL(/q=/);
	await expect(page.locator('tbody th a').first()).toHaveText(name);
	const csv = await (await request.get('/leads/leads.csv?reached=client')).text();
	const list = await (await request.get('/leads?reached=client')).text();
	expect(csv.trim().split('\r\n').length - 1).toBe(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!));
});
