/** Columns that several statements list in the same order. */

/** The event log, as `COPY` and `INSERT … SELECT` name them. */
export const eventColumns = [
	'record_id',
	'event_key',
	'at',
	'day',
	'load_id',
	'line',
	'row_id',
	'approximate',
	'type',
	'source',
	'row_key',
	'contacts',
	'name',
	'company',
	'status',
	'channel',
	'campaign',
	'content',
	'term',
	'page',
	'activity',
	'manager',
	'amount',
	'currency',
	'reason',
	'attributes'
] as const;

/** What makes two versions of one event differ: all but its keys and where it was read. */
export const contentColumns = eventColumns.filter(
	(column) => !['record_id', 'event_key', 'load_id', 'line'].includes(column)
);
