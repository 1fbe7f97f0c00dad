/** Fields of a lead that a card may list; other names are attributes. */
export const cardFields = [
	'name',
	'contact',
	'company',
	'channel',
	'campaign',
	'content',
	'term',
	'page',
	'manager',
	'amount'
] as const;
export const isCardField = (name: string): name is Exclude<(typeof cardFields)[number], 'contact'> =>
	name !== 'contact' && (cardFields as readonly string[]).includes(name);
