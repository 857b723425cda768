import { expect, it } from "vitest";
import { language } from "../app/language";
import { actorWords } from "./format";

it("a line written by a program names its person and the token", () => {
  language.value = "zh";
  expect(actorWords("user:li")).toBe("li");
  expect(actorWords("user:li token:3f2a9c1b0d4e")).toBe("li（程序 3f2a9c1b0d4e）");
  expect(actorWords("cli:root")).toBe("命令行 root");
  language.value = "en";
  expect(actorWords("user:li token:3f2a9c1b0d4e")).toBe("li (program 3f2a9c1b0d4e)");
});
