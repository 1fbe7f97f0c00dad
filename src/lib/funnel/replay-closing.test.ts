import { describe, expect, it } from 'vitest';
import { entered, event, moves, time, told } from '../../../tests/support/lead-story.ts';

const A = { record: 'a', row: 'crm\u0000a' };
const B = { record: 'b', row: 'crm\u0000b' };

describe('a loss', () => {
	it.each(['refused', 'unfit', 'junk'] as const)('closes the lead as %s, with its reason', (outcome) => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('sal', '2026-05-02 10:00', A),
			event(outcome, '2026-05-03', { ...A, reason: 'Price' })
		]);
		expect([lead.outcome, lead.reason, time(lead.outcomeAt!.ms), lead.outcomeAt!.dateOnly]).toEqual([
			outcome,
			'Price',
			'2026-05-03 23:59:59.999',
			true
		]);
		expect([lead.deepest, lead.stage]).toEqual([4, 4]);
		expect(moves(lead).at(-1)).toBe(`2026-05-03 23:59:59.999 sal → ${outcome}`);
	});

	it('closes its own record only: a duplicate does not close the real one', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('created', '2026-05-02 10:00', B),
			event('junk', '2026-05-03 10:00', { ...B, reason: 'Duplicate' })
		]);
		expect([lead.outcome, lead.outcomeAt, lead.reason]).toEqual(['open', null, null]);
		expect(moves(lead)).toEqual(['2026-05-01 10:00  → lead']);
	});

	it('closes the lead with the last one when all records are closed', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('created', '2026-05-02 10:00', B),
			event('junk', '2026-05-03 10:00', { ...B, reason: 'Duplicate' }),
			event('refused', '2026-05-04 10:00', { ...A, reason: 'Price' })
		]);
		expect([lead.outcome, lead.reason, time(lead.outcomeAt!.ms)]).toEqual([
			'refused',
			'Price',
			'2026-05-04 10:00'
		]);
	});

	it('is not held up by a record that nobody ever opened, such as that of a mailing tool', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('activity', '2026-05-02 10:00', { record: 'mail', activity: 'email_click' }),
			event('refused', '2026-05-03 10:00', A),
			event('activity', '2026-05-04 10:00', { record: 'mail', activity: 'email_click' })
		]);
		expect(lead.outcome).toBe('refused');
	});

	it('may follow a loss: the later outcome and reason count', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('refused', '2026-05-02 10:00', { ...A, reason: 'Price' }),
			event('junk', '2026-05-03 10:00', A)
		]);
		expect([lead.outcome, lead.reason]).toEqual(['junk', null]);
		expect(moves(lead).slice(1)).toEqual([
			'2026-05-02 10:00 lead → refused',
			'2026-05-03 10:00 refused → junk'
		]);
	});

	it('keeps the deepest stage, from where the lead was lost, after a return', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('sql', '2026-05-02 10:00', A),
			event('returned', '2026-05-03 10:00', A),
			event('refused', '2026-05-04 10:00', A)
		]);
		expect([lead.deepest, lead.stage]).toEqual([5, 3]);
		expect(moves(lead).at(-1)).toBe('2026-05-04 10:00 mql → refused');
	});
});

describe('a closed lead opens again', () => {
	const closed = [
		event('created', '2026-05-01 10:00', A),
		event('sal', '2026-05-02 10:00', A),
		event('refused', '2026-05-03 10:00', { ...A, reason: 'Price' })
	];
	const after = (...events: Parameters<typeof told>[0]) => told([...closed, ...events]);

	it('by reopened, of whatever row', () => {
		const lead = after(event('reopened', '2026-05-04 10:00', A));
		expect([lead.outcome, lead.outcomeAt, lead.reason]).toEqual(['open', null, null]);
		expect(moves(lead).at(-1)).toBe('2026-05-04 10:00 refused → sal');
	});

	it('by a later created event of another row, an approximate one too', () => {
		for (const approximate of [false, true])
			expect(
				after(event('created', '2026-05-04 10:00', { record: 'a', row: 'crm\u0000c', approximate })).outcome
			).toBe('open');
		expect(after(event('created', '2026-05-04 10:00', B)).outcome).toBe('open');
		expect(after(event('created', '2026-05-04 10:00')).outcome).toBe('open');
	});

	it('by a later exact stage event of another row, and enters the stage', () => {
		const lead = after(event('sql', '2026-05-04 10:00', B));
		expect(lead.outcome).toBe('open');
		expect(moves(lead).slice(-2)).toEqual(['2026-05-04 10:00 refused → sal', '2026-05-04 10:00 sal → sql']);
	});

	it('but not by an approximate stage event of another row, which still counts as entered', () => {
		const lead = after(event('sql', '2026-05-04 10:00', { ...B, approximate: true }));
		expect(lead.outcome).toBe('refused');
		expect(entered(lead).sql).toBe('2026-05-04 10:00, own, approximate');
		expect(moves(lead).at(-1)).toBe('2026-05-03 10:00 sal → refused');
	});

	it('but not by created or a stage of the row that closed it', () => {
		expect(after(event('created', '2026-05-04 10:00', A)).outcome).toBe('refused');
		expect(after(event('sql', '2026-05-04 10:00', A)).outcome).toBe('refused');
	});

	it('but not by anything that is not later than the closing', () => {
		const lead = told([
			event('created', '2026-05-01', A),
			event('refused', '2026-05-03', A),
			event('created', '2026-05-03 12:00', B),
			event('junk', '2026-05-03', B)
		]);
		expect(lead.outcome).toBe('junk');
	});

	it('but not by activity, contact or assignment', () => {
		for (const type of ['activity', 'contacted', 'assigned', 'profile', 'returned'] as const)
			expect(after(event(type, '2026-05-04 10:00', B)).outcome).toBe('refused');
	});

	it('only by the record that opens: closing that one again closes the lead', () => {
		const lead = after(
			event('created', '2026-05-04 10:00', B),
			event('refused', '2026-05-05 10:00', { ...B, reason: 'Time' })
		);
		expect([lead.outcome, lead.reason]).toEqual(['refused', 'Time']);
		expect(moves(lead).slice(-3)).toEqual([
			'2026-05-03 10:00 sal → refused',
			'2026-05-04 10:00 refused → sal',
			'2026-05-05 10:00 sal → refused'
		]);
	});

	it('where a closed record of an open lead is opened again, without a move', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('created', '2026-05-01 11:00', B),
			event('refused', '2026-05-02 10:00', A),
			event('reopened', '2026-05-03 10:00', { record: 'a' }),
			event('refused', '2026-05-04 10:00', B)
		]);
		expect(lead.outcome).toBe('open');
		expect(moves(lead)).toHaveLength(1);
	});
});

describe('a sale', () => {
	it('is final: later events are kept and flagged', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('client', '2026-05-02 10:00', { ...A, amount: 12_000 }),
			event('refused', '2026-05-03 10:00', { ...A, reason: 'Regret' }),
			event('returned', '2026-05-03 11:00', A),
			event('created', '2026-05-04 10:00', B)
		]);
		expect([lead.outcome, time(lead.outcomeAt!.ms), lead.reason]).toEqual([
			'client',
			'2026-05-02 10:00',
			null
		]);
		expect([lead.lateEvents, lead.returns, lead.amount]).toEqual([3, 0, 12_000]);
		expect(moves(lead)).toHaveLength(2);
	});

	it('adds the amount of a further one, and nothing else', () => {
		const sale = (day: string, amount: number | null) =>
			event('client', `2026-05-0${day} 10:00`, { ...A, amount });
		expect(told([sale('2', 12_000), sale('3', 500), sale('4', null)]).amount).toBe(12_500);
		expect(told([sale('2', null), sale('3', 500)]).amount).toBe(500);
		expect(told([sale('2', null)]).amount).toBeNull();
	});

	it('keeps a sum that is too large at the largest exact number', () => {
		const sale = (day: string) =>
			event('client', `2026-05-0${day} 10:00`, { amount: Number.MAX_SAFE_INTEGER });
		expect(told([sale('2'), sale('3')]).amount).toBe(Number.MAX_SAFE_INTEGER);
	});

	it('may come after a loss', () => {
		const lead = told([
			event('created', '2026-05-01 10:00', A),
			event('refused', '2026-05-02 10:00', { ...A, reason: 'Price' }),
			event('client', '2026-05-03 10:00', A)
		]);
		expect([lead.outcome, lead.reason]).toEqual(['client', null]);
		expect(moves(lead).slice(1)).toEqual([
			'2026-05-02 10:00 lead → refused',
			'2026-05-03 10:00 refused → client'
		]);
	});
});
