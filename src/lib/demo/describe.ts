/** The parts of a demo company's truth that take some counting. */
import { DAY } from './clock.ts';
import { delays } from './odds.ts';
import type { ChannelTruth, DemoTruth, ManagerTruth } from './truth.ts';
import type { World } from './world.ts';

/** The leads of one campaign. */
export interface Count {
	leads: number;
	/** Sum of the true chances. */
	chance: number;
	clientsInTheEnd: number;
	clients: number;
}

/** Days to the first sale are counted in tenths of a day, up to this many days. */
export const tenths = 10;
export const longestDays = 4000;
const shownDays = [0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365];

const mean = (sum: number, n: number) => (n > 0 ? sum / n : 0);

export function channelTruth(
	world: World,
	c: number,
	counts: Count[],
	all: number,
	minor: number
): ChannelTruth {
	const channel = world.channels[c]!;
	const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0);
	const leads = sum((count) => count.leads);
	const weighted = (of: 'junk' | 'unfit') =>
		mean(
			counts.reduce((total, count, i) => total + count.leads * channel.resolved[i]![of], 0),
			leads
		);
	const date = (day: number) => world.clock.date(day * DAY);
	return {
		channel: channel.name,
		source: world.options.plain ? 'crm' : channel.source,
		started: date(channel.startedDay),
		nurtured: channel.nurtured,
		leads,
		share: mean(leads, all),
		conversion: mean(
			sum((count) => count.chance),
			leads
		),
		clientsInTheEnd: sum((count) => count.clientsInTheEnd),
		clients: sum((count) => count.clients),
		junk: weighted('junk'),
		unfit: weighted('unfit'),
		costPerLead: channel.costPerLead,
		cost: minor / 100,
		season: channel.season,
		week: channel.week,
		campaigns: channel.resolved.map(({ name, startedDay }, i) => ({
			campaign: name || null,
			started: date(startedDay),
			leads: counts[i]!.leads,
			conversion: mean(counts[i]!.chance, counts[i]!.leads),
			clientsInTheEnd: counts[i]!.clientsInTheEnd
		}))
	};
}

export const managerTruths = (world: World): ManagerTruth[] =>
	world.managers.map(({ name, team, role, skill, mix, load, joined, left, responseMinutes }) => ({
		manager: name,
		team,
		role,
		skill,
		mix,
		load,
		joined: Number.isFinite(joined) ? world.clock.date(joined) : null,
		left: Number.isFinite(left) ? world.clock.date(left) : null,
		responseMinutes: role === 'presales' ? responseMinutes : null
	}));

export function leadTimeTruth(counts: Uint32Array, leads: number): DemoTruth['leadTime'] {
	const clients = counts.reduce((sum, n) => sum + n, 0);
	const within = (day: number) => counts.subarray(0, (day + 1) * tenths).reduce((sum, n) => sum + n, 0);
	const quantile = (p: number) => {
		if (clients === 0) return null;
		let seen = 0;
		const at = counts.findIndex((n) => (seen += n) >= p * clients);
		return (at + 0.5) / tenths;
	};
	return {
		delays,
		incidence: shownDays.map((day) => ({ day, share: mean(within(day), leads) })),
		median: quantile(0.5),
		p90: quantile(0.9)
	};
}
