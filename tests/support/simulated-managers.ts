/** Demo companies whose sales people are known to be equal, or not, and what the managers report says of them. */
import { createDemo } from '#lib/demo/generate-demo.ts';
import { live } from '#lib/demo/life.ts';
import { managers, type ManagerSpec } from '#lib/demo/managers.ts';
import { createWorld, type DemoOptions } from '#lib/demo/world.ts';
import { isoDay, timeZone } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { replay, type ReplayedLead } from '#lib/funnel/replay.ts';
import { stageIndex } from '#lib/funnel/stages.ts';
import { monthOf, type Cell, type ManagerCells, type StratumKind } from '#lib/managers/cells.ts';
import { judge, type JudgedManager } from '#lib/managers/judge.ts';
import { readDemo } from './demo-leads.ts';

const timezone = 'Europe/Berlin';
const until = new Date('2026-11-20T16:30:00Z');

/** Of equal skill and, presales, equally quick; named by their kind and role. */
const several = (
	count: number,
	kind: string,
	role: ManagerSpec['role'],
	more: Partial<ManagerSpec> = {}
): ManagerSpec[] =>
	Array.from({ length: count }, (_, i) => ({
		name: `${kind} ${role} ${i + 1}`,
		team: 'Sales',
		role,
		skill: 1,
		mix: 'all',
		load: 1,
		responseMinutes: 35,
		...more
	}));

const cold = { mix: 'cold', only: true } as const;
const young = { joinedDaysAgo: 60 } as const;

const ordinary = [...several(10, 'ordinary', 'closer'), ...several(6, 'ordinary', 'presales')];

/** What companies are simulated with. */
export const staffs = {
	/** All equal; some get only cold leads, some only those of the last 60 days. */
	equal: [
		...ordinary,
		...several(2, 'only cold', 'closer', { ...cold, load: 4 }),
		...several(2, 'only young', 'closer', { ...young, load: 2.5 }),
		...several(1, 'only cold', 'presales', cold),
		...several(1, 'only young', 'presales', young)
	],
	/** One of twenty closers makes half as many clients of the same leads. */
	half: [
		...several(19, 'ordinary', 'closer'),
		...several(6, 'ordinary', 'presales'),
		...several(1, 'half skill', 'closer', { skill: 0.5, load: 1.7 })
	],
	/** The demo company's own people, if they were equal. */
	own: managers.map((manager): ManagerSpec => {
		const { mix, joinedDaysAgo, leftDaysAgo, role, name } = manager;
		const kind = joinedDaysAgo ? 'joined' : leftDaysAgo ? 'left' : `mix ${mix}`;
		return { ...manager, name: `${kind} ${role} ${name}`, skill: 1, responseMinutes: 35 };
	})
};
export type Staff = keyof typeof staffs;

/** `leads` of six months; of the demo company's own people 18. */
export const companyOf = (staff: Staff, seed: number | string, leads: number): DemoOptions => ({
	leads,
	months: staff === 'own' ? 18 : 6,
	seed,
	until,
	timezone,
	currency: 'EUR',
	managers: staffs[staff]
});

export type Basis = Pick<Filters, 'base' | 'credit' | 'goal'>;
/** Closers, and presales, as they are judged by default. */
export const bases: Record<ManagerSpec['role'], Basis> = {
	closer: { base: 'accepted', credit: 'last', goal: 'client' },
	presales: { base: 'all', credit: 'first', goal: 'sql' }
};

/** The leads of a company as they were lived, without what people and systems write down wrongly: quicker than reading. */
export function livedLeads(options: DemoOptions): ReplayedLead[] {
	const world = createWorld(options);
	const zone = timeZone('UTC');
	return Array.from({ length: options.leads }, (_, index) => {
		const { facts, channel } = live(world, index);
		const events = facts.filter(({ at }) => at <= world.until);
		return replay(
			events.map((fact, i) => ({
				...nothing,
				key: String(i).padStart(3, '0'),
				type: fact.type,
				ms: fact.at,
				channel: fact.type === 'created' ? channel.name : null,
				manager: fact.manager ?? null,
				activity: fact.activity ?? null
			})),
			zone,
			null
		);
	});
}

const nothing = {
	dateOnly: false,
	approximate: false,
	record: '',
	row: null,
	source: '',
	contact: false,
	campaign: null,
	content: null,
	term: null,
	page: null,
	amount: null,
	reason: null,
	status: null,
	name: null,
	company: null,
	attributes: null
};

/** The leads of each manager by what they were like, everybody in one group. */
export function cellsOf(leads: ReplayedLead[], { base, credit, goal }: Basis): ManagerCells {
	const zone = timeZone(timezone);
	const managers = new Map<string, number>();
	const strata = new Map<string, number>();
	const kindsOfLeads: StratumKind[] = [];
	const cells = new Map<string, Cell>();
	for (const lead of leads) {
		const name = credit === 'last' ? lead.manager : lead.firstManager;
		const accepted = lead.entries[stageIndex.sal];
		if (name === null || (base === 'accepted' && !accepted)) continue;
		const month = monthOf(isoDay(base === 'accepted' ? zone.dayOf(accepted!.ms) : lead.arrivedDay));
		const kind = { group: '', channel: lead.channel, temperature: null, month };
		const stratum = placeOf(strata, JSON.stringify(kind));
		kindsOfLeads[stratum] ??= kind;
		const manager = placeOf(managers, name);
		const place = `${manager} ${stratum}`;
		let cell = cells.get(place);
		if (!cell) cells.set(place, (cell = { manager, stratum, leads: 0, made: 0 }));
		cell.leads++;
		if (lead.entries[stageIndex[goal]]) cell.made++;
	}
	return { managers: [...managers.keys()], strata: kindsOfLeads, cells: [...cells.values()] };
}

function placeOf(places: Map<string, number>, name: string): number {
	const known = places.get(name) ?? places.size;
	places.set(name, known);
	return known;
}

export interface Found extends JudgedManager {
	manager: string;
	/** And role. */
	kind: string;
}

/** What the report says of the leads, everybody being compared with everybody. */
export function judgeLeads(
	leads: ReplayedLead[],
	basis: Basis
): { managers: ({ manager: string } & JudgedManager)[]; spread: number } {
	const cells = cellsOf(leads, basis);
	const steps = judge(cells, monthOf(until.toISOString()));
	let step = steps.next();
	while (!step.done) step = steps.next();
	const { managers, spread } = step.value;
	return { managers: managers.map((own, i) => ({ manager: cells.managers[i]!, ...own })), spread };
}

/** The same of the managers with a role, on its basis. */
export function judged(
	leads: ReplayedLead[],
	role: ManagerSpec['role']
): { managers: Found[]; spread: number } {
	const { managers, spread } = judgeLeads(leads, bases[role]);
	const found = managers.flatMap((own): Found[] => {
		const [before, after] = own.manager.split(` ${role} `);
		return after === undefined ? [] : [{ ...own, kind: `${before} ${role}` }];
	});
	return { managers: found, spread };
}

export const readLeads = (options: DemoOptions): ReplayedLead[] => readDemo(createDemo(options)).leads;
