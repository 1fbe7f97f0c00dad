import { expect, test, type Page } from '@playwright/test';
import exceljs from 'exceljs';
import { axeFinds } from './axe.ts';

interface Deal {
	id: string;
	stage: string;
	created: string;
	owner: string;
	email: string;
	amount: string;
}

const header = ['ID', 'Stage', 'Created', 'Owner', 'Email', 'Amount', 'Closed'];
const deal = (number: number, changes: Partial<Deal> = {}): Deal => ({
	id: `e2e-${number}`,
	stage: 'Новая',
	created: `0${number}.03.2026 10:00`,
	owner: 'Мария',
	email: `deal${number}@e2e.example`,
	amount: '',
	...changes
});
const cells = ({ id, stage, created, owner, email, amount }: Deal) => [
	...[id, stage, created, owner, email, amount],
	amount === '' ? '' : created
];
const csvOf = (deals: Deal[]) => [header, ...deals.map(cells)].map((row) => row.join(';')).join('\r\n');

/** Windows-1251 of Latin and Russian letters. */
function cp1251(text: string): Buffer {
	return Buffer.from(
		[...text].map((letter) => {
			const code = letter.charCodeAt(0);
			return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
		})
	);
}

const mapping = {
	name: 'e2e-deals',
	kind: 'events',
	source: 'e2e',
	format: { dates: ['dd.MM.yyyy HH:mm'] },
	row: 'ID',
	lead: { id: 'ID', email: 'Email', status: 'Stage' },
	events: [
		{ type: 'created', at: 'Created', manager: 'Owner' },
		{ type: 'client', at: 'Closed', amount: 'Amount', if: { Amount: 'present' } }
	]
};

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
	await page.goto('/data/load');
	await page.getByLabel('or choose one').setInputFiles({ name, mimeType: 'text/csv', buffer });
	await expect(page).toHaveURL(/\/data\/load\/[0-9a-f-]{36}$/);
}

const preview = (page: Page) => page.getByRole('table', { name: 'The first rows, as what they become' });

/** Begins a mapping and puts its JSON in; the preview follows. */
async function map(page: Page, json: object): Promise<void> {
	await page.getByLabel('Read it as').selectOption('new:events');
	await page.getByRole('button', { name: 'Use' }).click();
	await page.getByText('The mapping as JSON').click();
	await page.getByRole('textbox', { name: 'The mapping as JSON' }).fill(JSON.stringify(json));
}

/** Loads the draft and gives the counts of the finished load. */
async function load(page: Page): Promise<Record<string, number>> {
	await page.getByRole('button', { name: 'Load', exact: true }).click();
	await expect(page).toHaveURL(/\/data\/loads\/\d+$/);
	await expect(page.getByText('Read the file again')).toBeVisible();
	return counts(page);
}

async function counts(page: Page): Promise<Record<string, number>> {
	const terms = await page
		.locator('dl:has(.swatch) > div')
		.evaluateAll((groups) =>
			groups.map((group) => [
				group.querySelector('dt')!.textContent!,
				group.querySelector('dd')!.textContent!
			])
		);
	return Object.fromEntries(terms.map(([name, text]) => [name!.trim(), Number(text!.replace(/\D/g, ''))]));
}

test.describe.configure({ mode: 'serial' });

test('a file in Windows-1251 is recognised, previewed, tried and loaded', async ({ page }) => {
	const bitrix = [
		['ID', 'Название лида', 'Стадия', 'Рабочий e-mail', 'Источник', 'Ответственный', 'Дата создания'],
		['e2e-b1', 'Заявка', 'Некачественный лид', 'b1@e2e.example', 'Сайт', 'Мария', '03.02.2025 10:15:00'],
		['e2e-b2', 'Звонок', 'Новый', 'b2@e2e.example', 'Звонок', 'Олег', '04.02.2025 11:00:00']
	];
	await bring(
		page,
		'bitrix.csv',
		cp1251(bitrix.map((row) => row.map((c) => `"${c}"`).join(';')).join('\r\n'))
	);
	await expect(page.getByText('Recognised by its columns: Bitrix24: leads.')).toBeVisible();
	await expect(page.getByText(/CSV · windows-1251 · delimiter ;/)).toBeVisible();
	await expect(
		preview(page).getByRole('row', { name: /e2e-b1.*arrived.*3 Feb 2025.*junk lead/ })
	).toBeVisible();

	await page.getByRole('button', { name: 'Try it' }).click();
	await expect(page.getByText('New leads: 2; merged as one person: 0.')).toBeVisible();
	expect(await counts(page)).toMatchObject({ 'Rows read': 2, Accepted: 2, 'Not loaded': 0 });
	expect(await (await page.request.get('/leads?q=b1%40e2e.example')).text()).toContain('>0 leads<');

	expect(await load(page)).toEqual({
		'Rows read': 2,
		Accepted: 2,
		Corrected: 0,
		Known: 0,
		Ignored: 0,
		'Not loaded': 0
	});
});

test('a mapping is written, next week it is offered again, and nothing doubles', async ({ page }) => {
	const first = [deal(1), deal(2, { stage: 'Продано', amount: '100' }), deal(3)];
	await bring(page, 'deals.csv', Buffer.from(csvOf(first)));
	await expect(page.getByText('Say what this file is.')).toBeVisible();
	await map(page, mapping);
	await expect(preview(page).getByRole('row', { name: /e2e-2.*client.*Amount 100/ })).toBeVisible();
	expect(await load(page)).toMatchObject({ 'Rows read': 3, Accepted: 3 });

	const second = [deal(1, { owner: 'Олег' }), deal(2, { stage: 'Продано', amount: '150' }), deal(3), deal(4)];
	await bring(page, 'deals.csv', Buffer.from(csvOf(second)));
	await expect(page.getByText(/As last time: deals.csv/)).toBeVisible();
	expect(await load(page)).toEqual({
		'Rows read': 4,
		Accepted: 1,
		Corrected: 2,
		Known: 1,
		Ignored: 0,
		'Not loaded': 0
	});
});

test('a form edits the mapping, and the preview follows', async ({ page }) => {
	await bring(
		page,
		'form.csv',
		Buffer.from(csvOf([deal(5), deal(6, { amount: '70' })]).replace('Stage', 'Stage of it'))
	);
	await map(page, { ...mapping, events: [mapping.events[0]] });
	await expect(preview(page).getByRole('row', { name: /e2e-6.*arrived/ })).toBeVisible();
	await expect(page.getByText(/names the column "Stage"/)).toBeVisible();
	await page.getByLabel('Status', { exact: true }).first().selectOption('Stage of it');
	await page.getByRole('button', { name: 'Add an event' }).click();
	const event = page.getByRole('group', { name: 'Event 2' });
	await event.getByRole('combobox', { name: /^Event 2/ }).selectOption('client');
	await event.getByLabel('Date', { exact: true }).selectOption('Closed');
	await event.getByLabel('Only if').selectOption('Amount');
	await event.getByLabel('70', { exact: true }).check();
	await event.getByLabel('Amount', { exact: true }).selectOption('Amount');
	await expect(preview(page).getByRole('row', { name: /e2e-6.*client.*Amount 70/ })).toBeVisible();
	const json = await page.getByRole('textbox', { name: 'The mapping as JSON' }).inputValue();
	expect(JSON.parse(json).events[1]).toEqual({
		type: 'client',
		at: 'Closed',
		if: { Amount: ['70'] },
		amount: 'Amount'
	});
	await page.reload();
	await expect(preview(page).getByRole('row', { name: /e2e-6.*client/ })).toBeVisible();
});

test('a workbook is read', async ({ page }) => {
	const book = new exceljs.Workbook();
	const sheet = book.addWorksheet('Deals');
	for (const row of [header, cells(deal(7)), cells(deal(8))]) sheet.addRow(row);
	await bring(page, 'deals.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
	await expect(page.getByText(/XLSX/).first()).toBeVisible();
	await expect(page.getByText(/As last time: deals.csv/)).toBeVisible();
	expect(await load(page)).toMatchObject({ 'Rows read': 2, Accepted: 2 });
});

test('a row that was not loaded is mended and is then on its lead', async ({ page }) => {
	const bad = [deal(9, { created: '31.02.2026 10:00' }), deal(1, { owner: 'Олег' })];
	await bring(page, 'bad.csv', Buffer.from(csvOf(bad)));
	await expect(page.getByText('1 would not be loaded.')).toBeVisible();
	expect(await load(page)).toMatchObject({ 'Rows read': 2, Known: 1, 'Not loaded': 1 });
	await page.getByRole('link', { name: /^1 A date cannot be read/ }).click();
	await page.getByRole('link', { name: 'bad.csv, line 2' }).click();
	const cell = page.getByLabel('Created');
	await expect(cell).toHaveAttribute('aria-invalid', 'true');
	await cell.fill('nonsense');
	await page.getByRole('button', { name: 'Load this row' }).click();
	await expect(page.getByRole('alert')).toContainText('It still cannot be loaded');
	await cell.fill('28.02.2026 10:00');
	await page.getByRole('button', { name: 'Load this row' }).click();
	await expect(page.getByText('This row is in.')).toBeVisible();
	await page.getByRole('link', { name: /^← Rows of load/ }).click();
	await expect(page.getByText('Every row that was read is in')).toBeVisible();
	await page.getByRole('link', { name: 'Show mended rows' }).click();
	await expect(page.getByText(/28.02.2026 10:00/)).toBeVisible();

	await expect(async () => {
		await page.goto('/leads?q=deal9%40e2e.example');
		await page.locator('tbody th a').first().click({ timeout: 1000 });
	}).toPass();
	await expect(page.getByText('28 Feb 2026, 10:00').first()).toBeVisible();
});

test('a load is removed after a question', async ({ page }) => {
	await bring(page, 'gone.csv', Buffer.from(csvOf([deal(0, { created: '01.03.2026 10:00' })])));
	expect(await load(page)).toMatchObject({ Accepted: 1 });
	await page.getByRole('link', { name: 'Remove this load' }).click();
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(page.getByText('This load was removed.')).toBeVisible();
});

test('axe finds nothing on the pages of loading, and they fit 390 px', async ({ page }) => {
	test.slow();
	await bring(page, 'look.csv', Buffer.from(csvOf([deal(1), deal(9, { created: 'x' })])));
	await page.getByText('Change how the columns are read').click();
	const draft = new URL(page.url()).pathname;
	for (const address of [
		draft,
		'/data/load',
		'/data/loads/1',
		'/data/quarantine',
		'/data/quarantine?mended=1'
	]) {
		await page.goto(address);
		await page.waitForLoadState('networkidle');
		expect(await axeFinds(page), address).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(390);
		await page.setViewportSize({ width: 1440, height: 900 });
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a file is brought, mapped and loaded by plain forms', async ({ page }) => {
		await page.goto('/data/load');
		const buffer = Buffer.from(csvOf([deal(2), deal(3, { amount: '9' })]).replace('Owner', 'Person'));
		await page.getByLabel('or choose one').setInputFiles({ name: 'plain.csv', mimeType: 'text/csv', buffer });
		await page.getByRole('button', { name: 'Bring the file' }).click();
		await page.getByLabel('Read it as').selectOption('new:events');
		await page.getByRole('button', { name: 'Use' }).click();
		await page.getByText('How the file is written').click();
		await page.getByLabel('Date patterns, one a line').fill('dd.MM.yyyy HH:mm');
		await page.getByLabel('Sales rep').first().selectOption('Person');
		await page.getByRole('button', { name: 'Preview' }).last().click();
		await expect(preview(page).getByRole('row', { name: /e2e-3.*arrived.*Мария/ })).toBeVisible();
		await page.getByRole('button', { name: 'Load', exact: true }).click();
		await expect(page).toHaveURL(/\/data\/loads\/\d+$/);
	});
});
