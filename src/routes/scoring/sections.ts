import * as m from '#lib/ui/paraglide/messages.js';

/** The pages about score models, as the tabs above them name them. */
export const sections = [
	{ href: '/scoring', label: m.scoring_tab_gate },
	{ href: '/scoring/models', label: m.scoring_tab_models },
	{ href: '/scoring/shared', label: m.scoring_tab_shared },
	{ href: '/scoring/audit', label: m.scoring_tab_audit },
	{ href: '/scoring/suggest', label: m.scoring_tab_suggest },
	{ href: '/scoring/versions', label: m.scoring_tab_versions }
];
