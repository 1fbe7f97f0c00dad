/** The curves and figures of the lead time report as plain tables with the names of the JSON. Nothing is rounded. */
import { keyValues, type Table } from '#lib/funnel/funnel-table.ts';
import { groupDays } from './group-rows.ts';
import type { CurveDifference, CurvePoint, GroupKey, Incidence } from './report.ts';

type Row = Table['rows'][number];

const curveColumns = [
	...['day', 'atRisk', 'client', 'lost', 'incidence', 'intervalLow', 'intervalHigh', 'lostIncidence', 'open']
];
const curveValues = (point: CurvePoint): Row => [
	...[point.day, point.atRisk, point.client, point.lost, point.incidence, point.lo, point.hi],
	...[point.lostIncidence, point.open]
];

/** A row for each day on which some lead leaves. */
export const curveTable = ({ curve }: Pick<Incidence, 'curve'>): Table => ({
	header: curveColumns,
	rows: curve.map(curveValues)
});

/** The same of each group. */
export const groupCurvesTable = (
	groups: readonly ({ key: GroupKey } & Pick<Incidence, 'curve'>)[],
	by: readonly string[]
): Table => ({
	header: [...by, ...curveColumns],
	rows: groups.flatMap(({ key, curve }) => curve.map((point) => [...keyValues(key), ...curveValues(point)]))
});

const figureColumns = [
	...['leads', 'clients', 'lost', 'open', 'leftOut', 'leftOutClients', 'leftOutLost', 'afterAsOf'],
	...groupDays.map((day) => `incidence${day}`),
	...['incidence', 'intervalLow', 'intervalHigh', 'halfTimeDays', 'lossHalfTimeDays'],
	...['p25Days', 'medianDays', 'p75Days', 'p90Days']
];

/** Shares by days that the curve does not come to are null. */
function figureValues(figures: Incidence): Row {
	const { curve, converted } = figures;
	const end = curve.at(-1) ?? null;
	const incidenceBy = (day: number) =>
		end === null || end.day < day ? null : (curve.findLast((point) => point.day <= day)?.incidence ?? 0);
	return [
		...[figures.leads, figures.clients, figures.lost, figures.open, figures.leftOut],
		...[figures.leftOutClients, figures.leftOutLost, figures.afterAsOf, ...groupDays.map(incidenceBy)],
		...[end && end.incidence, end && end.lo, end && end.hi, figures.halfTimeDays, figures.lossHalfTimeDays],
		...[converted.p25, converted.median, converted.p75, converted.p90]
	];
}

/** One row: the figures of all leads; `incidence` is that at the end of the curve. */
export const totalTable = (whole: Incidence): Table => ({
	header: figureColumns,
	rows: [figureValues(whole)]
});

/** The same of each group. */
export const groupTable = (
	groups: readonly ({ key: GroupKey } & Incidence)[],
	by: readonly string[]
): Table => ({
	header: [...by, ...figureColumns],
	rows: groups.map((group) => [...keyValues(group.key), ...figureValues(group)])
});

/** A row for each pair of groups that were compared; none without a test. */
export const differenceTable = (difference: CurveDifference | null, by: readonly string[]): Table => ({
	header: [...by.map((name) => `${name} 1`), ...by.map((name) => `${name} 2`), 'p', 'clear'],
	rows: (difference?.pairs ?? []).map(({ a, b, p, clear }) => [...keyValues(a), ...keyValues(b), p, clear])
});
