/** The columns of a header by name, whatever their case and spacing. */

/** A column as a mapping is to name it; undefined if the header lacks it. */
export type FindColumn = (name: string) => string | undefined;

const plain = (name: string) => withoutMark(name).replace(/\s+/gu, ' ').toLowerCase();
const withoutMark = (name: string) => name.replace(/^\uFEFF/, '').trim();

/** `variants` are the other spellings of a name: the first that the header has counts. */
export function columnFinder(
	header: readonly string[],
	variants: Readonly<Record<string, readonly string[]>>
): FindColumn {
	const names = new Map<string, string>();
	for (const name of header) if (!names.has(plain(name))) names.set(plain(name), withoutMark(name));
	return (name) => {
		const others = Object.hasOwn(variants, name) ? variants[name]! : [];
		const spelling = [name, ...others].find((one) => names.has(plain(one)));
		return spelling === undefined ? undefined : names.get(plain(spelling));
	};
}
