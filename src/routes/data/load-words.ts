import * as m from '#lib/ui/paraglide/messages.js';

const statuses: Record<string, () => string> = {
	waiting: m.load_waiting,
	running: m.load_running,
	done: m.load_done,
	stopped: m.load_stopped,
	failed: m.load_failed,
	removed: m.load_removed
};

const origins: Record<string, () => string> = {
	command: m.origin_command,
	page: m.origin_page,
	api: m.origin_api,
	hook: m.origin_hook,
	feed: m.origin_feed,
	retry: m.origin_retry
};

const readAs: Record<string, () => string> = {
	encoding: m.mapping_encoding,
	delimiter: m.mapping_delimiter,
	sheet: m.draft_sheet,
	dates: m.read_as_dates,
	decimal: m.mapping_decimal
};

const word = (words: Record<string, () => string>, key: string) => words[key]?.() ?? key;

/** "running". */
export const loadStatus = (status: string) => word(statuses, status);
/** What brought a load: "this page". */
export const originName = (origin: string) => word(origins, origin);
/** What was found out about a file: "Encoding". */
export const readAsName = (name: string) => word(readAs, name);
