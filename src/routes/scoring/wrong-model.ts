import { error } from '@sveltejs/kit';
import { WrongFilter } from '#lib/filters/wrong-filter.ts';

/** A page with status 400 that names the filter if it names a model that does not exist. */
export async function orWrongFilter<T>(read: Promise<T>): Promise<T> {
	try {
		return await read;
	} catch (problem) {
		if (problem instanceof WrongFilter) error(400, { message: problem.message, field: problem.field });
		throw problem;
	}
}
