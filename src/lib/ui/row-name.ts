import type { ChannelKey } from '#lib/channels/report.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { filterName, keyNames } from '#lib/ui/words.ts';

/** A row's key in one line: "SMM", "SMM · Mar 2026"; leads without one are called "no channel", "no campaign". */
export const rowName = (by: readonly string[], key: ChannelKey): string =>
	key === null
		? m.channels_row_none({ what: filterName(by[0] ?? '').toLowerCase() })
		: keyNames(by, key).join(' · ');
