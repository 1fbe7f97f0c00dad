/** A command of its own process: opens the server of a folder, says so, and then does what its input says. */
import { openEmbedded } from '#lib/server/db/embedded.ts';

const server = await openEmbedded(process.argv[2]!, { notify: (line) => console.log(line) });
console.log(JSON.stringify({ host: server.host, owned: server.owned }));

for await (const input of process.stdin.setEncoding('utf8')) {
	if (input === 'close') await server.close();
	if (input === 'exit') process.exit(3);
	if (input === 'throw') throw new Error('the command failed');
	console.log(`did ${input}`);
}
