/** Name and version as the filter `model` and the reports write them. */
export const modelName = ({ name, version }: { name: string; version: number }) => `${name}@${version}`;

/** A model as it is written: NAME@VERSION, or NAME alone (its version is null then). */
export function readModelName(written: string): { name: string; version: number | null } {
	const [, name = '', version] = /^(.*?)(?:@(\d{1,9}))?$/s.exec(written)!;
	return { name, version: version === undefined ? null : Number(version) };
}
