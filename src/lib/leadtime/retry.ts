/** Which refused leads are worth another try: by reason and age, and what came of those that were tried again. */
import { verdicts } from '#lib/channels/verdicts.ts';
import { refusedAges, type RefusedAge } from '#lib/filters/names.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { quantile } from '#lib/stats/quantile.ts';
import { byName } from './ageing.ts';
import type { RetryFigures, RetryReason } from './report.ts';

/** Refused leads of one reason and age. */
export interface RefusedCell {
	reason: string | null;
	age: RefusedAge;
	leads: number;
}

/** Leads that were refused for one reason, worked again, and arrived in one month. */
export interface ReopenedCell {
	reason: string | null;
	month: string;
	leads: number;
	clients: number;
	/** Days from refusal to reopening, of those whose ends are dated. */
	days: readonly number[];
}

/** Lower ends of the ages, in days; those without a date follow. */
export const ageFrom = [0, 30, 90, 180, 365] as const;

/**
 * A row for each reason that a lead was refused for. `judged`: not where the filters choose leads by how they ended,
 * which would make the shares; else reasons are compared (METHODS, section 2: unit the reason, strata the months of
 * arrival, so that leads that had longer are not called better).
 */
export function retry(
	refused: readonly RefusedCell[],
	reopened: readonly ReopenedCell[],
	judged: boolean
): { retry: RetryReason[]; retryTotal: RetryFigures } {
	const found = verdicts(
		reopened.map(({ reason, month, leads, clients }) => ({
			key: name(reason),
			stratum: month,
			leads,
			clients
		}))
	);
	const reasons = new Map([...refused, ...reopened].map(({ reason }) => [name(reason), reason]));
	const rows = [...reasons].map(([key, reason]) => {
		const verdict = found.get(key);
		return {
			row: {
				reason,
				...figures(
					refused.filter((cell) => cell.reason === reason),
					reopened.filter((cell) => cell.reason === reason),
					judged
				),
				verdict: judged ? (verdict?.verdict ?? 'few') : null
			} satisfies RetryReason,
			better: judged && verdict?.verdict === 'better' ? verdict.difference! : -Infinity
		};
	});
	rows.sort(
		(a, b) =>
			(a.better === b.better ? 0 : b.better - a.better) ||
			b.row.refused - a.row.refused ||
			byName(a.row.reason, b.row.reason)
	);
	return { retry: rows.map(({ row }) => row), retryTotal: figures(refused, reopened, judged) };
}

const name = (reason: string | null) => JSON.stringify(reason);

function figures(
	refused: readonly RefusedCell[],
	reopened: readonly ReopenedCell[],
	judged: boolean
): RetryFigures {
	const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
	const ofAge = (age: RefusedAge) =>
		sum(refused.filter((cell) => cell.age === age).map(({ leads }) => leads));
	const again = sum(reopened.map(({ leads }) => leads));
	const clients = sum(reopened.map((cell) => cell.clients));
	const days = Float64Array.from(reopened.flatMap((cell) => cell.days)).sort();
	return {
		refused: sum(refused.map(({ leads }) => leads)),
		ages: refusedAges.filter((age) => age !== 'undated').map(ofAge),
		undated: ofAge('undated'),
		reopened: again,
		clients,
		rate: judged && again > 0 ? clients / again : null,
		interval: judged ? wilson(clients, again) : [null, null],
		returnedAfter: {
			n: days.length,
			p25: quantile(days, 0.25),
			median: quantile(days, 0.5),
			p75: quantile(days, 0.75)
		}
	};
}
