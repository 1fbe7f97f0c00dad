import type { ChannelKey } from '#lib/channels/report.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { keyNames } from '#lib/ui/words.ts';

/** A row's key in one line: "SMM", "SMM · Mar 2026"; leads without a channel are called so. */
export const rowName = (by: readonly string[], key: ChannelKey): string =>
	key === null && by[0] === 'channel' ? m.no_channel() : keyNames(by, key).join(' · ');
