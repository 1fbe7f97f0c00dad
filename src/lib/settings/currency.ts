const codes = new Set(Intl.supportedValuesOf('currency'));

/** Whether a text is the code of a currency (ISO 4217) in capitals. */
export const isCurrency = (code: string): boolean => codes.has(code);
