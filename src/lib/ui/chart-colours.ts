/** Colours of tokens.css as the browser resolves them now, since charts cannot read CSS. */

import { channelTokens } from './colours.ts';

export type Colours = (token: string) => string;

/** `--ink` → `rgb(23, 33, 43)`, for the theme that `element` is shown in. */
export function readColours(element: Element): Colours {
	const probe = document.createElement('span');
	probe.hidden = true;
	element.append(probe);
	const read = (token: string) => {
		probe.style.color = `var(${token})`;
		return getComputedStyle(probe).color;
	};
	const known = new Map<string, string>();
	const tokens = [
		'--ink',
		'--ink-2',
		'--ink-3',
		'--line',
		'--line-2',
		'--surface',
		'--accent',
		...channelTokens,
		...['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'].map((stage) => `--stage-${stage}`),
		...['open', 'refused'].map((outcome) => `--outcome-${outcome}`)
	];
	for (const token of tokens) known.set(token, read(token));
	probe.remove();
	return (token) => known.get(token) ?? 'currentColor';
}

/** Calls `changed` when the theme does, by the reader's choice or the system's. Returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const system = matchMedia('(prefers-color-scheme: dark)');
	system.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		system.removeEventListener('change', changed);
	};
}
