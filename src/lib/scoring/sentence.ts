/**
 * The sentences that open the scoring report and answer "what would the threshold have handed over, and does the score
 * part clients from others?". A part is a kind with its numbers; who shows it puts it into words.
 */
import { enough } from '#lib/stats/enough.ts';
import type { Calibration } from './calibration.ts';
import type { Profit, ScoringFigures } from './report.ts';

export type ScoringSentencePart =
	/** No lead is old enough to know. */
	| { kind: 'young'; leftOut: number; horizonDays: number }
	/** There is no model to judge. */
	| { kind: 'noModel'; n: number; clients: number }
	| { kind: 'noClients'; n: number; horizonDays: number; threshold: number; flagged: number }
	| { kind: 'allClients'; n: number; horizonDays: number; threshold: number; flagged: number }
	/** At `threshold` points `flagged` of `n` leads are handed over; `precision` of them became clients. */
	| { kind: 'gate'; threshold: number; flagged: number; n: number; precision: number; recall: number }
	/** No lead reaches the threshold. */
	| { kind: 'nobody'; threshold: number; n: number; clients: number }
	/** Too few clients to rely on it. */
	| { kind: 'few'; clients: number }
	/** How often a client scores above a non-client, and how well the points foretell. */
	| { kind: 'pairs'; auc: number }
	| { kind: 'calibration'; off: number; bands: number }
	/** The model is better or worse than the live one, or it could be chance. */
	| { kind: 'compared'; live: string; aucLive: number; verdict: 'better' | 'worse' | 'same' }
	/** The best threshold, and what it made on the leads that it was not chosen on. */
	| { kind: 'profit'; threshold: number; from: number; to: number; profit: number; leads: number };

type Read = Pick<
	ScoringFigures,
	'n' | 'clients' | 'leftOut' | 'horizonDays' | 'auc' | 'gate' | 'calibration' | 'profit' | 'compared'
>;

/** The parts in their order; none without leads. */
export function scoringSentence(report: Read): ScoringSentencePart[] {
	const { n, clients, leftOut, horizonDays, auc, gate } = report;
	if (n === 0) return leftOut === 0 ? [] : [{ kind: 'young', leftOut, horizonDays }];
	if (!gate) return [{ kind: 'noModel', n, clients }];
	const { threshold, flagged, precision, recall } = gate;
	if (clients === 0) return [{ kind: 'noClients', n, horizonDays, threshold, flagged }];
	if (auc === null) return [{ kind: 'allClients', n, horizonDays, threshold, flagged }];
	return [
		precision === null
			? { kind: 'nobody', threshold, n, clients }
			: { kind: 'gate', threshold, flagged, n, precision, recall: recall! },
		...(clients < enough ? [{ kind: 'few' as const, clients }] : []),
		{ kind: 'pairs', auc },
		...comparedPart(report),
		...calibrationPart(report.calibration),
		...profitPart(report.profit)
	];
}

function comparedPart({ compared }: Read): ScoringSentencePart[] {
	if (!compared) return [];
	const [lo, hi] = compared.interval;
	const verdict = lo > 0 ? 'better' : hi < 0 ? 'worse' : 'same';
	return [{ kind: 'compared', live: compared.live, aucLive: compared.aucB, verdict }];
}

function calibrationPart(calibration: Calibration | null): ScoringSentencePart[] {
	if (calibration?.problem !== null) return [];
	const { bands } = calibration;
	// The mean of all leads says nothing of the points.
	if (bands.length === 1) return [];
	return [{ kind: 'calibration', off: bands.filter(({ off }) => off).length, bands: bands.length }];
}

function profitPart(profit: Profit | null): ScoringSentencePart[] {
	if (profit?.problem !== null) return [];
	const { threshold, from, to, newer } = profit;
	return [{ kind: 'profit', threshold, from, to, profit: newer.profit, leads: newer.leads }];
}
