import { expect, it } from "vitest";
import { Refused } from "../api/client";
import { useRefusals } from "./useRefusals";

const refused = (field: string) => () => Promise.reject(new Refused({ status: 409, code: "conflict", message: "不行", field }));

it("a refusal stands at the field that it names, others above the buttons", async () => {
  const { refusal, fields, attempt } = useRefusals(["amount"]);
  expect(await attempt(refused("amount"))).toBeUndefined();
  expect(fields.value).toEqual({ amount: "不行" });
  expect(refusal.value).toBe("");
  await attempt(refused("line"));
  expect(fields.value).toEqual({});
  expect(refusal.value).toBe("不行");
  expect(await attempt(() => Promise.resolve(5))).toBe(5);
  expect(refusal.value).toBe("");
});

it("an act runs once at a time", async () => {
  const { attempt, busy } = useRefusals();
  let release = () => {};
  const first = attempt(() => new Promise<void>((resolve) => (release = resolve)));
  expect(busy.value).toBe(true);
  expect(await attempt(() => Promise.resolve(1))).toBeUndefined();
  release();
  await first;
  expect(busy.value).toBe(false);
});
