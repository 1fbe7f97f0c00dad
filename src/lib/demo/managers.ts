/** The demo company's sales people: roles, teams, what leads they get, and who really differs. */
import type { Random } from './random.ts';

/** Which channels a manager's leads come from. */
export type Mix = 'all' | 'cold' | 'good' | 'paid';

export interface ManagerSpec {
	name: string;
	team: string;
	role: 'presales' | 'closer';
	/** The same lead becomes a client this many times as often as with an average manager. */
	skill: number;
	mix: Mix;
	/** Gets no leads at all of other channels than those of the mix. */
	only?: boolean;
	/** Weight of its share of the leads it may get. */
	load: number;
	/** Days before the end of the data; absent: was there before, is still there. */
	joinedDaysAgo?: number;
	leftDaysAgo?: number;
	/** Median of the office minutes until the first call. Presales only. */
	responseMinutes: number;
}

const presales = (
	name: string,
	responseMinutes: number,
	mix: Mix = 'all',
	more: Partial<ManagerSpec> = {}
): ManagerSpec => ({
	name,
	team: 'Presales',
	role: 'presales',
	skill: 1,
	mix,
	load: 1,
	responseMinutes,
	...more
});

const closer = (
	name: string,
	team: string,
	mix: Mix = 'all',
	more: Partial<ManagerSpec> = {}
): ManagerSpec => ({ name, team, role: 'closer', skill: 1, mix, load: 1, responseMinutes: 0, ...more });

export const managers: ManagerSpec[] = [
	presales('Lena Hoffmann', 24),
	presales('Piotr Zieliński', 35),
	presales('Marta Kovács', 45, 'paid'),
	presales('Jonas Lindqvist', 45, 'paid', { leftDaysAgo: 150 }),
	presales('Chiara Ricci', 30, 'cold'),
	presales('Tomáš Novák', 60, 'all', { skill: 0.65 }),
	presales('Aoife Byrne', 25, 'good'),
	presales('Emre Demir', 40, 'all', { joinedDaysAgo: 160 }),
	closer('Anders Nyström', 'North'),
	closer('Beatriz Carvalho', 'South', 'all', { load: 1.2 }),
	closer('Cédric Lambert', 'South', 'good', { skill: 0.5 }),
	closer('Dorota Wiśniewska', 'East', 'cold', { skill: 1.7, load: 1.4 }),
	closer('Elif Şahin', 'East'),
	closer('Felix Brandt', 'North', 'paid'),
	closer('Giulia Conti', 'South', 'paid', { joinedDaysAgo: 210 }),
	closer('Henrik Dahl', 'North', 'all', { skill: 0.5 }),
	closer('Ivana Petrović', 'East', 'cold'),
	closer('Jakub Dvořák', 'East', 'all', { leftDaysAgo: 95 }),
	closer('Katarina Horvat', 'South'),
	closer('Lukas Steiner', 'North', 'good'),
	closer('Magdalena Nowak', 'East', 'paid'),
	closer('Nils Eriksen', 'North', 'all', { joinedDaysAgo: 75 }),
	closer('Oksana Melnyk', 'East', 'cold', { joinedDaysAgo: 120 }),
	closer('Pieter de Vries', 'North', 'all', { leftDaysAgo: 260 }),
	closer('Rosa Marín', 'South', 'good', { load: 0.8 })
];

/** The channels that a mix is made of; of the others its managers get hardly any leads. */
const mixes: Record<Exclude<Mix, 'all'>, (string | null)[]> = {
	cold: ['Content library', 'Webinars', 'Newsletter', 'Display network'],
	good: ['Referrals', 'Partners', 'Organic search', null],
	paid: ['Google Ads', 'Meta Ads', 'LinkedIn Ads', 'YouTube Ads']
};

export interface Manager extends ManagerSpec {
	/** Wall-clock time; ±Infinity where they were there before, or still are. */
	joined: number;
	left: number;
}

/**
 * Managers with their times, for data that end at the wall-clock time `until`. Throws RangeError where a role has nobody
 * who takes any lead at any time: leads would be without a manager.
 */
export function staff(specs: ManagerSpec[], until: number): Manager[] {
	for (const role of ['presales', 'closer'] as const)
		if (!specs.some((spec) => spec.role === role && isAlwaysThere(spec)))
			throw new RangeError(
				`managers need a ${role} with all channels who was there from the first day and is still there`
			);
	const ago = (days: number | undefined, otherwise: number) =>
		days === undefined ? otherwise : until - days * 86_400_000;
	return specs.map((manager) => ({
		...manager,
		joined: ago(manager.joinedDaysAgo, -Infinity),
		left: ago(manager.leftDaysAgo, Infinity)
	}));
}

const isAlwaysThere = ({ mix, only, load, joinedDaysAgo, leftDaysAgo }: ManagerSpec) =>
	load > 0 && (mix === 'all' || !only) && joinedDaysAgo === undefined && leftDaysAgo === undefined;

/** Chooses who gets a lead of a channel at a time. Within a channel the choice knows nothing of the lead. */
export function createDesk(people: Manager[], role: Manager['role'], channelNames: (string | null)[]) {
	const team = people.filter((manager) => manager.role === role);
	const base = channelNames.map((channel) =>
		team.map(
			({ mix, only, load }) =>
				load * (mix === 'all' ? 1 : mixes[mix].includes(channel) ? 1.6 : only ? 0 : 0.05)
		)
	);
	const weights = new Array<number>(team.length).fill(0);
	return (channel: number, at: number, random: Random): Manager => {
		const loads = base[channel]!;
		for (let i = 0; i < team.length; i++)
			weights[i] = team[i]!.joined <= at && at < team[i]!.left ? loads[i]! : 0;
		return team[random.weighted(weights)]!;
	};
}
