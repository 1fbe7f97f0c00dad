/** Why a feed cannot be read now. The message is a sentence or two for the user. */
export class FeedProblem extends Error {
	override name = 'FeedProblem';
}
