import { describe, expect, it } from 'vitest';
import { event, told } from '../../../tests/support/lead-story.ts';
import type { EventType } from '#lib/events/event.ts';
import { salVisits } from './sal-visits.ts';

/** The visits of a lead with one event a day. */
const visits = (...types: EventType[]) =>
	salVisits(
		told(
			types.map((type, i) =>
				event(type, `2026-05-${String(i + 1).padStart(2, '0')} 10:00`, { key: String(i) })
			)
		).moves
	);

const result = (count: number, passes: number, first: boolean | null, last: boolean | null) => ({
	...{ count, passes, first, last }
});

describe('visits to SAL', () => {
	it.each<[string, EventType[], ReturnType<typeof result>]>([
		['none before it', ['created', 'iql', 'mql'], result(0, 0, null, null)],
		['one under way', ['created', 'sal'], result(1, 0, null, null)],
		['one passed, at work', ['created', 'sal', 'sql'], result(1, 1, true, true)],
		['one passed, a client', ['created', 'sal', 'client'], result(1, 1, true, true)],
		['one passed without a stop at SAL', ['created', 'sql'], result(1, 1, true, true)],
		['one passed at one blow', ['created', 'client'], result(1, 1, true, true)],
		['one that ended with a return', ['created', 'sal', 'returned'], result(1, 0, false, false)],
		['one that ended with a loss', ['created', 'sal', 'junk'], result(1, 0, false, false)],
		['one passed, lost later', ['created', 'sal', 'sql', 'refused'], result(1, 1, true, true)],
		['one passed, sent back later', ['created', 'sal', 'sql', 'returned'], result(1, 1, true, true)],
		['none, rejected at hand-over', ['created', 'mql', 'returned'], result(0, 0, null, null)],
		['a second one under way', ['created', 'sal', 'returned', 'sal'], result(2, 0, false, null)],
		['a second one passed', ['created', 'sal', 'returned', 'sal', 'sql'], result(2, 1, false, true)],
		['a second one without a stop', ['created', 'sal', 'returned', 'client'], result(2, 1, false, true)],
		[
			'the third one passed',
			['created', 'sal', 'returned', 'sal', 'returned', 'sal', 'sql'],
			result(3, 1, false, true)
		],
		[
			'the first one passed only',
			['created', 'sql', 'returned', 'sal', 'refused'],
			result(2, 1, true, false)
		],
		['a new one after a loss at SAL', ['created', 'sal', 'refused', 'reopened'], result(2, 0, false, null)],
		['a new one after a loss deeper', ['created', 'sql', 'refused', 'reopened'], result(2, 2, true, true)],
		['a sale after a loss', ['created', 'sal', 'refused', 'client'], result(2, 1, false, true)],
		['none after a loss before it', ['created', 'mql', 'refused', 'reopened'], result(0, 0, null, null)],
		['one loss after another', ['created', 'sal', 'refused', 'junk'], result(1, 0, false, false)],
		[
			'none while it is closed',
			['created', 'sal', 'refused', 'returned', 'reopened'],
			result(1, 0, false, false)
		]
	])('%s', (_, types, wanted) => {
		expect(visits(...types)).toEqual(wanted);
	});
});
