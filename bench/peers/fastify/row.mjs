// The peer of http_bench in Node: Fastify with a fixed answer (no database), one process. usage: row.mjs PORT BODY
import fastify from "fastify";
const server = fastify();
const body = process.argv[3];
server.get("/row", (request, reply) => reply.type("application/json").send(body));
await server.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
