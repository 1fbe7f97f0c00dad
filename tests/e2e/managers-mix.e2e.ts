import { expect, test } from '@playwright/test';

const number = (text: string) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));

test('the figures of who gets what open exactly their leads', async ({ page, request }) => {
	test.slow();
	await page.goto('/managers/mix');
	await expect(page.locator('header .answer')).toHaveText(/average reps would make/i);
	await expect(page.locator('#companies table')).toBeVisible();
	const counted = await page
		.locator('#mix td a, #load td a.figure, #companies td.n a.figure')
		.evaluateAll((all) =>
			all.map((link) => ({
				href: (link as HTMLAnchorElement).href,
				text: (link.querySelector('.count') ?? link).textContent!
			}))
		);
	expect(counted.length).toBeGreaterThan(40);
	const step = Math.floor(counted.length / 16);
	for (const { href, text } of counted.filter((_, i) => i % step === 0)) {
		const list = await (await request.get(href)).text();
		expect(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!), href).toBe(number(text));
	}
});

test('a small chart of open leads is read by keyboard and opens the leads of its day', async ({ page }) => {
	await page.goto('/managers/mix');
	const chart = page.locator('#load figure a').first();
	await chart.focus();
	await page.keyboard.press('ArrowLeft');
	await expect(chart).toHaveAttribute('aria-label', /: [\d,]+ open, [\d,]+ new/);
	const open = number(/: ([\d,]+) open/.exec((await chart.getAttribute('aria-label'))!)![1]!);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/leads\?asOf=[\d-]+&heldBy=/);
	await expect(page.locator('header .answer')).toHaveText(
		open === 1 ? '1 lead' : `${open.toLocaleString('en-GB')} leads`
	);
	await expect(page.getByText(/^Open, in the hands of/)).toBeVisible();
});

test('moves of all leads open theirs, and those of one rep stand beside the others’', async ({ page }) => {
	await page.goto('/managers/moves');
	const back = page.locator('#moves td.odd', { hasText: 'back' }).first().getByRole('link');
	const count = (await back.textContent())!;
	await back.click();
	await expect(page).toHaveURL(/moved=\w+-mql$/);
	await expect(page.locator('header .answer')).toHaveText(`${count} leads`);
	await page.goto('/managers/mix');
	const name = (await page.locator('#mix th.rep a').first().textContent())!;
	await page.goto(`/managers/moves?manager=${encodeURIComponent(name)}`);
	await expect(page.locator('#compared tbody tr').first()).toContainText(/%/);
});
