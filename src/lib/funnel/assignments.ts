/** Who had a lead from when to when. */

export interface Assignment {
	manager: string;
	since: number;
	/** When it went to another manager or ended; null: it is still open, and theirs. */
	until: number | null;
	/** Stage index when it came to the manager. */
	stage: number;
	/** Who had it before, and after; the same name: the lead was closed in between. null: nobody. */
	previous: string | null;
	next: string | null;
}

/** Gathers the assignments of one lead; times (ms) never go back. */
export function createAssignments() {
	const list: Assignment[] = [];
	const end = (ms: number, next: string | null = null) => {
		const last = list.at(-1);
		if (!last) return;
		last.until ??= ms;
		last.next ??= next;
	};
	return {
		list,
		/** The lead is closed. */
		end: (ms: number) => end(ms),
		/** The manager has the lead; nothing changes if they had it already and it was not closed since. */
		has(manager: string, ms: number, stage: number, closed: boolean) {
			const last = list.at(-1);
			if (last?.manager === manager && (last.until === null || closed)) return;
			end(ms, manager);
			list.push({
				manager,
				since: ms,
				until: closed ? ms : null,
				stage,
				previous: last?.manager ?? null,
				next: null
			});
		}
	};
}
