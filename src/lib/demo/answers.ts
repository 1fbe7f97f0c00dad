/** What the demo company's leads answer and do, and how often, by how well they fit and how interested they are. */
import type { Weighted } from './words.ts';

/** Answers by how well the lead fits: strongly, fairly, weakly. */
export const jobTitles: Weighted[] = [
	[
		['Head of Customer Service', 30],
		['Managing director', 22],
		['COO', 14],
		['IT manager', 18],
		['Head of E-commerce', 16]
	],
	[
		['IT manager', 20],
		['Team lead Support', 28],
		['Office manager', 16],
		['Managing director', 14],
		['Project manager', 22]
	],
	[
		['Assistant', 24],
		['Freelancer', 26],
		['Project manager', 14],
		['Marketing manager', 20],
		['Intern', 16]
	]
];

export const companySizes = ['1-10', '11-50', '51-200', '201-1000', '1000+'] as const;
export const sizeWeights: number[][] = [
	[6, 34, 38, 17, 5],
	[22, 44, 24, 8, 2],
	[52, 30, 12, 4, 2]
];

export const products = ['Starter', 'Team', 'Business', 'Enterprise'] as const;
/** Product by company size. */
export const productWeights: number[][] = [
	[70, 27, 3, 0],
	[28, 56, 15, 1],
	[6, 42, 47, 5],
	[1, 14, 60, 25],
	[0, 4, 36, 60]
];
/** Median amount of a first contract and the spread of its logarithm, by product. */
export const productPrices: [number, number][] = [
	[960, 0.4],
	[2900, 0.45],
	[8400, 0.55],
	[31000, 0.75]
];

export const cities: Weighted = [
	['Berlin', 17],
	['Hamburg', 11],
	['Munich', 11],
	['Cologne', 8],
	['Frankfurt', 7],
	['Stuttgart', 6],
	['Düsseldorf', 6],
	['Leipzig', 5],
	['Vienna', 7],
	['Zurich', 5],
	['Hanover', 4],
	['Nuremberg', 4],
	['Bremen', 3],
	['Dresden', 3],
	['Graz', 2],
	['Basel', 1]
];

export const budgets: Weighted[] = [
	[
		['approved', 56],
		['planned', 40],
		['none', 4]
	],
	[
		['approved', 22],
		['planned', 52],
		['none', 26]
	],
	[
		['approved', 3],
		['planned', 17],
		['none', 80]
	]
];
export const authorities: Weighted[] = [
	[
		['decides', 64],
		['recommends', 31],
		['researches', 5]
	],
	[
		['decides', 30],
		['recommends', 50],
		['researches', 20]
	],
	[
		['decides', 6],
		['recommends', 22],
		['researches', 72]
	]
];
/** Answers by interest: hot, warm, cold. */
export const needs: Weighted[] = [
	[
		['clear', 80],
		['vague', 18],
		['none', 2]
	],
	[
		['clear', 38],
		['vague', 54],
		['none', 8]
	],
	[
		['clear', 7],
		['vague', 41],
		['none', 52]
	]
];
export const timings: Weighted[] = [
	[
		['this month', 50],
		['this quarter', 39],
		['this year', 9],
		['later', 2]
	],
	[
		['this month', 14],
		['this quarter', 42],
		['this year', 32],
		['later', 12]
	],
	[
		['this month', 2],
		['this quarter', 11],
		['this year', 36],
		['later', 51]
	]
];

/**
 * What a lead does of its own accord, most of it in the first hours, by interest: hot, warm, cold. Interest lasts: it
 * shows in how much a lead does and in what, before sales have decided on it and after.
 */
export const firstMeans = [8, 4, 1.6];
export const activities: Weighted[] = [
	[
		['email_open', 14],
		['email_click', 18],
		['product_view', 24],
		['pricing_view', 20],
		['webinar', 8],
		['survey', 6],
		['demo_request', 10]
	],
	[
		['email_open', 24],
		['email_click', 18],
		['product_view', 25],
		['pricing_view', 15],
		['webinar', 7],
		['survey', 5],
		['demo_request', 5],
		['unsubscribe', 1]
	],
	[
		['email_open', 40],
		['email_click', 16],
		['product_view', 21],
		['pricing_view', 8],
		['webinar', 5],
		['survey', 4],
		['demo_request', 2],
		['unsubscribe', 4]
	]
];
/** Days: mean time from the request until each of these. */
export const firstDays = 0.3;

/** What it does now and then afterwards, as long as it has not been turned away. */
export const laterMeans = [3.2, 2.5, 1.8];
/** Days after the request from which it does, and mean days between two of these. */
export const laterFrom = 10;
export const laterGap = 18;
export const laterActivities: Weighted = [
	['email_open', 64],
	['email_click', 10],
	['product_view', 12],
	['pricing_view', 4],
	['webinar', 5],
	['survey', 4],
	['demo_request', 1]
];
/** Clients go on to use what they have bought: mean days between two of these. */
export const clientGap = 10;
export const clientActivities: Weighted = [
	['email_open', 26],
	['email_click', 20],
	['product_view', 30],
	['webinar', 14],
	['survey', 10]
];
export const mailActivities = new Set(['email_open', 'email_click', 'survey', 'unsubscribe']);
