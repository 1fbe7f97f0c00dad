import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '#lib/events/event.ts';
import { berlin, event } from '../../../tests/support/lead-story.ts';
import { movePath, readMovePath } from './move-path.ts';
import { replay, type ReplayEvent } from './replay.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const anyEvent: fc.Arbitrary<ReplayEvent> = fc
	.record({
		type: fc.constantFrom(...eventTypes),
		day: fc.integer({ min: 1, max: 9 }),
		hour: maybe(fc.constantFrom('00:00', '10:00', '23:59')),
		more: fc.record({
			approximate: fc.boolean(),
			record: fc.constantFrom('a', 'b', 'c'),
			row: maybe(fc.constantFrom('crm\u00001', 'crm\u00002', 'crm\u00003')),
			source: fc.constantFrom('crm', 'web'),
			contact: fc.boolean(),
			channel: maybe(fc.constantFrom('SMM', 'Google')),
			manager: maybe(fc.constantFrom('Anna', 'Boris')),
			amount: maybe(fc.nat(1000)),
			reason: maybe(fc.constantFrom('Price', 'Time')),
			status: maybe(fc.constantFrom('New', 'Won')),
			activity: maybe(
				fc.constantFrom('missed_call', 'call_attempt', 'unsubscribe', 'resubscribe', 'constructor')
			),
			name: maybe(fc.constantFrom('A', 'B')),
			attributes: maybe(fc.dictionary(fc.constantFrom('City', 'Size'), fc.constantFrom('1', '2')))
		})
	})
	.map(({ type, day, hour, more }) =>
		event(type, `2026-03-2${day}${hour === null ? '' : ` ${hour}`}`, more, berlin)
	);

/** Keys are unique within a record only, as in the log. */
const anyLead = fc.array(anyEvent, { minLength: 1, maxLength: 14 }).map((events) =>
	events.map((one, i) => ({
		...one,
		key: String(events.slice(0, i).filter(({ record }) => record === one.record).length)
	}))
);

describe('replay', () => {
	it('does not depend on the order in which events arrived', () => {
		fc.assert(
			fc.property(
				anyLead.chain((lead) =>
					fc.tuple(fc.constant(lead), fc.shuffledSubarray(lead, { minLength: lead.length }))
				),
				([lead, shuffled]) => {
					expect(replay(shuffled, berlin, null)).toEqual(replay(lead, berlin, null));
				}
			),
			{ numRuns: 400 }
		);
	});

	it('changes nothing that it is given', () => {
		fc.assert(
			fc.property(anyLead, (lead) => {
				const before = structuredClone(lead);
				expect(replay(lead, berlin, null)).toEqual(replay(lead, berlin, null));
				expect(lead).toEqual(before);
			})
		);
	});

	it('never lets the funnel grow downward', () => {
		fc.assert(
			fc.property(anyLead, (events) => {
				const lead = replay(events, berlin, null);
				const times = lead.entries.map((entry) => entry?.ms ?? null);
				expect(times.every((ms, i) => (ms !== null) === i <= lead.deepest)).toBe(true);
				for (let i = 2; i <= lead.deepest; i++) expect(times[i - 1]!).toBeLessThanOrEqual(times[i]!);
				expect(lead.stage).toBeLessThanOrEqual(lead.deepest);
				expect(lead.outOfOrder & ~lead.own).toBe(0);
			}),
			{ numRuns: 400 }
		);
	});

	it('tells one story in outcome, stage and moves', () => {
		fc.assert(
			fc.property(anyLead, (events) => {
				const lead = replay(events, berlin, null);
				expect(lead.outcome === 'open').toBe(lead.outcomeAt === null);
				expect(lead.outcome === 'client').toBe(lead.deepest === 6);
				expect(lead.outcome === 'client').toBe(events.some(({ type }) => type === 'client'));
				for (const [i, move] of lead.moves.entries()) {
					expect(move.from).toBe(i === 0 ? null : lead.moves[i - 1]!.to);
					expect(move.to).not.toBe(move.from);
				}
				for (const value of lead.durations) if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 400 }
		);
	});

	it('keeps every request and every event with a channel as a touch, in order', () => {
		fc.assert(
			fc.property(anyLead, (events) => {
				const { touches, createdAt, outcome } = replay(events, berlin, null);
				const created = events.filter(({ type }) => type === 'created');
				const shown = events.filter(({ type, channel }) => type === 'activity' && channel !== null);
				expect(touches).toHaveLength(created.length + shown.length);
				for (const [i, touch] of touches.slice(1).entries())
					expect(touch.ms).toBeGreaterThanOrEqual(touches[i]!.ms);
				const requests = touches.filter(({ request }) => request !== null);
				expect(requests).toHaveLength(created.length);
				if (requests.length) expect([requests[0]!.request, requests[0]!.ms]).toEqual(['new', createdAt]);
				if (outcome !== 'client') expect(requests.some(({ request }) => request === 'client')).toBe(false);
			}),
			{ numRuns: 400 }
		);
	});

	it('gives the lead to one manager at a time, the last one being its manager', () => {
		fc.assert(
			fc.property(anyLead, (events) => {
				const { assignments, manager, firstManager, outcome } = replay(events, berlin, null);
				expect([assignments[0]?.manager ?? null, assignments.at(-1)?.manager ?? null]).toEqual([
					firstManager,
					manager
				]);
				for (const [i, { since, until, previous, next }] of assignments.entries()) {
					const [before, after] = [assignments[i - 1], assignments[i + 1]];
					expect([previous, next]).toEqual([before?.manager ?? null, after?.manager ?? null]);
					expect(until === null).toBe(!after && outcome === 'open');
					if (until !== null) expect(until).toBeGreaterThanOrEqual(since);
					if (after) expect(after.since).toBeGreaterThanOrEqual(until!);
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('knows the calls that nobody answered, and what sales did', () => {
		fc.assert(
			fc.property(anyLead, (events) => {
				const lead = replay(events, berlin, null);
				expect(lead.missedCallAt === null || lead.missedCalls > 0).toBe(true);
				expect(lead.salesActivities).toBeGreaterThanOrEqual(lead.contactAttempts);
				expect(typeof lead.unsubscribed).toBe('boolean');
				expect(readMovePath(movePath(lead.moves))).toEqual(lead.moves.map(({ to }) => to));
			}),
			{ numRuns: 400 }
		);
	});
});
