import { expect, test } from '@playwright/test';

test('from a template over a draft and its publication to leads with a temperature, and back', async ({
	page,
	request
}) => {
	const hot = async () => {
		const answer = await request.get('/api/v1/leads?temperature=hot&limit=1000');
		return ((await answer.json()) as { leads: { id: string }[] }).leads.map(({ id }) => id).toSorted();
	};
	await page.goto('/scoring/models');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which model decides?');
	const before = (await page.locator('header .answer').textContent())!;
	const hotBefore = await hot();

	const templates = page.locator('#templates li');
	const chosen = templates.filter({ has: page.getByRole('heading', { name: 'BANT' }) });
	await expect(chosen).toContainText('4 of 4 found in your data.');
	await chosen.getByRole('button').click();
	await expect(page).toHaveURL(/\/scoring\/models\/BANT\/1$/);

	await page.goto('/scoring/models');
	await page.getByRole('link', { name: 'Publish …: BANT@1' }).click();
	const publish = page.locator('#publish');
	await expect(publish).toContainText(/Of [\d,]+ open leads today/);
	await publish.getByRole('textbox').fill('To try the four questions.');
	await publish.getByRole('button', { name: 'Publish' }).click();
	await expect(page.locator('header .answer')).toHaveText(
		/^BANT, version 1, has decided since .*: To try the four questions\.$/
	);
	await expect(page.getByText('recalculated with it')).toHaveCount(0);
	const withModel = await hot();
	expect(withModel).not.toEqual([]);
	expect(withModel).not.toEqual(hotBefore);

	const file = await request.get('/scoring/models/json?model=BANT%401');
	expect(file.headers()['content-disposition']).toContain('BANT-1.json');
	const model = JSON.parse(await file.text()) as { name: string; rules: { points: number }[] };

	await page.getByRole('button', { name: 'Import as a draft' }).scrollIntoViewIfNeeded();
	await page.getByLabel('Or its text').fill(JSON.stringify({ ...model, name: '', rules: 'none' }));
	await page.getByRole('button', { name: 'Import as a draft' }).click();
	await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([
		'name "": must not be empty.',
		'rules "none": must be a list.'
	]);
	model.rules[0]!.points = 24;
	await page.getByLabel('Or its text').fill(JSON.stringify(model));
	await page.getByRole('button', { name: 'Import as a draft' }).click();
	await expect(page).toHaveURL(/\/scoring\/models\/BANT\/2(#import)?$/);

	await page.goto('/scoring/models');
	await page.getByText('What differs from BANT, version 1').click();
	await expect(page.getByText('“Budget: approved”: +24 instead of +25').first()).toBeVisible();
	await page.getByLabel('Delete: BANT@2').click();
	await page.getByRole('button', { name: 'Delete the draft BANT@2' }).click();
	await expect(page.getByRole('link', { name: 'BANT@2', exact: true })).toHaveCount(0);

	await page.getByText('Roll back', { exact: true }).click();
	await page.getByRole('button', { name: 'Roll back: BANT@1' }).click();
	await expect(page.locator('header .answer')).toContainText('BANT@1 is taken back.');
	await expect(page.locator('header .answer')).not.toHaveText(before);
	await expect(page.getByText('recalculated with it')).toHaveCount(0);
	expect(await hot()).toEqual(hotBefore);
});
