/** What the API can do: every route and method, its parameters, bodies and answers. */
import { z } from 'zod';
import { eventShape } from '#lib/events/event-schema.ts';
import { hooks } from '#lib/events/hooks/hooks.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { valueFilters } from '#lib/filters/names.ts';
import { presetsOf } from '../intake/post-rows.ts';
import {
	funnelAnswer,
	hookAnswer,
	leadAnswer,
	leadsAnswer,
	loadAnswer,
	optionsAnswer,
	qualityAnswer
} from './answers.ts';
import { channelsAnswer } from './channels.ts';
import { costShape } from './costs.ts';
import { leadScoreAnswer } from './lead-score.ts';
import { leadTimeAnswer } from './lead-time.ts';
import { managersAnswer } from './managers.ts';
import { modelOperations } from './models.ts';
import { scoringAnswer } from './scoring.ts';
import { suggestionAnswer } from './suggestion.ts';

export interface Parameter {
	name: string;
	in: 'query' | 'path' | 'header';
	schema: z.ZodType;
	description?: string;
	/** The parameter may be given several times. */
	repeats?: boolean;
	required?: boolean;
}

export interface Operation {
	/** As SvelteKit names it. */
	route: string;
	method: 'get' | 'post' | 'delete';
	id: string;
	summary: string;
	parameters: Parameter[];
	/** Content types and what they hold; null: any form or object. */
	body?: Record<string, z.ZodType | null>;
	/** Answers beside the errors that every request may get. */
	answers: Record<number, { description: string; schema: z.ZodType }>;
	errors: number[];
}

const query = (name: string, schema: z.ZodType, description?: string): Parameter => ({
	name,
	in: 'query',
	schema,
	...(description === undefined ? {} : { description })
});

/** Those that may be given once; the others have parameters of their own. */
const scalars = Object.entries(filtersSchema.shape).filter(([name]) => name !== 'values' && name !== 'by');

const filterParameters: Parameter[] = [
	...scalars.map(([name, schema]) => query(name, schema)),
	...valueFilters.map((name) => ({
		...query(
			name,
			z.string(),
			'Any of the values given; empty: none; a leading ! excludes, \\! stands for a ! at the beginning of a value.'
		),
		repeats: true
	})),
	{
		...query('attr.{name}', z.string(), 'An attribute of the lead, such as attr.City=Berlin.'),
		repeats: true
	},
	{
		...query(
			'by',
			filtersSchema.shape.by.unwrap().element,
			'One or two breakdowns; with two, keys are pairs.'
		),
		repeats: true
	}
];

const source = query('source', z.string(), 'The source of rows that name none.');

const preset = (kind: 'events' | 'costs') =>
	query(
		'preset',
		z.enum(presetsOf(kind)),
		`What the rows are; by default ${kind} by the names of their fields.`
	);

const idempotencyKey: Parameter = {
	name: 'Idempotency-Key',
	in: 'header',
	schema: z.string().min(1).max(255),
	description: 'The same key with the same body gets the same answer for 7 days; nothing is loaded twice.'
};

const rowsBody = (row: z.ZodType) => ({
	'application/json': z.array(row),
	'application/x-ndjson': row,
	'text/csv': z.string().describe('A header with the names of the fields, then rows.')
});

const loaded = {
	200: { description: 'What became of the rows; some may be in quarantine.', schema: loadAnswer },
	422: {
		description: 'No row could be loaded (or the Idempotency-Key was used for another body).',
		schema: loadAnswer
	}
};

export const operations: readonly Operation[] = [
	{
		route: '/api/v1/events',
		method: 'post',
		id: 'postEvents',
		summary: 'Loads events: up to 50 MB as JSON, NDJSON or CSV, also gzip.',
		parameters: [source, preset('events'), idempotencyKey],
		body: rowsBody(eventShape),
		answers: loaded,
		errors: [400, 409, 413, 415, 429, 503]
	},
	{
		route: '/api/v1/costs',
		method: 'post',
		id: 'postCosts',
		summary: 'Loads costs of channels by day; what the body names replaces what was loaded of it before.',
		parameters: [source, preset('costs'), idempotencyKey],
		body: rowsBody(costShape),
		answers: loaded,
		errors: [400, 409, 413, 415, 429, 503]
	},
	{
		route: '/api/v1/hooks/[name]',
		method: 'post',
		id: 'postHook',
		summary: 'Takes one delivery of a webhook, as its system documents it.',
		parameters: [
			{ name: 'name', in: 'path', required: true, schema: z.enum(hooks.map((hook) => hook.name)) },
			query('token', z.string(), 'The token, for systems that cannot send headers.'),
			query('source', z.string(), 'The source of the events; by default the name of the webhook.')
		],
		body: {
			'application/json': null,
			'application/x-www-form-urlencoded': null,
			'multipart/form-data': null
		},
		answers: {
			200: { description: 'Taken; a body that cannot be read is kept in quarantine.', schema: hookAnswer }
		},
		errors: [413, 415, 422, 429, 503]
	},
	{
		route: '/api/v1/reports/funnel',
		method: 'get',
		id: 'getFunnel',
		summary: 'The funnel: how many leads reach each stage, and where and why they are lost.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: funnelAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/reports/channels',
		method: 'get',
		id: 'getChannels',
		summary: 'What each channel costs and brings; the filter channel only chooses the rows.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: channelsAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/reports/lead-time',
		method: 'get',
		id: 'getLeadTime',
		summary: 'How long leads take to become clients, and where they wait; leads count by their arrival.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: leadTimeAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/reports/managers',
		method: 'get',
		id: 'getManagers',
		summary:
			'What each manager made of their leads, against what others make of such leads; the filters manager, team and role only choose the rows.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: managersAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/reports/scoring',
		method: 'get',
		id: 'getScoring',
		summary:
			'How well a score model parts clients from others, and what each threshold would hand over; leads count by their arrival.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: scoringAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/scoring/suggestion',
		method: 'get',
		id: 'getSuggestion',
		summary: 'Points that the past suggests for the rules of a score model, tested on the newest leads.',
		parameters: [
			...filterParameters,
			{ ...query('lock', z.string(), 'The key of a rule that keeps its points.'), repeats: true }
		],
		answers: { 200: { description: 'The suggestion, or why there is none.', schema: suggestionAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/reports/quality',
		method: 'get',
		id: 'getQuality',
		summary: 'Whether the data can be trusted: loads, quarantine, joins, what is not recorded.',
		parameters: filterParameters,
		answers: { 200: { description: 'The report.', schema: qualityAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/leads',
		method: 'get',
		id: 'getLeads',
		summary: 'The leads of the filters, or exactly those behind one figure of the funnel.',
		parameters: [
			...filterParameters,
			...Object.entries(leadSelectionSchema.shape).map(([name, schema]) => query(name, schema))
		],
		answers: { 200: { description: 'One page of leads.', schema: leadsAnswer } },
		errors: [400]
	},
	{
		route: '/api/v1/leads/[id]',
		method: 'get',
		id: 'getLead',
		summary: 'One lead with its records, stages and every event.',
		parameters: [
			{
				name: 'id',
				in: 'path',
				required: true,
				schema: z.string(),
				description: 'Of the lead, or of one of its records.'
			}
		],
		answers: { 200: { description: 'The lead.', schema: leadAnswer } },
		errors: [404]
	},
	{
		route: '/api/v1/leads/[id]/score',
		method: 'get',
		id: 'getLeadScore',
		summary: 'The score of one lead: what added what and when, its class, and what would lift it.',
		parameters: [
			{
				name: 'id',
				in: 'path',
				required: true,
				schema: z.string(),
				description: 'Of the lead, or of one of its records.'
			}
		],
		answers: { 200: { description: 'The score; null while no model is live.', schema: leadScoreAnswer } },
		errors: [404]
	},
	{
		route: '/api/v1/filter-options',
		method: 'get',
		id: 'getFilterOptions',
		summary: 'The commonest values of a filter.',
		parameters: [
			{ ...query('name', z.string(), 'The name of the filter.'), required: true },
			query('q', z.string(), 'Part of the value.')
		],
		answers: { 200: { description: 'At most 50 values.', schema: optionsAnswer } },
		errors: [400]
	},
	...modelOperations,
	{
		route: '/api/v1/openapi.json',
		method: 'get',
		id: 'getOpenApi',
		summary: 'This description.',
		parameters: [],
		answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
		errors: []
	}
];
