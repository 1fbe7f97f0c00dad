/** How often the report calls for a look at people who are as good as all others, and how often it finds one who is not. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '#lib/demo/random.ts';
import {
	companyOf,
	judged,
	livedLeads,
	readLeads,
	type Found,
	type Staff
} from '../../../tests/support/simulated-managers.ts';
import type { Cell, ManagerCells } from './cells.ts';
import { judge, type Judged } from './judge.ts';

interface Count {
	judged: number;
	above: number;
	below: number;
	alarms: number;
}

function countOf(managers: Iterable<Pick<Found, 'judgement'>>): Count {
	const count = { judged: 0, above: 0, below: 0, alarms: 0 };
	for (const { judgement } of managers) {
		if (judgement.verdict !== 'few') count.judged++;
		if (judgement.verdict === 'above') count.above++;
		if (judgement.verdict === 'below') count.below++;
		if (judgement.level === 'alarm') count.alarms++;
	}
	return count;
}

describe('managers of 100 made-up reports, 20 in each', { timeout: 60_000 }, () => {
	const reports = 100;
	const months = 8;
	const channels = [0.34, 0.22, 0.12, 0.05];
	/** Leads of a month, by channel; the last two managers get only leads of the worst channels, or of two months. */
	const mixes: ((month: number) => number[])[] = [
		() => [7, 10, 10, 7],
		...Array.from({ length: 17 }, () => () => [6, 8, 8, 6]),
		() => [0, 0, 10, 30],
		(month) => (month < months - 2 ? [0, 0, 0, 0] : [20, 30, 30, 20])
	];

	/** A lead of the newest months has had less time. */
	const rateOf = (channel: number, month: number) =>
		channels[channel]! * Math.min(1, (months - month) / 4 + 0.1);

	function report(random: Random, skills: (number | undefined)[]): ManagerCells {
		const cells: Cell[] = [];
		mixes.forEach((mix, manager) => {
			for (let month = 0; month < months; month++)
				mix(month).forEach((mean, channel) => {
					const leads = random.poisson(mean);
					let made = 0;
					for (let i = 0; i < leads; i++)
						if (random.chance(rateOf(channel, month) * (skills[manager] ?? 1))) made++;
					if (leads) cells.push({ manager, stratum: month * channels.length + channel, leads, made });
				});
		});
		const strata = Array.from({ length: months * channels.length }, (_, i) => ({
			group: '',
			channel: `channel ${i % channels.length}`,
			temperature: null,
			month: Math.floor(i / channels.length)
		}));
		return { managers: mixes.map((_, i) => `manager ${i}`), strata, cells };
	}

	const judgedReports = (skills: (number | undefined)[]): Judged[] => {
		const random = createRandom('fair');
		return Array.from({ length: reports }, (_, i) => {
			random.restart(i);
			const steps = judge(report(random, skills), months - 1);
			let step = steps.next();
			while (!step.done) step = steps.next();
			return step.value;
		});
	};
	const of = (found: Judged[], ...places: number[]) =>
		countOf(found.flatMap(({ managers }) => places.map((place) => managers[place]!)));

	it('are called equal, whatever their leads, but for 2.5 to 5 in a hundred', () => {
		const equal = judgedReports([]);
		expect(of(equal, ...equal[0]!.managers.keys().take(18))).toEqual({
			judged: 1800,
			above: 27,
			below: 21,
			alarms: 3
		});
		expect(of(equal, 18)).toEqual({ judged: 100, above: 2, below: 2, alarms: 0 });
		expect(of(equal, 19)).toEqual({ judged: 100, above: 0, below: 0, alarms: 0 });
	});

	it('are found where they make half as many', () => {
		const half = judgedReports([0.5]).map(({ managers }) => managers[0]!);
		const enough = half.filter(({ judgement }) => judgement.expected! >= 35);
		expect(countOf(enough)).toEqual({ judged: 98, above: 0, below: 93, alarms: 60 });
	});
});

describe('people of demo companies', () => {
	const found = new Map<Staff, Found[]>();
	const of = (staff: Staff, kind: string) => countOf(found.get(staff)!.filter((one) => one.kind === kind));

	beforeAll(() => {
		for (const staff of ['equal', 'half'] as const) {
			found.set(staff, []);
			for (let seed = 1; seed <= 5; seed++) {
				const leads = livedLeads(companyOf(staff, seed, staff === 'half' ? 12_000 : 8000));
				for (const role of ['closer', 'presales'] as const)
					found.get(staff)!.push(...judged(leads, role).managers);
			}
		}
	}, 60_000);

	it('are called equal who are, also with only cold leads and with only young ones', () => {
		expect(of('equal', 'ordinary closer')).toEqual({ judged: 50, above: 1, below: 1, alarms: 1 });
		expect(of('equal', 'only cold closer')).toEqual({ judged: 9, above: 0, below: 0, alarms: 0 });
		expect(of('equal', 'only young closer')).toEqual({ judged: 10, above: 0, below: 0, alarms: 0 });
		expect(of('equal', 'ordinary presales')).toEqual({ judged: 30, above: 1, below: 0, alarms: 0 });
		expect(of('equal', 'only cold presales')).toEqual({ judged: 5, above: 0, below: 1, alarms: 0 });
		expect(of('equal', 'only young presales')).toEqual({ judged: 5, above: 0, below: 0, alarms: 0 });
	});

	it('are found who make half as many clients of the same leads', () => {
		expect(of('half', 'half skill closer')).toEqual({ judged: 5, above: 0, below: 5, alarms: 5 });
	});
});

it('events read back are judged as the company was lived', { timeout: 60_000 }, () => {
	const company = { ...companyOf('equal', 1, 1500), plain: true };
	const figures = (leads: Parameters<typeof judged>[0]) =>
		judged(leads, 'presales').managers.map(({ manager, base, made, judgement }) => [
			manager,
			base,
			made,
			judgement.verdict
		]);
	expect(figures(readLeads(company)).sort()).toEqual(figures(livedLeads(company)).sort());
});
