import { expect, test } from 'vitest';
import { openApiDocument } from './document.ts';

interface Document {
	paths: Record<string, Record<string, Described>>;
	components: { schemas: Record<string, unknown> };
}

interface Described {
	operationId: string;
	parameters: { name: string; in: string; schema: object }[];
	requestBody?: { content: Record<string, { schema: object }> };
	responses: Record<string, { content: Record<string, { schema: object }> }>;
	security: object[];
}

const document = openApiDocument('http://localhost:3000') as unknown as Document;

const described = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation, path }))
);

function refsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}

test('every reference leads to a component, and every component is used', () => {
	const refs = new Set(refsIn(document));
	const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
	expect([...refs].filter((ref) => !names.includes(ref))).toEqual([]);
	expect(names.filter((name) => !refs.has(name))).toEqual([]);
	expect(names).toContain('#/components/schemas/Event');
});

test('every route and method of the API is described, and nothing else', async () => {
	const files = import.meta.glob<Record<string, unknown>>('/src/routes/api/v1/**/+server.ts');
	const served: string[] = [];
	for (const [file, open] of Object.entries(files)) {
		const path = file.replace(/^\/src\/routes|\/\+server\.ts$/g, '').replaceAll(/\[(\w+)\]/g, '{$1}');
		for (const method of Object.keys(await open())) served.push(`${method.toLowerCase()} ${path}`);
	}
	expect(described.map(({ name }) => name).sort()).toEqual(served.sort());
});

test('operations have distinct ids, their path parameters, and errors of one form', () => {
	expect(new Set(described.map(({ operation }) => operation.operationId)).size).toBe(described.length);
	for (const { operation, path, name } of described) {
		const inPath = operation.parameters
			.filter((parameter) => parameter.in === 'path')
			.map((parameter) => parameter.name);
		expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
		for (const status of ['401', '403', '500'])
			expect(operation.responses[status]!.content['application/json']!.schema, name).toEqual({
				$ref: '#/components/schemas/Error'
			});
		expect(operation.responses['200'], name).toBeDefined();
	}
});

test('events, filters and tokens are described as they are read', () => {
	const { paths, components } = document;
	const events = paths['/api/v1/events']!.post!;
	expect(events.security).toEqual([{ token: [] }]);
	expect(events.requestBody!.content['application/json']!.schema).toEqual({
		type: 'array',
		items: { $ref: '#/components/schemas/Event' }
	});
	expect(components.schemas.Event).toMatchObject({
		type: 'object',
		required: ['type', 'at'],
		properties: { type: { enum: expect.arrayContaining(['created', 'client']) as unknown } }
	});
	const funnel = paths['/api/v1/reports/funnel']!.get!;
	expect(funnel.security).toEqual([{}, { token: [] }]);
	const parameters = Object.fromEntries(funnel.parameters.map(({ name, schema }) => [name, schema]));
	expect(parameters.mode).toMatchObject({ enum: ['cohort', 'period'] });
	expect(parameters.channel).toEqual({ type: 'array', items: { type: 'string' } });
});
