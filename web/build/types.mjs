// The types of what travels, made from the server's own schemas (src/app/api_schemas.json). `npm run types` writes them;
// a test fails when they are older than the schemas.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const here = new URL(".", import.meta.url);
export const target = new URL("../src/api/types.ts", here);

export async function apiTypes() {
  const schemas = JSON.parse(readFileSync(new URL("../../src/app/api_schemas.json", here), "utf8"));
  const document = { openapi: "3.1.0", info: { title: "Hallbook", version: "1" }, paths: {}, components: { schemas } };
  return `// Made by npm run types from src/app/api_schemas.json; not edited by hand.\n${astToString(await openapiTS(document))}`;
}

if (process.argv[1] && import.meta.url === new URL(process.argv[1], "file:").href) writeFileSync(target, await apiTypes());
