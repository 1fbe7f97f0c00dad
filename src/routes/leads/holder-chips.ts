import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { readMoved } from '#lib/funnel/move-kinds.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { moveName } from '#lib/ui/words.ts';

/** Whose leads a list was selected by, or by which move: a text for each part. */
export function holderChipTexts(selection: LeadSelection): { name: string; text: string }[] {
	const { moved, heldBy, cameTo, recent } = selection;
	const move = moved === undefined ? null : readMoved(moved);
	const texts = {
		moved:
			move &&
			(move.to === 'any'
				? m.select_moved_any({ from: moveName(move.from) })
				: m.select_moved({ from: moveName(move.from), to: moveName(move.to) })),
		heldBy:
			heldBy === ''
				? m.select_held_by_nobody()
				: heldBy !== undefined && m.select_held_by({ manager: heldBy }),
		cameTo: cameTo !== undefined && m.select_came_to({ manager: cameTo }),
		recent: recent && m.select_recent()
	};
	return Object.entries(texts).flatMap(([name, text]) => (text ? [{ name, text }] : []));
}
