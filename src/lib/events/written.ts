/** The canonical text of what a row says, from which an event without a key of its own gets one. */

/** One field; its length makes the text of several fields unambiguous. */
export function writeField(field: string, text: string): string {
	return `${field}${text.length}:${text}`;
}

/** One attribute. Attributes follow each other in the order of their names. */
export function writeAttribute(name: string, text: string): string {
	return `attribute${name.length}:${name}${text.length}:${text}`;
}

/** Sets a key that may be anything, `__proto__` included. */
export function setAttribute<Value>(attributes: Record<string, Value>, name: string, text: Value): void {
	if (name === '__proto__') {
		Object.defineProperty(attributes, name, {
			value: text,
			enumerable: true,
			configurable: true,
			writable: true
		});
	} else attributes[name] = text;
}
