import type { PreviewRow } from '#lib/events/preview-row.ts';

/** What the shown rows come to. */
export function draftSummary(rows: readonly PreviewRow[]) {
	const of = (kind: PreviewRow['kind']) => rows.filter((row) => row.kind === kind).length;
	return {
		rows: rows.length,
		loaded: of('loaded'),
		ignored: of('ignored'),
		bad: of('quarantined'),
		events: rows.reduce((sum, row) => sum + row.events.length, 0)
	};
}
