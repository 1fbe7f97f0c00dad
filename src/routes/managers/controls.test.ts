import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { roleTabs } from './controls.ts';

it('gives each role its own defaults, whatever was chosen for another', () => {
	const url = new URL(
		'http://localhost/managers?role=presales&base=accepted&goal=client&credit=last&team=North'
	);
	const filters = filtersSchema.parse({ values: { role: ['presales'], team: ['North'] } });
	expect(roleTabs(url, filters).map(({ href, current }) => [href, current])).toEqual([
		['/managers?team=North', false],
		['/managers?team=North&role=closer', false],
		['/managers?team=North&role=presales', true]
	]);
});
