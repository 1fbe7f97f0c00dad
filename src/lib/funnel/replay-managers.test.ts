import { describe, expect, it } from 'vitest';
import { event, moves, told } from '../../../tests/support/lead-story.ts';

const A = { row: 'crm\u0000a' };
const B = { row: 'crm\u0000b' };
const managers = (...events: Parameters<typeof told>[0]) => {
	const lead = told(events);
	return [lead.firstManager, lead.manager];
};

describe('managers', () => {
	it('are named by any event, the first and the last one being kept', () => {
		expect(
			managers(
				event('created', '2026-05-01 10:00', { manager: 'Sdr' }),
				event('contacted', '2026-05-02 10:00', { manager: 'Second' }),
				event('activity', '2026-05-03 10:00'),
				event('refused', '2026-05-04 10:00', { manager: 'Closer' })
			)
		).toEqual(['Sdr', 'Closer']);
	});

	it('are none where nobody is named', () => {
		expect(managers(event('created', '2026-05-01 10:00'))).toEqual([null, null]);
	});

	const closed = [
		event('created', '2026-05-01 10:00', { ...A, manager: 'Anna' }),
		event('refused', '2026-05-02 10:00', { ...A, manager: 'Boris' })
	];

	it('do not change while the lead is closed', () => {
		expect(managers(...closed, event('assigned', '2026-05-03 10:00', { ...B, manager: 'Cleaner' }))).toEqual([
			'Anna',
			'Boris'
		]);
		expect(managers(...closed, event('assigned', '2026-05-03 10:00', { manager: 'Cleaner' }))).toEqual([
			'Anna',
			'Boris'
		]);
	});

	it('but by an event of the row that closed it', () => {
		expect(managers(...closed, event('assigned', '2026-05-03 10:00', { ...A, manager: 'Dora' }))).toEqual([
			'Anna',
			'Dora'
		]);
	});

	it('and by the event that opens it again', () => {
		const events = [...closed, event('reopened', '2026-05-03 10:00', { ...B, manager: 'Emil' })];
		expect(managers(...events)).toEqual(['Anna', 'Emil']);
		expect(moves(told(events)).at(-1)).toBe('2026-05-03 10:00 refused → lead (Emil)');
	});

	it('and by the sale that ends it as a client, of whatever row', () => {
		for (const approximate of [false, true])
			expect(
				managers(...closed, event('client', '2026-05-03 10:00', { ...B, manager: 'Fred', approximate }))
			).toEqual(['Anna', 'Fred']);
	});

	it('do not change after the sale', () => {
		expect(
			managers(
				event('created', '2026-05-01 10:00'),
				event('client', '2026-05-02 10:00', { manager: 'Anna' }),
				event('assigned', '2026-05-03 10:00', { manager: 'Support' }),
				event('client', '2026-05-04 10:00', { manager: 'Farmer' })
			)
		).toEqual(['Anna', 'Anna']);
	});

	it('stand in the moves as they were at the time', () => {
		expect(
			moves(
				told([
					event('created', '2026-05-01 10:00', { manager: 'Anna' }),
					event('sal', '2026-05-02 10:00', { manager: 'Boris' }),
					event('sql', '2026-05-03 10:00'),
					event('returned', '2026-05-04 10:00', { manager: 'Dora' })
				])
			)
		).toEqual([
			'2026-05-01 10:00  → lead (Anna)',
			'2026-05-02 10:00 lead → sal (Boris)',
			'2026-05-03 10:00 sal → sql (Boris)',
			'2026-05-04 10:00 sql → mql (Dora)'
		]);
	});
});
