/** Addresses of records in the systems that they came from. */

const placeholder = '{id}';

/** What is wrong with a template for addresses; null if it is usable. */
export function linkFault(template: string): string | null {
	if (!template.includes(placeholder)) return 'must have {id} where the id of the record stands';
	const [a, b] = ['1', '2'].map((id) => template.replaceAll(placeholder, id));
	if (!URL.canParse(a!) || !['http:', 'https:'].includes(new URL(a!).protocol))
		return 'must be an address such as https://crm.example.com/leads/{id}';
	// Ids come with the data: they may choose the page, but never the site.
	if (new URL(a!).host !== new URL(b!).host || new URL(a!).username || new URL(a!).password)
		return 'must have {id} after the name of the site, and no user name';
	return null;
}

/** The address of a record; null if its source has no template, or the record no id. */
export function recordLink(
	links: Record<string, string>,
	source: string,
	externalId: string | null
): string | null {
	if (externalId === null || !Object.hasOwn(links, source)) return null;
	return links[source]!.replaceAll(placeholder, () => encodeURIComponent(externalId));
}
