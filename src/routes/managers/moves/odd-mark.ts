import type { MoveKind } from '#lib/funnel/move-kinds.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const marks: Partial<Record<MoveKind, () => string>> = {
	back: m.moves_kind_back,
	over: m.moves_kind_over,
	recalled: m.moves_kind_recalled
};

/** "back", "past a stage": the mark of a move that stands out; null for others. */
export const oddMark = ({ kind }: { kind: MoveKind }): string | null => marks[kind]?.() ?? null;
