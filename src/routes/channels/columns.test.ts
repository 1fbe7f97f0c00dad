import { describe, expect, it } from 'vitest';
import { channelsReport, schoolRows } from '../../../tests/support/channels-report.ts';
import { columnGroups } from './choice-names.ts';
import { columnsOf } from './columns.ts';

const report = channelsReport();
const ids = (group: (typeof columnGroups)[number], then: string | null = null, of = report) =>
	columnsOf(group, of, then).flatMap(({ columns }) => columns.map(({ id }) => id));

describe('columnsOf', () => {
	it('shows the stages that are recorded', () => {
		expect(ids('stages')).toEqual(['leads', 'mql', 'sal', 'sql', 'clients']);
		const short = channelsReport(schoolRows, {}, { recorded: ['lead', 'sal', 'client'] });
		expect(ids('stages', null, short)).toEqual(['leads', 'sal', 'clients']);
		expect(ids('money', null, short)).not.toContain('costPerMql');
	});

	it('has now and then side by side', () => {
		expect(ids('change', 'the year before')).toEqual(
			['leads', 'clients', 'conversion', 'cac'].flatMap((id) => [id, `${id}Then`])
		);
		const [leads, before] = columnsOf('change', report, 'the year before')[0]!.columns;
		expect([leads!.name, before!.name]).toEqual(['Leads', 'Leads, the year before']);
		expect(ids('change')).toEqual(ids('main'));
	});

	it('has every column once in everything', () => {
		const all = ids('all');
		expect(new Set(all).size).toBe(all.length);
		for (const group of columnGroups)
			if (group !== 'change') expect(all).toEqual(expect.arrayContaining(ids(group)));
	});

	it('calls it profit only with a margin', () => {
		const name = (margin: number) =>
			columnsOf('money', { ...report, margin }, null)[0]!.columns.find(({ id }) => id === 'roi')!.name;
		expect(name(1)).toBe('Return on ad spend');
		expect(name(0.4)).toBe('Profit on ad spend (ROMI)');
	});
});
