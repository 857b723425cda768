export const target: URL;
export function apiTypes(): Promise<string>;
