import { expect, test, type Page } from '@playwright/test';

const number = (text: string) => Number(/[\d,.]+/.exec(text)![0].replaceAll(',', ''));
const section = (page: Page, name: string | RegExp) =>
	page.locator('section', { has: page.getByRole('heading', { name, level: 2 }) });
const rowsOf = (page: Page) => section(page, /^Breakdown by/).locator('tbody tr');

test('opens with the question and the answer; the table says the same as the CSV', async ({
	page,
	request
}) => {
	await page.goto('/funnel');
	await page.getByRole('link', { name: 'Lead time', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'How long does it take, and where do leads wait?'
	);
	const answer = page.locator('header .answer');
	await expect(answer).toHaveText(/^Of [\d,]+ leads .* Half of the clients come within \d+ days?\./);
	const half = number(/within ([\d,]+)/.exec((await answer.textContent())!)![1]!);

	const lines = (await (await request.get('/lead-time/curve.csv')).text()).trim().split('\r\n');
	const header = lines[0]!.replace('\uFEFF', '').split(',');
	const points = lines
		.slice(1)
		.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [header[i]!, Number(cell)])));
	const end = points.at(-1)!;
	expect(points.find(({ incidence }) => incidence! >= end.incidence! / 2)!.day).toBe(half);

	const curve = section(page, 'What becomes of 100 leads');
	await curve.getByText('As a table').click();
	const last = curve.locator('tbody tr').last();
	expect(number((await last.getByRole('rowheader').textContent())!)).toBe(end.day);
	expect(number((await last.locator('td').first().textContent())!)).toBeCloseTo(100 * end.incidence!, 0);
	await page.getByText('How it is computed').last().click();
	await expect(page.getByText(/Aalen–Johansen/)).toBeVisible();
});

test('shows fewer days, and opens the clients', async ({ page }) => {
	await page.goto('/lead-time', { waitUntil: 'networkidle' });
	await page.getByLabel('30 days').first().check({ force: true });
	await expect(page.getByLabel('30 days').first()).toBeChecked();
	const clients = section(page, /^Time to client/)
		.locator('tbody tr')
		.first()
		.getByRole('link');
	const count = await clients.textContent();
	await clients.click();
	await expect(page).toHaveURL(/\/leads\?ended=client/);
	await expect(page.locator('header .answer')).toHaveText(`${count} leads`);
});

test('breaks down by another value and opens the leads of a row', async ({ page }) => {
	await page.goto('/lead-time');
	await section(page, 'Breakdown by Channel').getByRole('link', { name: 'Sales rep', exact: true }).click();
	await expect(page).toHaveURL(/by=manager/);
	await expect(page.getByRole('heading', { name: /^Breakdown by / })).not.toHaveText('Breakdown by Channel');
	const row = rowsOf(page).first();
	const leads = await row.locator('td').first().textContent();
	await row.getByRole('rowheader').getByRole('link').click();
	await expect(page).toHaveURL(/\/leads\?manager=/);
	await expect(page.locator('header .answer')).toHaveText(`${leads} leads`);
});

test('goes on to the first contact, who waits and the forecast, with the filters', async ({ page }) => {
	await page.goto('/lead-time?mode=period&rows=all');
	const tabs = page.getByRole('navigation', { name: 'About time' });
	const answer = page.locator('header .answer');
	for (const [tab, address, question, said] of [
		['First contact', '/lead-time/response', 'How soon do leads hear from us?', /^Half of the [\d,]+ leads/],
		[
			'Who waits',
			'/lead-time/waiting',
			'Which open leads wait too long?',
			/^[\d,]+ of [\d,]+ open leads wait/
		],
		[
			'Forecast',
			'/lead-time/forecast',
			'How many clients will the open leads bring?',
			/ in the next 30 days /
		]
	] as const) {
		await tabs.getByRole('link', { name: tab }).click();
		await expect(page).toHaveURL(`${address}?mode=period`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
		await expect(answer).toHaveText(said);
		await expect(tabs.locator('[aria-current]')).toHaveText(tab);
		await expect(
			page.getByRole('navigation', { name: 'Pages', exact: true }).locator('[aria-current]')
		).toHaveText('Lead time');
		await page.getByText('How it is computed').click();
		await expect(page.locator('details[open] li').first()).toBeVisible();
	}
});

test('tells the time to the first contact by working hours, and opens who answered within the hour', async ({
	page
}) => {
	await page.goto('/lead-time/response');
	await page.getByRole('button', { name: 'Working hours only' }).click();
	await expect(page.locator('#response .section-answer')).toHaveText(/of working time/);
	const figure = page.locator('#responders tbody tr').first().getByRole('cell').nth(3).getByRole('link');
	const count = (await figure.textContent())!;
	await figure.click();
	await expect(page).toHaveURL(/workingResponse=withinHour/);
	await expect(page.locator('header .answer')).toHaveText(new RegExp(`^${count} leads?`));
});

test('a choice of the channels page means nothing here; one of its own has to be known', async ({
	request
}) => {
	expect((await request.get('/lead-time?columns=none&sort=none')).status()).toBe(200);
	expect((await request.get('/lead-time?rows=none')).status()).toBe(400);
});

test('says that nothing matches, and how leads count by date of event', async ({ page }) => {
	for (const path of ['', '/response', '/waiting', '/forecast']) {
		await page.goto(`/lead-time${path}?channel=no+such+channel`);
		await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
	}
	await page.goto('/lead-time?mode=period');
	await expect(page.getByText(/Leads count by the day they arrived/)).toBeVisible();
});
