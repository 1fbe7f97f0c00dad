/** Name and version as the filter `model` and the reports write them. */
export const modelName = ({ name, version }: { name: string; version: number }) => `${name}@${version}`;
