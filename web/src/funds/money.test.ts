import { expect, test } from "vitest";
import { inWords, isAmount, isMore, minus, plus, share } from "./money";

test("amounts are added to the fen", () => {
  expect(plus("0.10", "0.20", "419999.70")).toBe("420000.00");
  expect(minus("860.00", "1086.00")).toBe("-226.00");
  expect(minus("0.05", "0.10")).toBe("-0.05");
  expect(isMore("1086.00", "860")).toBe(true);
  expect(isMore("860.00", "860")).toBe(false);
  expect(share("105", "420")).toBe(25);
  expect(share("1", "0")).toBe(0);
});

test("only amounts that the server takes are sent", () => {
  for (const good of ["1", "1086.5", "0.01"]) expect(isAmount(good)).toBe(true);
  for (const bad of ["", null, "0", "0.00", "-5", "1.005", "1,204", "1.2万"]) expect(isAmount(bad)).toBe(false);
});

test("an amount in words is the one of the server", () => {
  const words: Record<string, string> = {
    "0": "零元整", "0.05": "伍分", "0.30": "叁角", "0.35": "叁角伍分", "1": "壹元整", "1.05": "壹元零伍分", "1.50": "壹元伍角", "10": "壹拾元整", "1086": "壹仟零捌拾陆元整",
    "1000.01": "壹仟元零壹分", "10086": "壹万零捌拾陆元整", "420000": "肆拾贰万元整", "1000001": "壹佰万零壹元整", "16803.20": "壹万陆仟捌佰零叁元贰角", "107000.53": "壹拾万柒仟元伍角叁分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分", "100000000": "壹亿元整", "100000001": "壹亿零壹元整", "33168": "叁万叁仟壹佰陆拾捌元整",
  };
  for (const [amount, said] of Object.entries(words)) expect(inWords(amount), amount).toBe(said);
});
