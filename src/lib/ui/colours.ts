/** Which colour token stands for what. The colours themselves are in tokens.css. */
import type { Stage } from '#lib/funnel/stages.ts';

export const channelColours = 10;

/** A channel's colour token: a hash of its name, so that it is the same on every page and in every data set. */
export function channelColour(channel: string | null): string {
	if (channel === null) return 'var(--ink-3)';
	let hash = 0x811c9dc5;
	for (let i = 0; i < channel.length; i++) {
		hash ^= channel.charCodeAt(i);
		hash = Math.imul(hash, 0x01000193);
	}
	// The low bits of this hash repeat on short names: fold the high ones in.
	hash ^= hash >>> 15;
	return `var(--channel-${((hash >>> 0) % channelColours) + 1})`;
}

export const stageColour = (stage: Stage): string => `var(--stage-${stage})`;
