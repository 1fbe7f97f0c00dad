/** Sends a file in the background of the page; `fetch` could not say how much has been sent. */
export interface Sending {
	done: Promise<{ id: string } | { problem: string }>;
	stop(): void;
}

export function sendFile(file: File, onprogress: (fraction: number) => void, lost: string): Sending {
	const request = new XMLHttpRequest();
	request.open('PUT', `/data/load/upload?file=${encodeURIComponent(file.name)}`);
	request.setRequestHeader('content-type', 'application/octet-stream');
	request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
	const done = new Promise<{ id: string } | { problem: string }>((resolve) => {
		request.onload = () => resolve(answerOf(request.responseText) ?? { problem: lost });
		request.onerror = () => resolve({ problem: lost });
		request.onabort = () => resolve({ problem: '' });
	});
	request.send(file);
	return { done, stop: () => request.abort() };
}

function answerOf(text: string): { id: string } | { problem: string } | null {
	try {
		const answer = JSON.parse(text) as { id?: string; error?: { message: string }; message?: string };
		if (answer.id) return { id: answer.id };
		const problem = answer.error?.message ?? answer.message;
		return problem ? { problem } : null;
	} catch {
		return null;
	}
}
