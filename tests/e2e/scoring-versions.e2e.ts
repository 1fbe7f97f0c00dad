import { expect, test } from '@playwright/test';

test('says what a version changed, and the weeks are the same as CSV', async ({ page }) => {
	await page.goto('/scoring/versions');
	await page.getByRole('button', { name: /^Publication/ }).click();
	await page.getByRole('link', { name: /Fit and interest, version 2,/ }).click();
	await expect(page).toHaveURL(/publication=/);
	const answer = page.locator('header .answer');
	await expect(answer).toHaveText(
		/^Since Fit and interest, version 2, sales gets [\d.]+ leads a week instead of [\d.]+: .+\.$/
	);
	const [, , before] = /gets ([\d.]+) leads a week instead of ([\d.]+):/.exec(await answer.innerText())!;

	const weeks = page.locator('#weeks');
	await weeks.getByText('As a table').click();
	const shown = await weeks
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent))
		);
	const href = (await weeks.getByRole('link', { name: 'Weeks as CSV' }).getAttribute('href'))!;
	const [header, ...lines] = (await (await page.request.get(href)).text())
		.replace('\uFEFF', '')
		.trim()
		.split(/\r?\n/)
		.map((line) => line.split(','));
	const rows = lines.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i]!])));
	expect(rows.length).toBeGreaterThan(10);
	expect(shown).toHaveLength(rows.length);
	const said = (of: string, count: string) => (of === '0' ? '' : `${count} of ${of}`);
	const inTable = shown.map(([handed, ...rates]) => [
		handed,
		...rates.map((text) => /\d+ of \d+/.exec(text)?.[0] ?? '')
	]);
	expect(inTable).toEqual(
		rows.map((row) => [
			row.handed_over,
			said(row.accepted_of!, row.accepted!),
			said(row.clients_of!, row.clients!)
		])
	);

	const old = rows.filter(({ week }) => Number(week) < 0);
	const handed = old.reduce((sum, row) => sum + Number(row.handed_over), 0);
	expect(Number(before)).toBeCloseTo(handed / old.length, 1);
});
