/** The managers of a real CRM export against those of an independent implementation. */
import { expect } from 'vitest';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';

export interface ExpectedManagers extends Pick<ManagersReport, 'base' | 'rate' | 'dispersion' | 'spread'> {
	rows: (Pick<
		ManagerRow,
		| 'key'
		| 'clients'
		| 'conversion'
		| 'interval'
		| 'expected'
		| 'variance'
		| 'others'
		| 'ratio'
		| 'verdict'
		| 'level'
	> & { n: number })[];
}

const close = (value: unknown): unknown =>
	typeof value === 'number'
		? (expect.closeTo(value, 9) as unknown)
		: Array.isArray(value)
			? value.map(close)
			: value;

const allClose = (figures: object) =>
	Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, close(value)]));

/** Every figure of the expected rows to 1e-9; the rows are those with a name and leads of the base. */
export function compareManagers(report: ManagersReport, { rows, ...whole }: ExpectedManagers): void {
	expect(report).toMatchObject(allClose(whole));
	const compared = report.rows.filter(({ key, base }) => key !== null && base > 0);
	expect(compared.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
	for (const { n, ...row } of rows)
		expect(
			compared.find(({ key }) => key === row.key),
			row.key!
		).toMatchObject(allClose({ base: n, made: row.clients, ...row }));
}
