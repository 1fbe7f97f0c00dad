import * as m from '#lib/ui/paraglide/messages.js';

/** The pages about time, as the tabs above them name them. */
export const sections = [
	{ href: '/lead-time', label: m.lead_time_tab_curve },
	{ href: '/lead-time/response', label: m.lead_time_tab_response },
	{ href: '/lead-time/waiting', label: m.lead_time_tab_waiting },
	{ href: '/lead-time/forecast', label: m.lead_time_tab_forecast }
];
