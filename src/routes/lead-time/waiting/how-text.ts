import type { Ageing } from '#lib/leadtime/report.ts';
import { formatCount, formatDays, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { stageName } from '#lib/ui/words.ts';

type Counted = Pick<Ageing, 'stages' | 'retryTotal'>;

/** How it is told who waits too long, and what another try brings, with the reader's own numbers. */
export function howText({ stages, retryTotal: { reopened, clients, rate, interval } }: Counted): string[] {
	return [
		m.ageing_how_idle(),
		...stages
			.filter(({ open, p90, limit }) => open > 0 && p90 !== null && limit !== null)
			.map((row) =>
				m.ageing_how_limit({
					stage: stageName(row.stage),
					next: stageName(row.next),
					timed: formatCount(row.timed),
					p50: formatDays(row.p50),
					p90: formatDays(row.p90),
					limit: formatDays(row.limit),
					overdue: formatCount(row.overdue),
					open: formatCount(row.open)
				})
			),
		...(rate === null
			? []
			: [
					m.retry_how_rate({
						clients: formatCount(clients),
						reopened: formatCount(reopened),
						range: formatPercentRange(interval)
					})
				])
	];
}
