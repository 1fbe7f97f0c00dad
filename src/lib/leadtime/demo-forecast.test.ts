/** How often the forecast's range holds what came, in 100 made-up companies whose future is known. */
import { beforeAll, expect, it } from 'vitest';
import type { ChannelSpec } from '#lib/demo/channels.ts';
import { live } from '#lib/demo/life.ts';
import { createWorld } from '#lib/demo/world.ts';
import { replay, type ReplayEvent } from '#lib/funnel/replay.ts';
import { event, utc } from '../../../tests/support/lead-story.ts';
import { addLead, createTally, windowCount } from './forecast-windows.ts';
import { horizonsOf, makeForecast } from './make-forecast.ts';

const companies = 100;
const DAY = 86_400_000;
const until = new Date('2026-11-20T16:30:00Z');
const asOf = until.getTime();
const horizons = horizonsOf(asOf, utc);

/** Sells to many, so that few leads tell much. */
const channel: ChannelSpec = {
	name: 'Only',
	share: 1,
	conversion: 0.2,
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
};

const blank = event('created', '2026-01-01');

/** Each horizon of one company: the range, and how many of the leads open at the end of the data were clients then. */
function forecasts(seed: number) {
	const world = createWorld({
		...{ leads: 1400, months: 18, seed, until, timezone: 'UTC', currency: 'EUR', plain: true },
		channels: [channel]
	});
	const leads = Array.from({ length: world.options.leads }, (_, index) => {
		const { facts, clientAt } = live(world, index);
		const events = facts
			.filter(({ at }) => at <= asOf)
			.map(({ type, at, activity = null, amount = null }, i): ReplayEvent => ({
				...{ ...blank, key: String(i).padStart(3, '0'), type, ms: at, dateOnly: false, activity, amount }
			}));
		return { ...replay(events, utc, null), clientAt: clientAt ?? Infinity };
	});
	const first = Math.min(...leads.map(({ createdAt }) => createdAt));
	const firstLeadDays = Math.floor((asOf - first) / DAY);
	return horizons.map((horizon) => {
		const tally = createTally(horizon.days, windowCount(horizon.days, firstLeadDays));
		for (const { moves, amount } of leads)
			addLead([tally], asOf, {
				...{ moves: moves.flatMap(({ ms, to }) => [ms, to]), undatedClient: false, amount }
			});
		const data = { asOf, zone: utc, digits: 2, clients: 0, leftOutClients: 0 };
		const truth = leads.filter(
			({ outcome, clientAt }) => outcome === 'open' && clientAt <= asOf + horizon.days * DAY
		).length;
		return { ...makeForecast(horizon, tally, data), truth };
	});
}

const all: ReturnType<typeof forecasts>[] = [];

beforeAll(() => {
	for (let seed = 0; seed < companies; seed++) all.push(forecasts(seed));
}, 60_000);

const isIn = ([lo, hi]: readonly [number | null, number | null], count: number) =>
	lo !== null && hi !== null && lo <= count && count <= hi;

it.each([0, 1, 2, 3])('holds the truth in its 80 %% range in 70 to 93 of 100: horizon %i', (i) => {
	const held = all.filter((company) => isIn(company[i]!.range, company[i]!.truth)).length;
	expect(held).toBeGreaterThanOrEqual(70);
	expect(held).toBeLessThanOrEqual(93);
});

it('says of itself how often its ranges held the truth', () => {
	const windows = all.flatMap((company) => company[0]!.windows);
	const held = windows.filter(({ range, actual }) => isIn(range, actual)).length / windows.length;
	expect(held).toBeGreaterThan(0.7);
	expect(held).toBeLessThan(0.93);
});
