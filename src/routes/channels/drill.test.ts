import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { drillHref, levelLinks, trail } from './drill.ts';

const url = (search: string) => new URL(`http://localhost/channels${search}`);
const filters = (values: Record<string, string[]>) => filtersSchema.parse({ values });

describe('drillHref', () => {
	it('goes from a channel to its campaigns and from a campaign to its content', () => {
		expect(drillHref(url('?from=2026-01-01&q=s'), ['channel'], 'SMM')).toBe(
			'/channels?from=2026-01-01&channel=SMM&by=campaign'
		);
		expect(drillHref(url('?channel=SMM&by=campaign&rows=all'), ['campaign'], 'Spring')).toBe(
			'/channels?channel=SMM&campaign=Spring&by=content'
		);
		expect(drillHref(url(''), ['channel'], null)).toBe('/channels?channel=&by=campaign');
		expect(drillHref(url(''), ['channel'], '!SMM')).toBe('/channels?channel=%5C%21SMM&by=campaign');
	});

	it('ends there', () => {
		expect(drillHref(url('?by=content'), ['content'], 'Banner')).toBeNull();
		expect(drillHref(url('?by=channel&by=month'), ['channel', 'month'], ['SMM', '2026-01-01'])).toBeNull();
	});
});

describe('trail', () => {
	it('leads back up', () => {
		const chosen = filters({ channel: ['SMM'], campaign: ['Spring'] });
		const search = '?channel=SMM&campaign=Spring&by=content&columns=money';
		expect(trail(url(search), chosen)).toEqual([
			{ name: 'All channels', href: '/channels?columns=money' },
			{ name: 'SMM', href: '/channels?channel=SMM&columns=money&by=campaign' },
			{ name: 'Spring', href: null }
		]);
	});

	it('has one step for several channels or the rest of them', () => {
		expect(trail(url(''), filters({ channel: ['SMM', 'Radio'] }))).toHaveLength(1);
		expect(trail(url(''), filters({ channel: ['!SMM'] }))).toHaveLength(1);
	});
});

it('names the level that is shown', () => {
	const levels = levelLinks(url('?channel=SMM&by=campaign'), ['campaign']);
	expect(levels.filter(({ current }) => current).map(({ level }) => level)).toEqual(['campaign']);
	expect(levels[0]!.href).toBe('/channels?channel=SMM');
});
