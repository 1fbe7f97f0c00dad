import { expect, test } from '@playwright/test';

const number = (text: string) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));

test('from the leads that wait too long to the list of one manager and its CSV', async ({
	page,
	request
}) => {
	await page.goto('/lead-time/waiting');
	const section = page.locator('#ageing');
	const answer = page.locator('header .answer');
	await expect(answer).toHaveText(/^[\d,]+ of [\d,]+ open leads wait beyond the limit/);
	const overdue = number((await answer.textContent())!);
	const rows = section.getByRole('table', { name: 'Overdue leads by sales rep' }).locator('tbody tr');
	const figure = rows.first().getByRole('cell').nth(1).getByRole('link');
	const count = (await figure.textContent())!;
	expect(number(count)).toBeLessThanOrEqual(overdue);

	await figure.click();
	await expect(page).toHaveURL(/\/leads\?manager=.*overdue=yes&sort=idle$/);
	await expect(page.locator('header .answer')).toHaveText(`${count} leads`);
	await expect(page.getByText('Waits beyond the limit of its stage')).toBeVisible();
	await expect(page.locator('tbody tr').first()).toContainText(/without activity, limit/);

	const href = await page.getByRole('link', { name: /as CSV$/ }).getAttribute('href');
	const lines = (await (await request.get(href!)).text()).replace('\uFEFF', '').trim().split('\r\n');
	expect(lines).toHaveLength(number(count) + 1);
	const columns = lines[0]!.split(',');
	expect(columns).toEqual(
		expect.arrayContaining(['manager', 'stage', 'lastActivityAt', 'idleDays', 'limitDays', 'link'])
	);
});

test('the figures of waiting and refused leads open their leads', async ({ page, request }) => {
	await page.goto('/lead-time/waiting');
	const figures = page.locator('#ageing a.figure, #retry a.figure');
	await expect(figures.first()).toBeAttached();
	await expect(page.locator('#retry table')).toBeVisible();
	const links = await figures.evaluateAll((all) =>
		all.map((link) => ({ href: (link as HTMLAnchorElement).href, text: link.textContent! }))
	);
	const step = Math.max(1, Math.floor(links.length / 16));
	for (const { href, text } of links.filter((_, i) => i % step === 0)) {
		const list = await (await request.get(href)).text();
		expect(number(/class="answer[^>]*>([^<]+)</.exec(list)![1]!), href).toBe(number(text));
	}
});
