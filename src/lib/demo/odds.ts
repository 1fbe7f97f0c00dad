/**
 * The true chances of the demo company: how likely a lead is to take each step, by its campaign, its fit, its interest,
 * what it did at first, the managers and how soon it was called. Nothing else decides.
 */
import { activities, firstMeans } from './answers.ts';

/** Chances of a fairly fitting, warm lead of an ordinary campaign. */
export const baseChances = { mql: 0.8, sal: 0.47, sql: 0.46, client: 0.36 };

/** Added to the log-odds of the steps to mql, sal, sql and client. */
export const fitEffects = [
	[0.35, 0.5, 0.65, 0.6],
	[0, 0, 0, 0],
	[-0.45, -0.7, -0.9, -0.8]
] as const;
export const interestEffects = [
	[0.8, 0.65, 0.6, 0.55],
	[0, 0, 0, 0],
	[-0.9, -0.6, -0.6, -0.5]
] as const;

/**
 * Added to the log-odds of every step of a lead that did this at first, against others as interested: whoever has seen
 * a demo or the prices knows what it asks for.
 */
export const activityEffects: Readonly<Record<string, number>> = {
	demo_request: 0.36,
	pricing_view: 0.38,
	webinar: 0.34,
	survey: 0.36,
	product_view: 0.6,
	email_click: 0.34,
	email_open: 0.3,
	unsubscribe: -0.6
};

/** A better campaign is better at every step, in these parts. */
const campaignParts = [0.7, 0.7, 1, 1] as const;

/** Leads that are hard to reach, and the chance that one call fails. After five calls sales give up. */
export const reach = { hard: 0.1, failsHard: 0.85, fails: 0.27, calls: 5 };
export const reachChance =
	1 - reach.hard * reach.failsHard ** reach.calls - (1 - reach.hard) * reach.fails ** reach.calls;

/** Accepted this many times as often when the first call came within so many minutes of the request. */
export const responseEffects = [
	{ withinMinutes: 5, factor: 1.25 },
	{ withinMinutes: 60, factor: 1.15 },
	{ withinMinutes: 240, factor: 1.05 },
	{ withinMinutes: 1440, factor: 0.97 },
	{ withinMinutes: 4320, factor: 0.88 },
	{ withinMinutes: Infinity, factor: 0.75 }
];

export const responseFactor = (minutes: number) =>
	responseEffects.find(({ withinMinutes }) => minutes < withinMinutes)!.factor;

/** Sales accept less of what they are handed since this many days before the end of the data. */
export const acceptanceDrop = { daysAgo: 100, factor: 0.82 };

/** What becomes of leads that do not take the next step. `lead`: before mql; the rest stay open. */
export const losses = {
	lead: { refused: 0.82, returned: 0, unfit: 0 },
	unreached: { refused: 0.86, returned: 0, unfit: 0 },
	nurtured: { refused: 0.62, returned: 0, unfit: 0 },
	mql: { refused: 0.68, returned: 0.12, unfit: 0.02 },
	sal: { refused: 0.71, returned: 0.13, unfit: 0.04 },
	sql: { refused: 0.8, returned: 0.09, unfit: 0 }
};

/** Second chances: the share of returned and of refused leads (from mql on) that come back, and then become clients. */
export const secondChances = {
	returned: { back: 0.3, client: 0.2 },
	refused: { back: 0.05, client: 0.16 }
};

/** Medians in days and spreads of the logarithm; `mqlWork` in office minutes after the first contact. */
export const delays = {
	mqlWork: { median: 170, spread: 1.1 },
	nurture: { median: 7, spread: 0.9 },
	sal: { median: 1.8, spread: 0.8 },
	sql: { median: 6.5, spread: 0.9 },
	client: { median: 13, spread: 1.05 },
	lossLead: { median: 8, spread: 0.9 },
	lossNurtured: { median: 50, spread: 0.6 },
	loss: { median: 17, spread: 0.85 },
	back: { median: 48, spread: 0.6 },
	backClient: { median: 20, spread: 0.7 },
	secondSale: { median: 130, spread: 0.6 }
};

/** Hot, warm and cold leads are so much faster or slower than that on the way through sales. */
export const pace = [0.55, 1, 1.3];

/** The next sale to a client. */
export const secondSaleChance = 0.13;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const logit = (p: number) => Math.log(p / (1 - p));
const bases = [baseChances.mql, baseChances.sal, baseChances.sql, baseChances.client].map(logit);

/** Chances of the steps to mql, sal, sql and client. */
export type Chances = [number, number, number, number];

/** How often leads of an interest do each thing at first that has an effect at all, and what that is. */
const usual = activities.map((kinds, interest) => {
	const all = kinds.reduce((sum, [, weight]) => sum + weight, 0);
	return kinds.flatMap(([name, weight]) => {
		const effect = activityEffects[name];
		return effect === undefined
			? []
			: { effect, share: 1 - Math.exp((-firstMeans[interest]! * weight) / all) };
	});
});
const usualSums = usual.map((own) => own.reduce((sum, { effect, share }) => sum + effect * share, 0));
const spreads = usual.map((own) =>
	Math.sqrt(own.reduce((sum, { effect, share }) => sum + effect ** 2 * share * (1 - share), 0))
);

/** What is added to the log-odds of every step of a lead that did these things at first; 0 on average. */
export function eagernessOf(did: ReadonlySet<string>, interest: number): number {
	let sum = -usualSums[interest]!;
	for (const activity of did) sum += activityEffects[activity] ?? 0;
	return sum;
}

/**
 * Chances with average managers and an average response, by campaign quality, fit and interest (0 best, 2 worst), and
 * by {@link eagernessOf}.
 */
export function stepChances(quality: number, fit: number, interest: number, eagerness = 0): Chances {
	const step = (i: number) =>
		logistic(
			bases[i]! +
				quality * campaignParts[i]! +
				fitEffects[fit]![i]! +
				interestEffects[interest]![i]! +
				eagerness
		);
	return [step(0), step(1), step(2), step(3)];
}

/** Chances with these managers: skill acts in equal parts on the two steps that each role decides. */
export function withManagers(
	chances: Chances,
	presalesSkill: number,
	closerSkill: number,
	acceptance: number
): Chances {
	const first = Math.sqrt(presalesSkill);
	const last = Math.sqrt(closerSkill);
	return [
		Math.min(0.97, chances[0] * first),
		Math.min(0.97, chances[1] * first * acceptance),
		Math.min(0.97, chances[2] * last),
		Math.min(0.97, chances[3] * last)
	];
}

/** Chance that a lead is a client in the end, second chances (by an average closer) included. */
export function clientChance([mql, sal, sql, client]: Chances): number {
	const atMql = reachChance * mql;
	const atSal = atMql * sal;
	const atSql = atSal * sql;
	const lostMql = atMql - atSal;
	const lostSal = atSal - atSql;
	const lostSql = atSql * (1 - client);
	const share = (kind: 'refused' | 'returned') =>
		(lostMql * losses.mql[kind] + lostSal * losses.sal[kind] + lostSql * losses.sql[kind]) *
		secondChances[kind].back *
		secondChances[kind].client;
	return atSql * client + share('returned') + share('refused');
}

/** The mean of {@link clientChance} over what leads of such fit and interest do at first: as if normal, at three points. */
export function usualClientChance(quality: number, fit: number, interest: number): number {
	const at = (deviations: number) =>
		clientChance(stepChances(quality, fit, interest, deviations * spreads[interest]!));
	return (at(-Math.sqrt(3)) + 4 * at(0) + at(Math.sqrt(3))) / 6;
}

/**
 * The quality at which a campaign turns the wanted share of all its leads into clients, `regular` of them being neither
 * junk nor unfit, with shares of fit and interest as given.
 */
export function solveQuality(
	wanted: number,
	regular: number,
	fit: readonly number[],
	interest: readonly number[]
): number {
	const rate = (quality: number) => {
		let sum = 0;
		let weights = 0;
		fit.forEach((f, i) =>
			interest.forEach((g, j) => {
				sum += f * g * usualClientChance(quality, i, j);
				weights += f * g;
			})
		);
		return (regular * sum) / weights;
	};
	let low = -6;
	let high = 6;
	for (let i = 0; i < 36; i++) {
		const middle = (low + high) / 2;
		if (rate(middle) < wanted) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
