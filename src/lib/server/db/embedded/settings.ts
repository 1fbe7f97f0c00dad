import { availableParallelism, totalmem } from 'node:os';
import { statfsSync } from 'node:fs';

const MB = 1024 * 1024;

/** What the settings depend on; bytes. */
export interface Machine {
	memory: number;
	/** Size of /dev/shm; null where there is none. */
	sharedMemory: number | null;
	/** Free room on the disk of the data. */
	disk: number;
	cores: number;
}

/** Reads the machine, or the container that limits us. */
export function readMachine(dataFolder: string): Machine {
	const limit = process.constrainedMemory();
	return {
		memory: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
		sharedMemory: room('/dev/shm')?.size ?? null,
		disk: room(dataFolder)?.free ?? 0,
		cores: availableParallelism()
	};
}

function room(folder: string): { size: number; free: number } | null {
	try {
		const { bsize, blocks, bavail } = statfsSync(folder);
		return { size: bsize * blocks, free: bsize * bavail };
	} catch {
		return null;
	}
}

/** The settings of the embedded server: one machine, few connections, large loads, reports over all rows. */
export function serverSettings(machine: Machine, socketFolder: string): Record<string, string> {
	const megabytes = (wanted: number, most: number, least: number) =>
		`${Math.round(Math.max(least, Math.min(wanted, most / MB)))}MB`;
	return {
		// Only this machine, only this user.
		listen_addresses: '',
		unix_socket_directories: socketFolder,
		unix_socket_permissions: '0700',
		max_connections: '40',

		shared_buffers: megabytes(1024, machine.memory / 6, 16),
		effective_cache_size: megabytes(machine.memory / MB / 2, machine.memory, 64),
		work_mem: megabytes(64, machine.memory / 64, 4),
		maintenance_work_mem: megabytes(512, machine.memory / 8, 16),
		// Parallel queries need more of it than containers usually have.
		...(machine.sharedMemory !== null && machine.sharedMemory < 512 * MB
			? { dynamic_shared_memory_type: 'mmap' }
			: {}),

		// No replicas: a table that is filled in the transaction that made it needs no log.
		wal_level: 'minimal',
		max_wal_senders: '0',
		wal_compression: 'on',
		max_wal_size: megabytes(8192, machine.disk / 4, 512),
		checkpoint_timeout: '30min',
		synchronous_commit: 'on',

		jit: 'off',
		random_page_cost: '1.1',
		max_parallel_workers: String(Math.max(2, machine.cores)),
		max_parallel_workers_per_gather: '2',
		max_parallel_maintenance_workers: '2',
		autovacuum: 'on',
		autovacuum_max_workers: '2',
		autovacuum_vacuum_cost_limit: '2000',

		timezone: 'UTC',
		log_timezone: 'UTC',
		lc_messages: 'C',
		default_text_search_config: 'pg_catalog.simple',
		log_checkpoints: 'off',
		// Statements and details would bring names and addresses of leads into the log.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse'
	};
}
