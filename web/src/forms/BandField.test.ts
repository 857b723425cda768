// R-EVA-44: a person judges a target in words within the scheme's bands.
import { flushPromises, mount } from "@vue/test-utils";
import { beforeAll, expect, test, vi } from "vitest";
import { api } from "../api/client";
import { setLanguage } from "../app/language";
import BandField from "./BandField.vue";
import type { OwnWords } from "./shapes";

beforeAll(() => setLanguage("zh"));

const text = (zh: string) => ({ zh, en: zh });
const bands = [
  { name: text("达成"), from: "80", to: "100" },
  { name: text("部分达成"), from: "60", to: "80" },
  { name: text("未达成"), from: "0", to: "60" },
];
const words = { project: "fund", places: [], items: [], bands } as unknown as OwnWords;
const field = () => mount(BandField, { props: { project: "fund", indicator: 5, words } });
const band = (wrapper: ReturnType<typeof field>) => wrapper.findAll("[aria-pressed=true]").map((one) => one.text());

test("a tapped band says what may be typed; what is typed says the band, 80 the upper one", async () => {
  const wrapper = field();
  await wrapper.findAll("button")[1]!.trigger("click");
  expect(band(wrapper)).toEqual(["部分达成（60%—80%）"]);
  expect(wrapper.find(".share").attributes("placeholder")).toBe("60–80");
  await wrapper.find(".share").setValue("80");
  expect(band(wrapper)).toEqual(["达成（80%—100%）"]);
  await wrapper.find(".share").setValue("79.5");
  expect(band(wrapper)).toEqual(["部分达成（60%—80%）"]);
});

test("share and evidence are saved together", async () => {
  const post = vi.spyOn(api, "post").mockResolvedValue(words);
  const wrapper = field();
  await wrapper.find(".share").setValue("85");
  await wrapper.find("#band-5-why").setValue("年度通报");
  await wrapper.find("[data-save]").trigger("click");
  await flushPromises();
  expect(post.mock.calls[0]?.slice(0, 2)).toEqual(["/projects/fund/words", { indicator: 5, place: "band", text: "85", reason: "年度通报" }]);
  expect(wrapper.emitted("saved")).toHaveLength(1);
});
