/** Sets a key that may be anything, `__proto__` included. */
export function setAttribute<Value>(attributes: Record<string, Value>, name: string, value: Value): void {
	if (name === '__proto__') {
		Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true, writable: true });
	} else attributes[name] = value;
}
