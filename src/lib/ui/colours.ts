/** Which colour token stands for what. The colours themselves are in tokens.css. */
import type { Stage } from '#lib/funnel/stages.ts';

export const channelColours = 10;

export const channelTokens = Array.from({ length: channelColours }, (_, i) => `--channel-${i + 1}`);

export const channelShapes = ['square', 'circle', 'diamond'] as const;

/** The same for a name everywhere (FNV-1a with its bits mixed, since short names leave the low ones alike). */
function hash(text: string): number {
	let bits = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
	bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}

/** A channel's colour token: the same on every page and in every data set. */
export const channelToken = (channel: string | null): string =>
	channel === null ? '--ink-3' : channelTokens[hash(channel) % channelColours]!;

export const channelColour = (channel: string | null): string => `var(${channelToken(channel)})`;

/** A channel's mark: tells apart those that share a colour, and helps eyes that see colours alike. */
export const channelShape = (channel: string | null): (typeof channelShapes)[number] =>
	channelShapes[channel === null ? 0 : Math.floor(hash(channel) / channelColours) % channelShapes.length]!;

export const stageColour = (stage: Stage): string => `var(--stage-${stage})`;
