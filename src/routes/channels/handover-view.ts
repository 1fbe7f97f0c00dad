import type { Handover } from '#lib/channels/report.ts';
import { handoverSentence } from './handover-text.ts';

/** The hand-over with what is said of it; without MQLs nothing is. */
export type HandoverView = Handover & { sentences: string[] };

export const handoverView = (handover: Handover | null): HandoverView | null =>
	handover && { ...handover, sentences: handover.total.mql > 0 ? handoverSentence(handover) : [] };
