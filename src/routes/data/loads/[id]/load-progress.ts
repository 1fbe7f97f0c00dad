/** How far a load has come, how fast it goes and how long it will still take. */
export interface LoadProgress {
	/** 0 to 1; null if the size is not known. */
	fraction: number | null;
	rowsPerSecond: number | null;
	secondsLeft: number | null;
}

export function loadProgress(load: {
	bytes: number | null;
	bytesRead: number;
	seconds: number;
	rows: { read: number };
}): LoadProgress {
	const { bytes, bytesRead, seconds, rows } = load;
	const fraction = bytes !== null && bytes > 0 ? Math.min(1, bytesRead / bytes) : null;
	const started = seconds > 0 && rows.read > 0;
	return {
		fraction,
		rowsPerSecond: started ? rows.read / seconds : null,
		secondsLeft: started && fraction ? (seconds * (1 - fraction)) / fraction : null
	};
}
