import { error } from '@sveltejs/kit';
import { WrongFilter } from '#lib/filters/wrong-filter.ts';

/** What is read; a filter that names what is not there makes a page with status 400 that says so. */
export async function orWrongFilter<T>(read: Promise<T>): Promise<T> {
	try {
		return await read;
	} catch (problem) {
		if (problem instanceof WrongFilter) error(400, { message: problem.message, field: problem.field });
		throw problem;
	}
}
