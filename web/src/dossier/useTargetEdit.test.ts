// What is asked while one types, and that a version saved meanwhile by another person costs nothing that was typed.
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { effectScope, ref } from "vue";
import { api, Refused } from "../api/client";
import type { Project } from "./shapes";
import { useTargetEdit } from "./useTargetEdit";

const projectOf = (version: number, value_cell: string) =>
  ({ code: "p", version, seq: version, indicators: [{ no: 2, operator_cell: ">=", value_cell, unit_cell: "张", target: { operator: ">=" } }] }) as unknown as Project;
const refusal = (status: number, field: string) => new Refused({ status, code: "x", field, message: `${status} ${field}` });

const posted: { path: string; body: unknown; etag?: string }[] = [];
let answer: (path: string) => unknown;
function open() {
  const [project, tag] = [ref<Project | null>(projectOf(1, "15万张")), ref('"1"')];
  const reread = async () => {
    project.value = projectOf(2, "17万张");
    tag.value = '"2"';
  };
  return { project, ...effectScope().run(() => useTargetEdit(project, tag, ref("/projects/p"), ref(2), reread))! };
}
beforeEach(() => {
  vi.useFakeTimers();
  posted.length = 0;
  vi.spyOn(api, "post").mockImplementation(async (path: string, body?: unknown, options?: { etag?: string }) => {
    posted.push({ path, body, etag: options?.etag });
    const said = answer(path);
    if (said instanceof Error) throw said;
    return said as never;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
async function typed() {
  await flushPromises();
  vi.advanceTimersByTime(400);
  await flushPromises();
}

it("asks after the last key, with the sign that was typed", async () => {
  answer = () => ({ after: {} });
  const edit = open();
  await typed();
  edit.value.value = "≤1";
  await flushPromises();
  edit.value.value = "≤16万张";
  await typed();
  expect(edit.sign.value).toBe("<=");
  expect(posted.filter((one) => JSON.stringify(one.body).includes("≤"))).toEqual([{ path: "/projects/p/targets/check", body: { no: 2, operator: "<=", value: "≤16万张" }, etag: undefined }]);
});

it("says nothing about the target as it stands, and at once that the year is closed", async () => {
  answer = () => refusal(422, "value");
  const edit = open();
  await typed();
  expect([edit.wrong.value, edit.stops.value]).toEqual([{}, ""]);
  edit.value.value = "多些";
  await typed();
  expect(edit.wrong.value).toEqual({ value: "422 value" });
  answer = () => refusal(409, "version");
  const closed = open();
  await typed();
  expect(closed.stops.value).toBe("409 version");
});

it("keeps what was typed when another person saved a version in between", async () => {
  answer = (path) => (path.endsWith("/check") ? { after: {} } : refusal(412, ""));
  const edit = open();
  edit.value.value = "16万张";
  edit.reason.value = "财政批复";
  await typed();
  await edit.save();
  expect(posted.find((one) => one.path === "/projects/p/targets")?.etag).toBe('"1"');
  expect([edit.value.value, edit.reason.value, edit.others.value, edit.saved.value]).toEqual(["16万张", "财政批复", "412 ", null]);
  expect(edit.row.value?.value_cell).toBe("17万张");
  answer = (path) => (path.endsWith("/check") ? { after: {} } : projectOf(3, "16万张"));
  await edit.save();
  expect(posted.filter((one) => one.path === "/projects/p/targets").map((one) => one.etag)).toEqual(['"1"', '"2"']);
});
