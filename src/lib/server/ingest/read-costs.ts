/** Reads costs of channels, by a mapping or by the names of their fields. */
import type { CostResult } from '#lib/events/costs/cost.ts';
import { compileCosts } from '#lib/events/costs/read-costs.ts';
import type { CostsMapping, MappingFormat } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import { reasons, RowFault, shown } from '#lib/events/reasons.ts';
import { FileProblem } from './file-problem.ts';
import type { ByteSource } from './read-bytes.ts';
import { readWith, type Batch } from './read-rows.ts';
import { checkBroken, checkWidth, columnReader, guarded, isObject, type RowReader } from './row-reader.ts';

export interface ReadCostsOptions {
	/** Null: columns, or JSON keys, are date, channel, campaign, amount, clicks, impressions, source. */
	mapping: CostsMapping | null;
	context: ParseContext;
	/** Counts instead of the format of the mapping: also for rows without one. */
	format?: MappingFormat;
	/** Rows of a batch. */
	batchRows?: number;
}

/** Rows of costs, in batches. Throws a FileProblem if there are none, or if the header does not fit. */
export function readCosts(
	source: ByteSource,
	{ mapping, context, format, batchRows }: ReadCostsOptions
): AsyncGenerator<Batch<CostResult>> {
	const open = (header: readonly string[] | null) =>
		costReader(source.name, mapping, header, context, format);
	return readWith(source, format ?? mapping?.format, open, batchRows);
}

/** `header` is null for JSON; `format` counts instead of that of the mapping. Throws a FileProblem if the header does not fit. */
export function costReader(
	file: string,
	mapping: CostsMapping | null,
	header: readonly string[] | null,
	context: ParseContext,
	format?: MappingFormat
): RowReader<CostResult> {
	const compiled = compileCosts(mapping, header, context, format);
	if ('problems' in compiled) {
		const what = mapping
			? `does not fit the mapping ${shown(mapping.name)}`
			: 'needs a mapping, since its columns are not the fields of costs';
		throw new FileProblem(`${file} ${what}: ${compiled.problems.join(' ')}`);
	}
	return {
		read: guarded((row) => {
			checkBroken(row, header, compiled);
			if (header) return compiled.read(checkWidth(row.cells ?? [], header.length));
			if (!isObject(row.value)) throw new RowFault(reasons.notACost, 'row', row.value);
			return compiled.readObject(row.value);
		}),
		...columnReader(file, header, compiled)
	};
}
