/** The description of the API as OpenAPI 3.1, made from the schemas by which requests are read and answers tested. */
import { z } from 'zod';
import { needed, scopeMeanings, scopes } from '../accounts/scopes.ts';
import { errorAnswer } from './answers.ts';
import { operations, type Operation, type Parameter } from './operations.ts';

type Json = Record<string, unknown>;

const descriptions: Record<number, string> = {
	400: 'The request cannot be read.',
	401: 'The token is missing, unknown or revoked.',
	403: 'The token lacks the scope.',
	404: 'There is no such thing.',
	409: 'It does not go with what is there, or a request with the same Idempotency-Key is still being answered.',
	413: 'The body is too large.',
	415: 'The body is of a kind that is not taken.',
	422: 'What was sent makes no sense here.',
	429: 'The server is busy: come again after Retry-After.',
	500: 'Something went wrong; the message has the id of the log.',
	503: 'The database cannot be reached: come again after Retry-After.'
};

/** `origin` is the address of this server. */
export function openApiDocument(origin: string): Json {
	const components: Json = {};
	/** Schemas with an id go to the components, once. */
	const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
		const made = z.toJSONSchema(schema, {
			io,
			unrepresentable: 'any',
			// Ids become names of components, which two forms of one schema would share.
			override: ({ jsonSchema }) => void delete jsonSchema.id
		}) as Json;
		const { $defs, ...rest } = made;
		delete rest.$schema;
		for (const [name, definition] of Object.entries(($defs ?? {}) as Json))
			components[name] = componentRefs(definition);
		const id = z.globalRegistry.get(schema)?.id;
		if (id === undefined) return componentRefs(rest) as Json;
		// One that is used on its own is among the definitions already.
		if (!('$ref' in rest)) components[id] = componentRefs(rest);
		return { $ref: `#/components/schemas/${id}` };
	};

	const paths: Record<string, Json> = {};
	for (const operation of operations) {
		const path = operation.route.replaceAll(/\[(\w+)\]/g, '{$1}');
		paths[path] = { ...paths[path], [operation.method]: describe(operation, schemaOf) };
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Sluice',
			version: '1',
			description: `Errors have one form. Scopes of tokens: ${scopes.map((scope) => `${scope} (${scopeMeanings[scope]})`).join(', ')}.`
		},
		servers: [{ url: origin }],
		paths,
		components: {
			schemas: components,
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: 'npm run --silent sluice -- token create NAME --scope …'
				}
			}
		}
	};
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Json;

function describe(operation: Operation, schemaOf: SchemaOf): Json {
	const need = needed(operation.method.toUpperCase(), operation.route)!;
	const problem = { 'application/json': { schema: schemaOf(errorAnswer, 'output') } };
	const responses: Json = {};
	for (const status of [...operation.errors, 401, 403, 500].sort((a, b) => a - b))
		responses[status] = { description: descriptions[status]!, content: problem };
	for (const [status, { description, schema }] of Object.entries(operation.answers)) {
		const own = schemaOf(schema, 'output');
		const isError = status === '422';
		responses[status] = {
			description,
			content: {
				'application/json': { schema: isError ? { anyOf: [own, schemaOf(errorAnswer, 'output')] } : own }
			}
		};
	}
	return {
		operationId: operation.id,
		summary: operation.summary,
		// Without accounts reading needs no token; one that is given must be valid.
		security: need.open ? [{}, { token: [] }] : [{ token: [] }],
		'x-scope': need.scope,
		parameters: operation.parameters.map((parameter) => parameterOf(parameter, schemaOf)),
		...(operation.body ? { requestBody: bodyOf(operation.body, schemaOf) } : {}),
		responses
	};
}

function parameterOf(
	{ name, in: place, schema, description, repeats, required }: Parameter,
	schemaOf: SchemaOf
): Json {
	const one = schemaOf(schema, 'output');
	return {
		name,
		in: place,
		...(description === undefined ? {} : { description }),
		required: required ?? false,
		schema: repeats ? { type: 'array', items: one } : one
	};
}

function bodyOf(body: NonNullable<Operation['body']>, schemaOf: SchemaOf): Json {
	const content = Object.fromEntries(
		Object.entries(body).map(([type, schema]) => [
			type,
			{ schema: schema === null ? { type: 'object' } : schemaOf(schema, 'input') }
		])
	);
	return { required: true, content };
}

/** References as they are within an OpenAPI document. */
function componentRefs(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(componentRefs);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			key === '$ref' && typeof inner === 'string'
				? inner.replace('#/$defs/', '#/components/schemas/')
				: componentRefs(inner)
		])
	);
}
