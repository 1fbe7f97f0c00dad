import * as m from '#lib/ui/paraglide/messages.js';

/** The pages about the people who sell, as the tabs above them name them. */
export const sections = [
	{ href: '/managers', label: m.managers_tab_results },
	{ href: '/managers/today', label: m.managers_tab_today },
	{ href: '/managers/mix', label: m.managers_tab_mix },
	{ href: '/managers/moves', label: m.managers_tab_moves }
];
