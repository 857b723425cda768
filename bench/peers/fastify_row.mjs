// The peer of http_bench in Node: Fastify with a fixed answer (no database), one process. usage: fastify_row.mjs PORT BODY
import { createRequire } from "node:module";
const fastify = createRequire(process.cwd() + "/")("fastify")();
const body = process.argv[3];
fastify.get("/row", (request, reply) => reply.type("application/json").send(body));
await fastify.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
