/** The pages of the rail, in their order. A new page is one line here. */
import * as m from './paraglide/messages.js';

export const pages: { path: string; name: () => string }[] = [
	{ path: '/funnel', name: m.nav_funnel },
	{ path: '/channels', name: m.nav_channels },
	{ path: '/lead-time', name: m.nav_lead_time },
	{ path: '/managers', name: m.nav_managers },
	{ path: '/scoring', name: m.nav_scoring },
	{ path: '/leads', name: m.nav_leads },
	{ path: '/data', name: m.nav_data },
	{ path: '/settings', name: m.nav_settings }
];

export const isCurrent = (path: string, pathname: string) =>
	pathname === path || pathname.startsWith(`${path}/`);
