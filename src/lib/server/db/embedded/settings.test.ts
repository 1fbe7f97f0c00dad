import { expect, test } from 'vitest';
import { serverSettings } from './settings.ts';

const MB = 1024 * 1024;
const GB = 1024 * MB;

test('memory grows with the machine, up to a limit', () => {
	const sized = (memory: number) => {
		const settings = serverSettings({ memory, sharedMemory: GB, disk: 100 * GB, cores: 2 }, '/run/x');
		return [
			settings.shared_buffers,
			settings.work_mem,
			settings.maintenance_work_mem,
			settings.effective_cache_size
		];
	};
	expect(sized(GB)).toEqual(['171MB', '16MB', '128MB', '512MB']);
	expect(sized(4 * GB)).toEqual(['683MB', '64MB', '512MB', '2048MB']);
	expect(sized(64 * GB)).toEqual(['1024MB', '64MB', '512MB', '32768MB']);
	expect(sized(64 * MB)).toEqual(['16MB', '4MB', '16MB', '64MB']);
});

test('the log before a checkpoint takes a quarter of the free disk at most', () => {
	const log = (disk: number) =>
		serverSettings({ memory: GB, sharedMemory: GB, disk, cores: 2 }, '/run/x').max_wal_size;
	expect([log(100 * GB), log(4 * GB), log(0)]).toEqual(['8192MB', '1024MB', '512MB']);
});

test('a small /dev/shm is not used', () => {
	const shared = (sharedMemory: number | null) =>
		serverSettings({ memory: GB, sharedMemory, disk: GB, cores: 2 }, '/run/x').dynamic_shared_memory_type;
	expect([shared(64 * MB), shared(GB), shared(null)]).toEqual(['mmap', undefined, undefined]);
});
