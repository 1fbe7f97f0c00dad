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
		['approved', 52],
		['planned', 40],
		['none', 8]
	],
	[
		['approved', 22],
		['planned', 48],
		['none', 30]
	],
	[
		['approved', 5],
		['planned', 25],
		['none', 70]
	]
];
export const authorities: Weighted[] = [
	[
		['decides', 62],
		['recommends', 32],
		['researches', 6]
	],
	[
		['decides', 30],
		['recommends', 48],
		['researches', 22]
	],
	[
		['decides', 8],
		['recommends', 28],
		['researches', 64]
	]
];
/** Answers by interest: hot, warm, cold. */
export const needs: Weighted[] = [
	[
		['clear', 78],
		['vague', 20],
		['none', 2]
	],
	[
		['clear', 40],
		['vague', 52],
		['none', 8]
	],
	[
		['clear', 10],
		['vague', 46],
		['none', 44]
	]
];
export const timings: Weighted[] = [
	[
		['this month', 44],
		['this quarter', 42],
		['this year', 11],
		['later', 3]
	],
	[
		['this month', 13],
		['this quarter', 40],
		['this year', 34],
		['later', 13]
	],
	[
		['this month', 3],
		['this quarter', 14],
		['this year', 36],
		['later', 47]
	]
];

/** Mean number of activities, and their kinds, by interest: hot, warm, cold. */
export const activityMeans = [8.4, 5, 2.6];
export const activities: Weighted[] = [
	[
		['email_open', 17],
		['email_click', 17],
		['product_view', 21],
		['pricing_view', 22],
		['webinar', 7],
		['survey', 4],
		['demo_request', 12]
	],
	[
		['email_open', 30],
		['email_click', 17],
		['product_view', 26],
		['pricing_view', 13],
		['webinar', 7],
		['survey', 4],
		['demo_request', 3]
	],
	[
		['email_open', 52],
		['email_click', 10],
		['product_view', 26],
		['pricing_view', 4],
		['webinar', 4],
		['survey', 3],
		['demo_request', 1]
	]
];
export const mailActivities = new Set(['email_open', 'email_click', 'survey', 'unsubscribe']);
