import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stages } from '#lib/funnel/stages.ts';
import { channelColour, channelColours, channelShape, channelShapes, stageColour } from './colours.ts';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

it('gives a channel one colour of the palette, always the same', () => {
	const names = Array.from({ length: 200 }, (_, i) => `Channel ${i}`);
	const used = new Set(names.map(channelColour));
	expect(used.size).toBe(channelColours);
	expect(new Set(names.map((name) => channelColour(name) + channelShape(name))).size).toBe(
		channelColours * channelShapes.length
	);
	expect(channelColour('Google Ads')).toBe(channelColour('Google Ads'));
	expect(channelColour(null)).toBe('var(--ink-3)');
});

it('has a token for every colour it names', () => {
	const named = [
		...stages.map(stageColour),
		...Array.from({ length: channelColours }, (_, i) => `var(--channel-${i + 1})`)
	];
	for (const name of named) expect(tokens).toContain(`${name.slice(4, -1)}:`);
});
