/** Advisory locks: one writer at a time for each of these. */
export const locks = {
	/** The merge of a chunk, and the moment in which a generation goes live. */
	ingest: 7_301,
	/** A rebuild. */
	rebuild: 7_302,
	/** Replaying touched leads into the live generation. */
	replay: 7_303,
	/** Working through the background jobs: one server does. */
	jobs: 7_304,
	/** Making the tables of the background jobs. */
	jobTables: 7_305,
	/** A load that runs: with its id, held by its session. */
	load: 7_306
} as const;
