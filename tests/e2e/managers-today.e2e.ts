import { expect, test } from '@playwright/test';

const number = (text: string) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));

test('from whom to work now to the leads of one sales rep and their file', async ({ page, request }) => {
	await page.goto('/managers/today');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whom to work now?');
	const answer = page.locator('header .answer');
	await expect(answer).toHaveText(
		/^[\d,]+ leads wait to be worked, [\d,]+ of them called and nobody called back/
	);
	const total = number((await answer.textContent())!);
	const table = page.getByRole('table', { name: 'Leads to work by sales rep' });
	await expect(table.locator('tfoot td').first()).toHaveText(total.toLocaleString('en'));

	const names = await table.locator('tbody th').allTextContents();
	const reps = names.map((name) => name.trim()).filter((name) => name !== 'no sales rep');
	expect(reps).toEqual(reps.toSorted((a, b) => a.localeCompare(b, 'en')));
	await page.getByRole('link', { name: 'By leads to work' }).click();
	await expect(page).toHaveURL(/order=number/);
	const most = table.locator('tbody tr').filter({ hasNotText: 'no sales rep' }).first();
	const counts = (
		await table
			.locator('tbody tr')
			.filter({ hasNotText: 'no sales rep' })
			.locator('td:nth-of-type(1)')
			.allTextContents()
	).map(number);
	expect(counts).toEqual(counts.toSorted((a, b) => b - a));

	const rep = (await most.getByRole('rowheader').textContent())!.trim();
	const count = (await most.getByRole('cell').first().textContent())!;
	await most.getByRole('rowheader').getByRole('link').click();
	const list = page.locator('#list');
	await expect(list.getByRole('heading', { level: 2 })).toContainText(rep);
	await expect(list.locator('tbody tr')).toHaveCount(Math.min(25, number(count)));
	await expect(list.locator('tbody tr').first()).toContainText(/since \d+ \w+ \d{4}/);

	const file = await list.getByRole('link', { name: 'Leads to call as CSV' }).getAttribute('href');
	const lines = (await (await request.get(file!)).text()).replace('\uFEFF', '').trim().split('\r\n');
	expect(lines).toHaveLength(number(count) + 1);
	expect(lines[0]!.split(',')).toEqual(
		expect.arrayContaining(['name', 'company', 'phone', 'email', 'unsubscribed', 'reason', 'since', 'link'])
	);
	await most.getByRole('cell').first().getByRole('link').click();
	await expect(page).toHaveURL(/\/leads\?manager=.*todo=any&sort=urgent$/);
	await expect(page.locator('header .answer')).toHaveText(new RegExp(`^${count.trim()} lead`));
	await expect(page.getByRole('listitem').filter({ hasText: 'To work now' })).toBeVisible();
});

test('the figures of whom to work now open their leads', async ({ page, request }) => {
	await page.goto('/managers/today');
	const figures = page.locator('td a.figure');
	await expect(figures.first()).toBeVisible();
	const links = await figures.evaluateAll((all) =>
		all
			.map((link) => ({ href: (link as HTMLAnchorElement).href, text: link.textContent! }))
			.filter(({ href }) => href.includes('todo='))
	);
	const step = Math.max(1, Math.floor(links.length / 12));
	const some = links.filter((_, i) => i % step === 0);
	expect(some.length).toBeGreaterThan(5);
	for (const { href, text } of some) {
		const list = await (await request.get(href)).text();
		expect(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!), href).toBe(number(text));
	}
});
