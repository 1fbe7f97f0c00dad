/** How a sales rep is named in the path of a page. */

/** A name that a browser would take for the folder itself or the one above, after any backslashes. */
const dots = /^\\*\.{1,2}$/;

export const repPath = (name: string): string =>
	`/managers/rep/${encodeURIComponent(dots.test(name) ? `\\${name}` : name)}`;

/** The name that {@link repPath} wrote, from the decoded part of the path. */
export const repOfPath = (part: string): string =>
	part.startsWith('\\') && dots.test(part) ? part.slice(1) : part;
