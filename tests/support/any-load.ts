/** Whatever a load may hold. */
import fc from 'fast-check';
import { eventTypes } from '#lib/events/event.ts';
import { deal, type Deal } from './deals.ts';
const among = (...values: string[]) => fc.constantFrom(...values);
const day = among('2026-01-01', '2026-01-02', '2026-01-02 10:00', '2026-01-03T08:00:00+02:00');

/** Few ids and addresses, so that rows meet: info@x.com is often on more than five records, sometimes on fewer. */
export const anyDeal: fc.Arbitrary<Deal> = fc
	.record({
		Id: among('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'),
		Lead: among('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', ''),
		Email: among('', '', 'a@x.com', 'b@x.com', 'Anna@x.com', 'anna@x.com, a@x.com', 'anna@x.com', 'broken'),
		Phone: among('', '', '+4915112345678', '+4915112345679'),
		Created: among('2026-01-01', '2026-01-02 10:00', '2026-01-03T08:00:00+02:00', ''),
		Source: among('', 'SMM', 'Google'),
		Stage: among('New', 'Talk', 'Won', 'Lost', 'Spam'),
		Closed: among('', '2026-01-02', '2026-01-05 12:00', 'never'),
		Amount: among('', '100', '12.50', '-1'),
		Owner: among('', 'Anna', 'Boris'),
		City: among('', 'X', 'Y')
	})
	.map(deal);
export const anyDeals = fc.array(anyDeal, { minLength: 1, maxLength: 22 });
export const distinctDeals = fc.uniqueArray(anyDeal, {
	minLength: 1,
	maxLength: 12,
	selector: ({ Id }) => Id
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
export const anyEvent = fc.record({
	type: fc.constantFrom(...eventTypes),
	at: day,
	lead: maybe(among('A', 'B', 'C', 'D', 'E', 'F', 'G')),
	email: among('a@x.com', 'b@x.com', 'anna@x.com', 'info@x.com'),
	id: maybe(among('1', '2', '3', '4', '5', '6', '7', '8')),
	row: maybe(among('1', '2', '3')),
	source: among('crm', 'web'),
	channel: maybe(among('SMM', 'Google')),
	manager: maybe(among('Anna', 'Boris')),
	approximate: fc.boolean(),
	City: maybe(among('X', 'Y'))
});
/** Without two versions of one id, of which the later would count. */
export const anyEvents = fc.uniqueArray(anyEvent, {
	minLength: 1,
	maxLength: 20,
	selector: ({ id, source }) => (id === undefined ? {} : `${source} ${id}`)
});
