/** The demo company's channels: what they bring, what they cost, when, and how good it is. */

export interface CampaignSpec {
	name: string;
	/** Weight within its channel. */
	share: number;
	contents?: string[];
	terms?: string[];
	pages?: string[];
	/** Days before the end of the data; absent: from the beginning. */
	startedDaysAgo?: number;
	/** Against the channel's own rate (1). */
	conversion?: number;
	/** Against the channel's own share of junk and unfit leads (1). */
	waste?: number;
}

export interface ChannelSpec {
	/** null: nobody knows where these leads came from. */
	name: string | null;
	/** Where its leads first appear. */
	source: 'crm' | 'website' | 'mailing' | 'telephony';
	/** Warmed up by mail before sales hear of it; else called at once. */
	nurtured: boolean;
	/** Weight among the channels, over the whole time (a channel that started late: per day since then). */
	share: number;
	startedDaysAgo?: number;
	/** Share of all its leads that become clients in the end, with average managers. */
	conversion: number;
	junk: number;
	unfit: number;
	/** Leads that fit strongly, fairly, weakly. */
	fit: [number, number, number];
	/** Hot, warm and cold leads. */
	interest: [number, number, number];
	/** Of one lead, in the reporting currency; null: nothing is ever booked for it. */
	costPerLead: number | null;
	booked: 'daily' | 'monthly';
	/** Clicks per lead and impressions per click; absent: not an online advertisement. */
	clicksPerLead?: number;
	impressionsPerClick?: number;
	/** Weight of each month, January first. */
	season: number[];
	/** Weight of each weekday, Monday first. */
	week: number[];
	/** Weight of a day by its date, where leads come in waves. */
	waves?: 'webinar' | 'newsletter' | 'fair';
	hours: 'evening' | 'day' | 'office';
	email: number;
	phone: number;
	campaigns: CampaignSpec[];
}

const business = [0.98, 1.06, 1.1, 1.03, 1.0, 0.98, 0.82, 0.8, 1.14, 1.16, 1.13, 0.74];
const even = [1, 1, 1, 1, 1, 1, 0.9, 0.9, 1, 1, 1, 0.85];
const workweek = [1.15, 1.2, 1.18, 1.12, 0.98, 0.45, 0.55];
const weekend = [0.92, 0.9, 0.92, 0.94, 0.95, 1.18, 1.32];
const officeWeek = [1.2, 1.2, 1.15, 1.1, 0.95, 0.06, 0.03];

export const channels: ChannelSpec[] = [
	{
		name: 'Google Ads',
		source: 'crm',
		nurtured: false,
		share: 0.19,
		conversion: 0.053,
		junk: 0.07,
		unfit: 0.11,
		fit: [0.26, 0.46, 0.28],
		interest: [0.24, 0.46, 0.3],
		costPerLead: 74,
		booked: 'daily',
		clicksPerLead: 21,
		impressionsPerClick: 24,
		season: business,
		week: workweek,
		hours: 'day',
		email: 0.9,
		phone: 0.72,
		campaigns: [
			{
				name: 'Search | Brand',
				share: 0.24,
				contents: ['Headline A', 'Headline B'],
				terms: ['deskwell', 'deskwell helpdesk', 'deskwell price'],
				pages: ['/', '/pricing']
			},
			{
				name: 'Search | Helpdesk software',
				share: 0.36,
				contents: ['Free trial', 'ROI calculator'],
				terms: ['helpdesk software', 'ticket system', 'customer service software', 'shared inbox'],
				pages: ['/helpdesk-software', '/ticket-system', '/demo']
			},
			{
				name: 'Search | Competitors',
				share: 0.16,
				contents: ['Switch in a week', 'Compare prices'],
				terms: ['helpdesk alternative', 'ticket system comparison'],
				pages: ['/compare']
			},
			{
				name: 'Performance Max',
				share: 0.24,
				contents: ['Image set 1', 'Image set 2', 'Video 15 s'],
				pages: ['/demo', '/pricing']
			}
		]
	},
	{
		name: 'Organic search',
		source: 'crm',
		nurtured: false,
		share: 0.15,
		conversion: 0.067,
		junk: 0.05,
		unfit: 0.08,
		fit: [0.28, 0.46, 0.26],
		interest: [0.26, 0.46, 0.28],
		costPerLead: null,
		booked: 'daily',
		season: business,
		week: workweek,
		hours: 'day',
		email: 0.91,
		phone: 0.68,
		campaigns: [
			{
				name: '',
				share: 1,
				pages: ['/', '/pricing', '/demo', '/guides/first-response-time', '/guides/sla', '/integrations']
			}
		]
	},
	{
		name: 'Meta Ads',
		source: 'crm',
		nurtured: false,
		share: 0.15,
		conversion: 0.042,
		junk: 0.12,
		unfit: 0.18,
		fit: [0.16, 0.44, 0.4],
		interest: [0.16, 0.42, 0.42],
		costPerLead: 31,
		booked: 'daily',
		clicksPerLead: 15,
		impressionsPerClick: 82,
		season: [0.95, 1, 1.05, 1, 1, 0.95, 0.9, 0.85, 1.05, 1.1, 1.3, 1.05],
		week: weekend,
		hours: 'evening',
		email: 0.93,
		phone: 0.86,
		campaigns: [
			{
				name: 'Lead form | Small teams',
				share: 0.42,
				contents: ['Carousel: inbox chaos', 'Video: one inbox', 'Static: price']
			},
			{
				name: 'Retargeting | Site visitors',
				share: 0.26,
				contents: ['Testimonial Nordwind', 'Demo in 20 minutes'],
				conversion: 1.35,
				waste: 0.7
			},
			{
				name: 'Lookalike | Clients 1 %',
				share: 0.32,
				contents: ['Video: one inbox', 'Carousel: before and after']
			},
			{
				name: 'Advantage+ | Broad',
				share: 1.1,
				contents: ['Auto mix 1', 'Auto mix 2', 'Auto mix 3'],
				startedDaysAgo: 125,
				conversion: 0.3,
				waste: 1.6
			}
		]
	},
	{
		name: 'LinkedIn Ads',
		source: 'crm',
		nurtured: false,
		share: 0.08,
		conversion: 0.061,
		junk: 0.04,
		unfit: 0.11,
		fit: [0.4, 0.42, 0.18],
		interest: [0.18, 0.46, 0.36],
		costPerLead: 138,
		booked: 'daily',
		clicksPerLead: 12,
		impressionsPerClick: 190,
		season: business,
		week: officeWeek.map((w, day) => (day > 4 ? 0.3 : w)),
		hours: 'day',
		email: 0.97,
		phone: 0.55,
		campaigns: [
			{ name: 'Lead gen | Heads of Service', share: 0.45, contents: ['Benchmark 2', 'Quote: COO'] },
			{ name: 'Sponsored | ROI calculator', share: 0.32, contents: ['Calculator A', 'Calculator B'] },
			{ name: 'Message ad | IT managers', share: 0.23, contents: ['Message 1', 'Message 2'] }
		]
	},
	{
		name: 'Webinars',
		source: 'website',
		nurtured: true,
		share: 0.085,
		conversion: 0.049,
		junk: 0.04,
		unfit: 0.13,
		fit: [0.28, 0.44, 0.28],
		interest: [0.22, 0.46, 0.32],
		costPerLead: 22,
		booked: 'monthly',
		season: [1, 1.1, 1.1, 1, 1, 0.9, 0.6, 0.6, 1.2, 1.2, 1.2, 0.7],
		week: workweek,
		waves: 'webinar',
		hours: 'day',
		email: 1,
		phone: 0.35,
		campaigns: [
			{ name: 'First reply in one hour', share: 0.4, contents: ['Registration page'], pages: ['/webinars'] },
			{ name: 'Helpdesk in 30 days', share: 0.35, contents: ['Registration page'], pages: ['/webinars'] },
			{ name: 'Service numbers that matter', share: 0.25, contents: ['Recording'], pages: ['/webinars'] }
		]
	},
	{
		name: 'Content library',
		source: 'website',
		nurtured: true,
		share: 0.095,
		conversion: 0.024,
		junk: 0.1,
		unfit: 0.2,
		fit: [0.18, 0.42, 0.4],
		interest: [0.1, 0.4, 0.5],
		costPerLead: 17,
		booked: 'monthly',
		season: even,
		week: workweek.map((w, day) => (day > 4 ? 0.85 : w)),
		hours: 'evening',
		email: 1,
		phone: 0.22,
		campaigns: [
			{
				name: 'E-book: Service in numbers',
				share: 0.45,
				contents: ['PDF'],
				pages: ['/library/service-in-numbers']
			},
			{
				name: 'Checklist: Choosing a helpdesk',
				share: 0.35,
				contents: ['PDF'],
				pages: ['/library/checklist']
			},
			{ name: 'Template: SLA contract', share: 0.2, contents: ['DOCX'], pages: ['/library/sla-template'] }
		]
	},
	{
		name: 'Newsletter',
		source: 'mailing',
		nurtured: true,
		share: 0.05,
		conversion: 0.06,
		junk: 0.03,
		unfit: 0.12,
		fit: [0.26, 0.46, 0.28],
		interest: [0.2, 0.46, 0.34],
		costPerLead: 6,
		booked: 'monthly',
		season: even,
		week: workweek,
		waves: 'newsletter',
		hours: 'evening',
		email: 1,
		phone: 0.3,
		campaigns: [
			{ name: 'Monthly issue', share: 0.6, contents: ['Lead story', 'Footer'] },
			{ name: 'Product news', share: 0.25, contents: ['Release notes'] },
			{ name: 'Win-back', share: 0.15, contents: ['We miss you'] }
		]
	},
	{
		name: 'Referrals',
		source: 'crm',
		nurtured: false,
		share: 0.045,
		conversion: 0.153,
		junk: 0.02,
		unfit: 0.05,
		fit: [0.36, 0.46, 0.18],
		interest: [0.36, 0.46, 0.18],
		costPerLead: 40,
		booked: 'monthly',
		season: even,
		week: officeWeek.map((w, day) => (day > 4 ? 0.4 : w)),
		hours: 'day',
		email: 0.82,
		phone: 0.9,
		campaigns: [{ name: 'Client refers client', share: 1 }]
	},
	{
		name: 'Partners',
		source: 'crm',
		nurtured: false,
		share: 0.045,
		conversion: 0.107,
		junk: 0.01,
		unfit: 0.08,
		fit: [0.42, 0.42, 0.16],
		interest: [0.26, 0.5, 0.24],
		costPerLead: 110,
		booked: 'monthly',
		season: even,
		week: officeWeek,
		hours: 'office',
		email: 0.95,
		phone: 0.88,
		campaigns: [
			{ name: 'Nordlicht Consulting', share: 0.45 },
			{ name: 'Systemhaus Meridian', share: 0.35 },
			{ name: 'Alba IT', share: 0.2 }
		]
	},
	{
		name: 'Trade fairs',
		source: 'crm',
		nurtured: false,
		share: 0.035,
		conversion: 0.052,
		junk: 0.04,
		unfit: 0.2,
		fit: [0.3, 0.42, 0.28],
		interest: [0.16, 0.46, 0.38],
		costPerLead: 165,
		booked: 'monthly',
		season: even,
		week: officeWeek,
		waves: 'fair',
		hours: 'office',
		email: 0.9,
		phone: 0.8,
		campaigns: [
			{ name: 'Service Days', share: 0.55 },
			{ name: 'Retail IT Forum', share: 0.45 }
		]
	},
	{
		name: 'Display network',
		source: 'crm',
		nurtured: false,
		share: 0.055,
		conversion: 0.01,
		junk: 0.25,
		unfit: 0.24,
		fit: [0.12, 0.4, 0.48],
		interest: [0.08, 0.36, 0.56],
		costPerLead: 92,
		booked: 'daily',
		clicksPerLead: 64,
		impressionsPerClick: 410,
		season: [0.9, 0.95, 1, 1, 1, 1, 0.9, 0.9, 1, 1.1, 1.3, 1.2],
		week: weekend,
		hours: 'evening',
		email: 0.86,
		phone: 0.6,
		campaigns: [
			{
				name: 'Banner | Business portals',
				share: 0.6,
				contents: ['300x250', '728x90', '160x600'],
				pages: ['/demo']
			},
			{ name: 'Video | Prospecting', share: 0.4, contents: ['6 s', '15 s'], pages: ['/'] }
		]
	},
	{
		name: 'YouTube Ads',
		source: 'crm',
		nurtured: false,
		share: 0.2,
		startedDaysAgo: 57,
		conversion: 0.053,
		junk: 0.08,
		unfit: 0.13,
		fit: [0.26, 0.46, 0.28],
		interest: [0.24, 0.46, 0.3],
		costPerLead: 58,
		booked: 'daily',
		clicksPerLead: 26,
		impressionsPerClick: 150,
		season: even,
		week: weekend,
		hours: 'evening',
		email: 0.92,
		phone: 0.62,
		campaigns: [
			{ name: 'In-stream | One inbox', share: 0.6, contents: ['20 s', '45 s'], pages: ['/demo'] },
			{ name: 'Shorts | Service stories', share: 0.4, contents: ['Story 1', 'Story 2'], pages: ['/'] }
		]
	},
	{
		name: null,
		source: 'telephony',
		nurtured: false,
		share: 0.025,
		conversion: 0.072,
		junk: 0.14,
		unfit: 0.12,
		fit: [0.24, 0.44, 0.32],
		interest: [0.36, 0.44, 0.2],
		costPerLead: null,
		booked: 'daily',
		season: even,
		week: officeWeek,
		hours: 'office',
		email: 0.55,
		phone: 1,
		campaigns: [{ name: '', share: 1 }]
	}
];
