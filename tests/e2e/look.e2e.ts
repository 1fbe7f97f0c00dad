import { expect, test } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { axeFinds } from './axe.ts';

const pages = {
	funnel: '/funnel?by=channel',
	channels: '/channels?columns=all',
	'campaigns of a channel, compared': '/channels?by=campaign&from=2026-01-01&to=2026-07-01&compare=previous',
	'lead time': '/lead-time',
	'first contact': '/lead-time/response',
	'who waits': '/lead-time/waiting',
	forecast: '/lead-time/forecast',
	managers: '/managers',
	'whom to work now': '/managers/today',
	'whom to work now, of nobody': '/managers/today?nobody=yes&order=number',
	'who gets what': '/managers/mix',
	'stage moves': '/managers/moves',
	'what clients share': '/scoring/shared',
	'check of the rules': '/scoring/audit',
	'suggested points': '/scoring/suggest',
	'score models': '/scoring/models',
	'where to set the gate': '/scoring',
	'the live score model': '/scoring/models/Fit%20and%20interest/2',
	'weeks before and since a version': '/scoring/versions',
	'hot leads': '/leads?temperature=hot&sort=score',
	leads: '/leads?reached=mql',
	lead: '/leads?reached=client',
	'lead with a score': '/leads?temperature=hot&sort=score',
	data: '/data',
	people: '/data/people',
	'companies of several reps': '/data/people?show=companies',
	settings: '/settings',
	api: '/data/api',
	'a wrong filter': '/funnel?mode=sideways',
	'no leads': '/leads?channel=no+such+channel'
};

/** Charts that pages draw with a library, which comes after them. */
const charts: Partial<Record<string, RegExp>> = {
	funnel: /^Lead → Client by month/,
	channels: /by month; the same numbers/,
	'lead time': /^Of 100 leads, clients by days/
};

/** kB of JavaScript, compressed. */
const budgetOf = (address: string) =>
	/^\/(funnel|channels|lead-time|scoring)(\?|$)/.test(address) ? 250 : 90;

for (const [name, address] of Object.entries(pages)) {
	test(`${name}: axe finds nothing, light or dark, it fits 390 px and its JavaScript its budget`, async ({
		page
	}) => {
		test.slow();
		const sent: Promise<number>[] = [];
		page.on('response', (response) => {
			if (new URL(response.url()).pathname.endsWith('.js'))
				sent.push(response.body().then((body) => gzipSync(body).length / 1000));
		});
		await page.goto(address);
		if (name === 'lead' || name === 'lead with a score') {
			await page.locator('tbody th a').first().click();
			await expect(page).toHaveURL(/\/leads\/[^?]/);
		}
		await page.waitForLoadState('networkidle');
		const chart = charts[name];
		if (chart) await expect(page.getByRole('img', { name: chart }).first().locator('svg')).toBeVisible();
		if (name === 'where to set the gate')
			await expect(page.getByRole('slider', { name: /^Gate/ })).toBeVisible();
		expect(await axeFinds(page)).toEqual([]);
		const kilobytes = (await Promise.all(sent)).reduce((sum, size) => sum + size, 0);
		expect(kilobytes).toBeGreaterThan(20);
		expect(kilobytes).toBeLessThan(budgetOf(address));
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeInViewport();
	});
}

test('axe finds nothing in an open filter', async ({ page }) => {
	await page.goto('/funnel?channel=!none');
	await page.getByRole('button', { name: 'Add a filter' }).click();
	await expect(page.getByRole('group', { name: 'Values' }).getByRole('checkbox').first()).toBeVisible();
	expect(await axeFinds(page)).toEqual([]);
});

test('the theme follows the system until it is chosen, and stays chosen', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/funnel');
	const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await background();
	await page.getByRole('button', { name: 'Switch to dark colours' }).click();
	const dark = await background();
	expect(dark).not.toBe(light);
	await page.reload();
	expect(await background()).toBe(dark);
	await expect(page.getByRole('button', { name: 'Switch to light colours' })).toBeVisible();
});

test('all by keyboard: skip link, filter, figure', async ({ page }) => {
	await page.goto('/funnel');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.locator('a.figure').first()).toBeFocused();
	await page.getByRole('button', { name: /^Window/ }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('link', { name: '30 days' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/window=30/);
	await expect(page.getByRole('button', { name: /^Window/ })).toBeFocused();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('filters are forms and links', async ({ page }) => {
		await page.goto('/funnel');
		await expect(page.locator('header .answer')).toHaveText(/leads/);
		await page.getByRole('button', { name: /^Period/ }).click();
		await page.getByLabel('First day').fill('2020-01-01');
		await page.getByLabel('Last day, included').fill('2020-01-31');
		await page.getByRole('button', { name: 'Apply' }).and(page.locator(':popover-open button')).click();
		await expect(page).toHaveURL(/\/funnel\?from=2020-01-01&to=2020-02-01$/);
		await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
		await page.getByRole('link', { name: 'Remove all filters' }).click();

		await page.getByRole('button', { name: 'Add a filter' }).click();
		await page.getByLabel('Filter by').selectOption('outcome');
		await page.getByLabel(/^Value, exactly/).fill('client');
		await page.getByRole('button', { name: 'Apply' }).and(page.locator(':popover-open button')).click();
		await expect(page).toHaveURL(/\/funnel\?outcome=client$/);
		await expect(page.getByRole('button', { name: /Outcome/ })).toContainText('client');
	});
});
