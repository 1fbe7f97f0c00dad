/** Companies whose leads are with different managers: they may call the same customer without knowing of each other. */

/** Leads of one company, written in one way, with one manager: those open, or of the last year. */
export interface CompanyCell {
	/** Lower case, without blanks around: equal for the ways in which it is written. */
	name: string;
	company: string;
	manager: string;
	leads: number;
	open: number;
}

interface CompanyManager {
	manager: string;
	leads: number;
	open: number;
}

export interface SharedCompany {
	/** As it is written most often; all ways in which it is written. */
	company: string;
	spellings: string[];
	leads: number;
	open: number;
	/** At least two, those with the most leads first. */
	managers: CompanyManager[];
}

export interface SharedCompanies {
	/** How many there are, before the search. */
	count: number;
	/** How many the search finds. */
	found: number;
	/** The largest first. */
	companies: SharedCompany[];
}

const sum = (parts: readonly CompanyCell[], of: 'leads' | 'open') =>
	parts.reduce((total, part) => total + part[of], 0);

const most = (a: { leads: number; open: number }, b: { leads: number; open: number }) =>
	b.open - a.open || b.leads - a.leads;
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Companies with the most open leads first, then those with the most leads. */
export function sharedCompanies(cells: readonly CompanyCell[]): SharedCompany[] {
	return [...Map.groupBy(cells, ({ name }) => name).values()]
		.map((own): SharedCompany => {
			const spellings = [...Map.groupBy(own, ({ company }) => company)]
				.map(([company, parts]) => ({ company, leads: sum(parts, 'leads') }))
				.sort((a, b) => b.leads - a.leads || compare(a.company, b.company))
				.map(({ company }) => company);
			const managers = [...Map.groupBy(own, ({ manager }) => manager)]
				.map(([manager, parts]) => ({ manager, leads: sum(parts, 'leads'), open: sum(parts, 'open') }))
				.sort((a, b) => most(a, b) || compare(a.manager, b.manager));
			return {
				company: spellings[0]!,
				spellings,
				leads: sum(own, 'leads'),
				open: sum(own, 'open'),
				managers
			};
		})
		.filter(({ managers }) => managers.length > 1)
		.sort((a, b) => most(a, b) || compare(a.company, b.company));
}
