/** The first and the last line of an export. */
import { z } from 'zod';

/** The lines between are `{"kind":…,"data":{…}}`. A later format is not understood by an earlier Sluice. */
export const formatVersion = 1;

export const exportHeader = z.object({
	kind: z.literal('export'),
	format: z.int(),
	/** When the data were as the export has them. */
	at: z.string(),
	timezone: z.string(),
	currency: z.string(),
	country: z.string().nullable(),
	/** What the data of each kind may have. */
	columns: z.record(z.string(), z.array(z.string()))
});
export type ExportHeader = z.infer<typeof exportHeader>;

export const exportEnd = z.object({
	kind: z.literal('end'),
	/** Lines before this one, the first included. */
	lines: z.int(),
	/** Of these lines with their line breaks, in hex. */
	sha256: z.string()
});
export type ExportEnd = z.infer<typeof exportEnd>;

const lineStart = /^\{"kind":"([a-z ]{1,40})"/;

/** The kind of a line, told by its beginning; null if it is none. */
export const kindOf = (line: Buffer): string | null =>
	lineStart.exec(line.toString('latin1', 0, 64))?.[1] ?? null;
