import * as m from '#lib/ui/paraglide/messages.js';

/** The pages about the data, as the tabs above them name them. */
export const sections = [
	{ href: '/data', label: m.data_tab_overview },
	{ href: '/data/load', label: m.upload_title },
	{ href: '/data/feeds', label: m.feeds_tab },
	{ href: '/data/quarantine', label: m.quarantine_title },
	{ href: '/data/people', label: m.data_tab_people },
	{ href: '/data/api', label: m.data_tab_api }
];
