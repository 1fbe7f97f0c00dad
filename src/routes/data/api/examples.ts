/** Commands to copy: each works as it stands, one after the other, in a shell with curl. A test runs them. */

export interface Example {
	id:
		| 'token'
		| 'events'
		| 'ndjson'
		| 'gzip'
		| 'again'
		| 'costs'
		| 'hook'
		| 'funnel'
		| 'channels'
		| 'leadTime'
		| 'leads'
		| 'csv';
	lines: string[];
}

/** `address` is that of this server, such as `http://127.0.0.1:3000`. */
export function examples(address: string): Example[] {
	const authorization = `  -H "Authorization: Bearer $TOKEN"`;
	const post = (path: string) => [`curl -X POST '${address}/api/v1/${path}' \\`, `${authorization} \\`];
	return [
		{
			id: 'token',
			lines: [`TOKEN=$(npm run --silent sluice -- token create website --scope events,costs,hooks,read)`]
		},
		{
			id: 'events',
			lines: [
				...post('events?source=website'),
				`  -H 'Content-Type: application/json' \\`,
				`  -d '[`,
				`    { "type": "created", "at": "2024-05-06T09:30:00+02:00", "lead": "1001", "id": "form-1",`,
				`      "email": "ann@example.com", "name": "Ann Lee", "channel": "Google", "page": "/prices" },`,
				`    { "type": "client", "at": "2024-05-20", "lead": "1001", "id": "order-7", "amount": "1250.00" }`,
				`  ]'`
			]
		},
		{
			id: 'ndjson',
			lines: [
				`cat > events.ndjson <<'END'`,
				`{"type":"created","at":"2024-05-07","lead":"1002","id":"form-2","phone":"+12125096995"}`,
				`{"type":"activity","at":"2024-05-07","lead":"1002","id":"click-9","activity":"email_click"}`,
				`END`,
				...post('events?source=website'),
				`  --data-binary @events.ndjson`
			]
		},
		{
			id: 'gzip',
			lines: [
				'gzip -c events.ndjson |',
				...post('events?source=website'),
				`  -H 'Content-Encoding: gzip' --data-binary @-`
			]
		},
		{
			id: 'again',
			lines: [
				...post('events?source=website'),
				`  -H 'Idempotency-Key: orders-2024-05-21' \\`,
				`  -d '[{ "type": "client", "at": "2024-05-21", "lead": "1002", "id": "order-8", "amount": 300 }]'`
			]
		},
		{
			id: 'costs',
			lines: [
				...post('costs?source=ads'),
				`  -d '[{ "date": "2024-05-06", "channel": "Google", "amount": 42.50, "clicks": 31 }]'`
			]
		},
		{
			id: 'hook',
			lines: [
				`curl -X POST "${address}/api/v1/hooks/form?token=$TOKEN" \\`,
				`  -d 'name=Ben' -d 'email=ben@example.com' -d 'utm_source=Google'`
			]
		},
		{
			id: 'funnel',
			lines: [`curl '${address}/api/v1/reports/funnel?from=2024-05-01&to=2024-06-01&by=channel'`]
		},
		{
			id: 'channels',
			lines: [`curl '${address}/api/v1/reports/channels?from=2024-05-01&to=2024-06-01&compare=previous'`]
		},
		{
			id: 'leadTime',
			lines: [`curl '${address}/api/v1/reports/lead-time?from=2024-05-01&to=2024-06-01&by=channel'`]
		},
		{ id: 'leads', lines: [`curl '${address}/api/v1/leads?outcome=client&sort=amount&limit=10'`] },
		{ id: 'csv', lines: [`curl -o clients.csv '${address}/leads/leads.csv?outcome=client'`] }
	];
}
