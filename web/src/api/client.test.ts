import { beforeEach, expect, test, vi } from "vitest";
import { address, api, newKey, offlineSince, onSignedOut, Refused, Unreachable } from "./client";

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const fetched = vi.fn();
const refusalOf = (act: Promise<unknown>) => act.then(() => null as unknown as Refused, (error: unknown) => error as Refused);
beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
  offlineSince.value = null;
});

test("a refusal is a value with the server's words and its field", async () => {
  fetched.mockResolvedValue(answer(422, { code: "invalid", message: "运单号已用过。", field: "waybill", status: 422 }));
  const error = await refusalOf(api.post("/registers/mailing/entries", {}));
  expect(error).toBeInstanceOf(Refused);
  expect([error.message, error.field, error.code]).toEqual(["运单号已用过。", "waybill", "invalid"]);
});

test("an answer that is no problem document still says that nothing was written", async () => {
  fetched.mockResolvedValue(new Response("<html>proxy</html>", { status: 502 }));
  const error = await refusalOf(api.get("/home"));
  expect(error).toBeInstanceOf(Refused);
  expect(error.message).toMatch(/什么也没有写入|Nothing was written/);
});

test("no answer at all: unreachable, and offline since then; the next answer ends it", async () => {
  fetched.mockRejectedValueOnce(new TypeError("failed"));
  await expect(api.get("/home")).rejects.toBeInstanceOf(Unreachable);
  expect(offlineSince.value).toBeInstanceOf(Date);
  fetched.mockResolvedValue(answer(200, {}));
  await api.get("/home");
  expect(offlineSince.value).toBeNull();
});

test("each POST has a key of its own, unless the same act is sent again", async () => {
  fetched.mockImplementation(async () => answer(201, {}));
  await api.post("/a", {});
  await api.post("/a", {});
  await api.post("/a", {}, { key: "mine" });
  const keys = fetched.mock.calls.map(([, init]) => init.headers["Idempotency-Key"]);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[0]).not.toBe(keys[1]);
  expect(keys[2]).toBe("mine");
});

test("a session that ended is told to the shell, a wrong password is not", async () => {
  const ended = vi.fn();
  onSignedOut(ended);
  fetched.mockResolvedValueOnce(answer(401, { code: "wrong_password", message: "x", left: 2 }));
  await api.post("/session", {}).catch(() => {});
  expect(ended).not.toHaveBeenCalled();
  fetched.mockResolvedValueOnce(answer(401, { code: "not_signed_in", message: "x" }));
  await api.get("/home").catch(() => {});
  expect(ended).toHaveBeenCalledOnce();
});

test("drafts carry their version", async () => {
  fetched.mockImplementation(async () => answer(200, { a: 1 }, { ETag: '"7"' }));
  expect(await api.getTagged("/d")).toEqual({ body: { a: 1 }, etag: '"7"' });
  await api.put("/d", {}, { etag: '"7"' });
  expect(fetched.mock.calls[1]![1].headers["If-Match"]).toBe('"7"');
});

test("addresses leave out what is empty", () => {
  expect(address("/x", { a: "", b: null, c: undefined, d: 0, e: "ä b" })).toBe("/api/v1/x?d=0&e=%C3%A4+b");
  expect(newKey()).toHaveLength(32);
});
