/** Counts a demo company while it is made, and describes it afterwards. */
import { DAY } from './clock.ts';
import { missedCallsOf } from './calls.ts';
import { faults, noDirt, type DirtyKind } from './dirt.ts';
import { leak } from './leak.ts';
import type { Life } from './life.ts';
import {
	acceptanceDrop,
	activityEffects,
	baseChances,
	fitEffects,
	interestEffects,
	losses,
	reachChance,
	responseEffects,
	secondChances
} from './odds.ts';
import { officeAddress, switchboard } from './people.ts';
import type { Recorded } from './record.ts';
import { channelTruth, leadTimeTruth, longestDays, managerTruths, tenths, type Count } from './describe.ts';
import type { DemoTruth } from './truth.ts';
import type { World } from './world.ts';

export interface Tally {
	lead(life: Life, recorded: Recorded): void;
	line(kind: DirtyKind | null): void;
	late(lines: number): void;
	cost(channel: number, minor: number): void;
	truth(): DemoTruth;
}

export function createTally(world: World): Tally {
	const counts = world.channels.map(({ resolved }) =>
		resolved.map((): Count => ({ leads: 0, chance: 0, clientsInTheEnd: 0, clients: 0 }))
	);
	const clientTenths = new Uint32Array(longestDays * tenths);
	const reached = new Array<number>(7).fill(0);
	const outcomes = { open: 0, client: 0, refused: 0, unfit: 0, junk: 0 };
	const people = { records: 0, handedOver: 0, secondRequest: 0, askedAnew: 0 };
	const forms = { approximate: 0, dateOnly: 0, skipped: 0, outOfOrder: 0 };
	const shared = { phone: 0, email: 0 };
	const dirty = noDirt();
	const missedCalls = { calls: 0, leads: 0, open: 0 };
	const costs = world.channels.map(() => 0);
	let revenue = 0;
	let lines = 0;
	let late = 0;

	return {
		lead(life, recorded) {
			const count = counts[life.channelIndex]![life.channel.resolved.indexOf(life.campaign)]!;
			count.leads++;
			count.chance += life.chance;
			if (life.clientAt !== null) {
				count.clientsInTheEnd++;
				const tenth = Math.floor(((life.clientAt - life.arrival) / DAY) * tenths);
				clientTenths[Math.min(clientTenths.length - 1, tenth)]!++;
			}
			if (recorded.outcome === 'client') count.clients++;
			outcomes[recorded.outcome]++;
			for (let stage = 0; stage <= recorded.deepest; stage++) reached[stage]!++;
			for (const { at, amount } of life.facts)
				if (amount !== undefined && at <= world.until) revenue += amount;
			const missed = missedCallsOf(life.facts, world.until);
			missedCalls.calls += missed.calls;
			missedCalls.leads += Number(missed.calls > 0);
			missedCalls.open += Number(missed.open);
			people.records += recorded.records;
			people.handedOver += Number(recorded.handedOver);
			people.secondRequest += Number(recorded.secondRequest);
			people.askedAnew += Number(recorded.askedAnew);
			forms.approximate += recorded.approximate;
			forms.dateOnly += recorded.dateOnly;
			forms.skipped += recorded.skipped;
			forms.outOfOrder += recorded.outOfOrder;
			if (life.person.shares) shared[life.person.shares]++;
		},
		line(kind) {
			lines++;
			if (kind) dirty[kind]++;
		},
		late(more) {
			late += more;
		},
		cost(channel, minor) {
			costs[channel]! += minor;
		},
		truth() {
			const leads = outcomes.open + outcomes.client + outcomes.refused + outcomes.unfit + outcomes.junk;
			const quarantined = faults.reduce((sum, kind) => sum + dirty[kind], 0);
			const known = dirty.duplicate;
			const corrected = dirty.correction;
			const { options, clock, calendar } = world;
			return {
				leads,
				seed: String(options.seed),
				from: clock.date(calendar.firstDay * DAY),
				until: options.until.toISOString(),
				timezone: options.timezone,
				currency: options.currency,
				plain: options.plain,
				channels: world.channels.map((_, c) => channelTruth(world, c, counts[c]!, leads, costs[c]!)),
				managers: managerTruths(world),
				chances: {
					base: baseChances,
					reached: reachChance,
					fit: fitEffects,
					interest: interestEffects,
					activities: activityEffects,
					response: responseEffects.map(({ withinMinutes, factor }) => ({
						withinMinutes: Number.isFinite(withinMinutes) ? withinMinutes : null,
						factor
					})),
					acceptanceDrop: { since: clock.date(world.acceptanceDropsAt), factor: acceptanceDrop.factor },
					losses,
					secondChances
				},
				leak: world.options.plain ? null : leak,
				leadTime: leadTimeTruth(clientTenths, leads),
				observed: {
					reached: {
						lead: reached[0]!,
						mql: reached[3]!,
						sal: reached[4]!,
						sql: reached[5]!,
						client: reached[6]!
					},
					outcomes,
					revenue,
					skippedStages: forms.skipped,
					outOfOrder: forms.outOfOrder,
					missedCalls
				},
				people: {
					records: people.records,
					joined: people.records - leads,
					handedOver: people.handedOver,
					secondRequest: people.secondRequest,
					askedAnew: people.askedAnew,
					sharedKeys: [
						{ key: switchboard.phone.replaceAll(' ', ''), leads: shared.phone },
						{ key: officeAddress, leads: shared.email }
					].filter((key) => key.leads > 0)
				},
				rows: {
					lines,
					accepted: lines - quarantined - known - corrected,
					corrected,
					known,
					quarantined,
					dirty,
					late,
					approximate: forms.approximate,
					dateOnly: forms.dateOnly
				}
			};
		}
	};
}
