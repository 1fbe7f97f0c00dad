/** A file of which nothing, or nothing more, can be read. The message is one sentence for the user. */
export class FileProblem extends Error {
	override name = 'FileProblem';
}
