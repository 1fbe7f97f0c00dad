/** The numbers of an array that a query gives as text: read as JSON ten times as fast as an array; null: none. */
export const readNumbers = (array: string | null): Float64Array =>
	Float64Array.from(array === null ? [] : (JSON.parse(`[${array.slice(1, -1)}]`) as number[]));
