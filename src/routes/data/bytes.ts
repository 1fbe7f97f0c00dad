import { formatNumber } from '#lib/ui/format.ts';

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** 1,250,000 → "1.3 MB". */
export function formatBytes(bytes: number): string {
	let size = bytes;
	let unit = 0;
	while (size >= 1000 && unit < units.length - 1) {
		size /= 1000;
		unit++;
	}
	return `${formatNumber(size)} ${units[unit]}`;
}
