/** What the verdicts find in 300 made-up companies whose true rates are known. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSpec } from '#lib/demo/channels.ts';
import { dayOf } from '#lib/demo/clock.ts';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { live } from '#lib/demo/life.ts';
import { createWorld, type DemoOptions } from '#lib/demo/world.ts';
import type { Verdict } from './report.ts';
import { verdicts, type VerdictCell } from './verdicts.ts';

const companies = 300;

/** Channels that differ only in how many of their leads become clients, how many leads they bring and since when. */
const channel = (name: string, share: number, conversion: number, startedDaysAgo?: number): ChannelSpec => ({
	name,
	share,
	conversion,
	startedDaysAgo,
	source: 'crm',
	nurtured: false,
	junk: 0.06,
	unfit: 0.1,
	fit: [0.26, 0.46, 0.28],
	interest: [0.24, 0.46, 0.3],
	costPerLead: null,
	booked: 'daily',
	season: new Array<number>(12).fill(1),
	week: [1.15, 1.2, 1.18, 1.12, 0.98, 0.45, 0.55],
	hours: 'day',
	email: 0.9,
	phone: 0.7,
	campaigns: [{ name: '', share: 1 }]
});

/** "Mean" and "Fresh" have the mean rate of the others: as many leads are as much better as worse. */
const channels = [
	channel('Mean', 0.2, 0.2),
	channel('Good', 0.2, 0.32),
	channel('Bad', 0.2, 0.08),
	channel('Usual', 0.2, 0.2),
	channel('As usual', 0.2, 0.2),
	channel('Fresh', 2.5, 0.2, 30)
];

const company = (seed: number): DemoOptions => ({
	leads: 1750,
	months: 6,
	seed,
	until: new Date('2026-11-20T16:30:00Z'),
	timezone: 'Europe/Berlin',
	currency: 'EUR',
	plain: true,
	channels
});

/** Every lead by channel and week, with who is a client by the end of the data. */
function cells(options: DemoOptions): VerdictCell[] {
	const world = createWorld(options);
	return Array.from({ length: options.leads }, (_, index) => {
		const { channel, arrival, clientAt } = live(world, index);
		// 1970-01-01 was a Thursday.
		const week = Math.floor((dayOf(arrival) + 3) / 7);
		const client = clientAt !== null && clientAt <= world.until;
		return { key: channel.name!, stratum: `${week}`, leads: 1, clients: Number(client) };
	});
}

type Found = Record<string, Record<Verdict, number>>;
const count = (found: Found, cells: VerdictCell[]) => {
	for (const [name, { verdict }] of verdicts(cells)) {
		found[name] ??= { better: 0, worse: 0, same: 0, few: 0 };
		found[name][verdict]++;
	}
};

describe('verdicts on companies whose true rates are known', () => {
	const found: Found = {};
	/** The same without the weeks. */
	const atOnce: Found = {};

	beforeAll(() => {
		for (let seed = 0; seed < companies; seed++) {
			const leads = cells(company(seed));
			count(found, leads);
			count(
				atOnce,
				leads.map((cell) => ({ ...cell, stratum: '' }))
			);
		}
	}, 120_000);

	it('call a channel at the mean rate of the others the same', () => {
		for (const name of ['Mean', 'Usual', 'As usual'])
			expect(found[name]!.same, name).toBeGreaterThanOrEqual(285);
	});

	it('do not call a channel worse that started 30 days ago and converts like the rest', () => {
		expect(found.Fresh!.worse).toBeLessThanOrEqual(companies - 285);
		// Judged indeed: with some 17 clients where 17 are expected.
		expect(found.Fresh!.few).toBeLessThanOrEqual(10);
		// Its leads have had a month at most: held against all leads it is worse nearly always.
		expect(atOnce.Fresh!.worse).toBeGreaterThanOrEqual(290);
	});

	it('find a channel 1.6 times as good, and one 0.4 times as good', () => {
		// Some 44 clients where 28 are expected.
		expect(found.Good!.better).toBeGreaterThanOrEqual(260);
		expect(found.Good!.worse).toBe(0);
		// Some 11 clients where 27 are expected.
		expect(found.Bad!.worse).toBeGreaterThanOrEqual(285);
		expect(found.Bad!.better).toBe(0);
	});
});

it('counts the leads and clients that the events tell', () => {
	const demo = createDemo(company(7));
	for (const line of demo.lines()) void line;
	const own = cells(company(7));
	for (const { channel, leads, clients } of demo.truth().channels) {
		const rows = own.filter(({ key }) => key === channel);
		expect([channel, rows.length, rows.filter((row) => row.clients > 0).length]).toEqual([
			channel,
			leads,
			clients
		]);
	}
});
