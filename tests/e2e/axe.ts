import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The other colours change nothing but these. */
const colours = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page in light and in dark colours: colour scheme, rule and the first place. */
export async function axeFinds(page: Page): Promise<string[][]> {
	const found: string[][] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const axe = new AxeBuilder({ page })
			// Reads the page in the page; otherwise it opens another one for its report, because of foreign frames.
			.setLegacyMode()
			.options({ resultTypes: ['violations'] });
		if (colorScheme === 'dark') axe.withRules(colours);
		const { violations } = await axe.analyze();
		found.push(...violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]!.html]));
	}
	return found;
}
