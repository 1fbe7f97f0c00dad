/** What the quality report says: how much of what was loaded counts, and where the data disagree with themselves. */
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import type { LookAlike } from './look-alikes.ts';
import type { StatusRow } from './statuses.ts';

export interface QualityLoad {
	id: number;
	file: string;
	source: string | null;
	status: string;
	rows: Record<'read' | 'accepted' | 'corrected' | 'known' | 'ignored' | 'quarantined', number>;
	events: Record<'accepted' | 'corrected' | 'known' | 'withdrawn', number>;
}

export interface StageQuality {
	stage: Stage;
	/** False: hardly any lead has an entry of its own here. */
	recorded: boolean;
	reached: number;
	/** Entries taken from a later stage. */
	implied: number;
	outOfOrder: number;
	/** Own entries whose time is a stand-in. */
	approximate: number;
}

/** The durations of one step between recorded stages: how many leads have one, and why the others have none. */
export interface StepQuality {
	from: Stage;
	to: Stage;
	/** Leads that reached `to`. */
	reached: number;
	timed: number;
	/** An end is not an entry of its own. */
	implied: number;
	/** An end has an approximate time. */
	approximate: number;
	negative: number;
}

export interface SourceFreshness {
	source: string;
	records: number;
	/** The newest exact event, ISO 8601; null without one. */
	newestEvent: string | null;
	/** When a load last brought or confirmed something of it, ISO 8601. */
	lastLoad: string | null;
}

/** Shares of filled fields, 0 to 1; null without leads (clients). */
export interface Completeness {
	key: string | null;
	leads: number;
	lead: number | null;
	clients: number;
	client: number | null;
}

export interface QualityReport extends ReportHead {
	loads: QualityLoad[];
	quarantine: { reason: string; count: number }[];
	records: number;
	/** How many leads fewer than records there are, since records of one person were joined. */
	joined: number;
	sharedKeys: number;
	/** Entries of recorded stages, as in `stages`. */
	implied: number;
	outOfOrder: number;
	approximate: number;
	/** Durations left out because they would be negative, over the steps of `steps`. */
	negative: number;
	stages: StageQuality[];
	steps: StepQuality[];
	statuses: StatusRow[];
	/** Leads without a channel; without a manager. */
	without: { channel: number; manager: number };
	lookAlikes: LookAlike[];
	excludedChannels: { channel: string; leads: number }[];
	/** null while no costs are loaded. Amounts in the reporting currency. */
	costs: {
		withoutLeads: { channel: string | null; amount: number }[];
		leadsWithout: { channel: string | null; leads: number }[];
	} | null;
	freshness: SourceFreshness[];
	cards: { channel: Completeness[]; manager: Completeness[] };
}
