/** What filters there are, without the schema that reads them: pages need the names in the browser. */

export const modes = ['cohort', 'period'] as const;
export const compares = ['none', 'previous', 'year'] as const;

/** What a touch and a request have of their own. */
export const touchFilters = ['channel', 'campaign', 'content', 'term', 'page'] as const;
export type TouchFilter = (typeof touchFilters)[number];

/** Filters on a lead's values: each may repeat (any of); empty = none; a leading `!` excludes (see values.ts). */
export const valueFilters = [
	...touchFilters,
	'manager',
	'firstManager',
	'team',
	'role',
	'source',
	'company',
	'outcome',
	'temperature',
	'stage'
] as const;
export type ValueFilter = (typeof valueFilters)[number];

export const timeBreakdowns = ['day', 'week', 'month'] as const;
export type TimeBreakdown = (typeof timeBreakdowns)[number];

/** Every filter but those on values, in the order of an address. */
export const scalarFilters = [
	'from',
	'to',
	'asOf',
	'mode',
	'window',
	'by',
	'compare',
	'credit',
	'base',
	'goal',
	'within',
	'attribution',
	'model',
	'horizon',
	'delay'
] as const;

/** What a filter is when the address does not say. */
export const filterDefaults = {
	mode: 'cohort',
	compare: 'none',
	credit: 'last',
	base: 'accepted',
	goal: 'client',
	within: 'role',
	attribution: 'first'
} as const;

/**
 * Presales are judged by the SQL leads that they had first, of all their leads (which of them sales accept is their own
 * work): what they are asked about unless the address says otherwise.
 */
export const presalesDefaults = { credit: 'first', base: 'all', goal: 'sql' } as const;

/** The defaults, given the values of the filter `role`. */
export const defaultsFor = (roles: readonly string[] | undefined) =>
	roles?.length === 1 && roles[0] === 'presales'
		? { ...filterDefaults, ...presalesDefaults }
		: filterDefaults;

/** Who a manager is compared with: all of the same role, of the same team and role, or everybody. */
export const comparedWithin = ['role', 'team', 'all'] as const;

/** Rules by which a client is credited to the touches on its way. */
export const attributionModels = ['first', 'last', 'linear', 'position', 'time-decay', 'markov'] as const;
export type AttributionModel = (typeof attributionModels)[number];

export const leadSorts = [
	'newest',
	'oldest',
	'active',
	'waiting',
	'idle',
	'urgent',
	'score',
	'amount',
	'name'
] as const;

/** What sales made of a lead that reached MQL. */
export const handoverStates = ['accepted', 'rejected', 'waiting'] as const;
export type HandoverState = (typeof handoverStates)[number];

/** A filter on values, `attr.<name>` among them. */
export const isValueFilter = (name: string) =>
	(valueFilters as readonly string[]).includes(name) ||
	(name.length > 5 && name.startsWith('attr.') && !name.includes('\0'));

export const isTouchFilter = (name: string): name is TouchFilter =>
	(touchFilters as readonly string[]).includes(name);

export const isTimeBreakdown = (name: string): name is TimeBreakdown =>
	(timeBreakdowns as readonly string[]).includes(name);

/** Every parameter name that is a filter. Others (sort, page …) belong to their page. */
export const isFilterName = (name: string) =>
	isValueFilter(name) || (scalarFilters as readonly string[]).includes(name);

/** How long a lead has been without activity, against the median and the 90th percentile of its stage. */
export const idleBands = ['median', 'p90', 'beyond'] as const;
export type IdleBand = (typeof idleBands)[number];

/** Days since the refusal of a lead; `undated`: nobody knows. */
export const refusedAges = ['0-29', '30-89', '90-179', '180-364', '365', 'undated'] as const;
export type RefusedAge = (typeof refusedAges)[number];

/** In the order of their numbers in the lead rows. */
export const temperatures = ['cold', 'warm', 'hot'] as const;
export type Temperature = (typeof temperatures)[number];

/** Leads that called in vain, whenever; or those that nobody has called back yet. */
export const missedCallChoices = ['any', 'open'] as const;
