import { expect, it } from 'vitest';
import type { LeadListItem } from '#lib/funnel/lead-view.ts';
import { todoHeader, todoRows } from './todo-table.ts';

const lead: LeadListItem = {
	...{ id: 'l1', name: 'Ada', company: null, records: ['7', '8'], links: [null, 'https://crm/8'] },
	...{ channel: 'Ads', campaign: null, manager: 'Eva', createdAt: '2026-05-01T10:00:00Z', stage: 'mql' },
	...{
		outcome: 'open',
		reason: null,
		lastActivityAt: null,
		amount: null,
		score: 12,
		...{ fit: 2, engagement: 10, temperature: 'warm', hotUntil: null, warmUntil: 'never', model: 'Small@1' },
		idleDays: 3,
		limitDays: 2
	},
	todo: { reasons: ['untouched', 'overdue'], since: '2026-05-01T10:00:00Z' },
	unsubscribed: false
};
const told = (contacts: { phones: string[]; emails: string[] } | null) => {
	const [row] = todoRows([lead], new Map(contacts ? [['l1', contacts]] : []));
	return Object.fromEntries(todoHeader.map((name, i) => [name, row![i]]));
};

it('gives a dialer one number, the others beside it', () => {
	const emails = ['a@x.test', 'b@x.test'];
	expect(told({ phones: ['+491', '+492', '+493'], emails })).toEqual({
		...{ id: 'l1', name: 'Ada', company: null, phone: '+491', otherPhones: '+492 +493' },
		...{ email: 'a@x.test b@x.test', unsubscribed: false, manager: 'Eva', reason: 'untouched' },
		...{ alsoReasons: 'overdue', since: '2026-05-01T10:00:00Z', stage: 'mql', lastActivityAt: null },
		...{ idleDays: 3, limitDays: 2, score: 12, temperature: 'warm', channel: 'Ads', campaign: null },
		...{ createdAt: '2026-05-01T10:00:00Z', records: '7 8', link: 'https://crm/8' }
	});
	expect(told(null)).toMatchObject({ phone: '', otherPhones: '', email: '' });
});
