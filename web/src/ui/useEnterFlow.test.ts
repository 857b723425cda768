import { mount } from "@vue/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { defineComponent, h, ref } from "vue";
import { useEnterFlow } from "./useEnterFlow";

const acts = () => ({ save: vi.fn(), copy: vi.fn(), copyAll: vi.fn(), switchRegister: vi.fn(), clear: vi.fn() });

function form(given: ReturnType<typeof acts>) {
  const Form = defineComponent({
    setup() {
      const root = ref<HTMLElement>();
      const { first } = useEnterFlow(root, given);
      return { root, first };
    },
    render() {
      return h("div", { ref: "root" }, [
        h("div", { "data-field": "a" }, h("input", { id: "a", value: "x" })),
        h("div", { "data-field": "b" }, h("input", { id: "b", type: "checkbox" })),
        h("div", { "data-field": "c" }, h("textarea", { id: "c" })),
      ]);
    },
  });
  return mount(Form, { attachTo: document.body });
}

function press(id: string, init: KeyboardEventInit & { keyCode?: number } = {}) {
  const target = document.getElementById(id)!;
  target.focus();
  const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init });
  if (init.keyCode) Object.defineProperty(event, "keyCode", { value: init.keyCode });
  target.dispatchEvent(event);
  return document.activeElement?.id;
}

afterEach(() => (document.body.innerHTML = ""));

test("Enter goes to the next field, on a checkbox and a text area as well, and saves on the last", () => {
  const given = acts();
  const page = form(given);
  expect(press("a")).toBe("b");
  expect(press("b")).toBe("c");
  expect(given.save).not.toHaveBeenCalled();
  press("c");
  expect(given.save).toHaveBeenCalledOnce();
  page.unmount();
});

test("Shift+Enter goes back, Ctrl+Enter saves from anywhere", () => {
  const given = acts();
  const page = form(given);
  expect(press("b", { shiftKey: true })).toBe("a");
  press("a", { ctrlKey: true });
  expect(given.save).toHaveBeenCalledOnce();
  page.unmount();
});

test.each([
  ["while composing", { isComposing: true }],
  ["with the key code of input methods", { keyCode: 229 }],
])("an Enter %s stays in the field", (_name, init) => {
  const given = acts();
  const page = form(given);
  expect(press("a", init)).toBe("a");
  expect(press("c", { ...init, ctrlKey: true })).toBe("c");
  expect(given.save).not.toHaveBeenCalled();
  page.unmount();
});

test("an Enter in the tick after the end of composition stays; the next one moves", async () => {
  const given = acts();
  const page = form(given);
  document.getElementById("a")!.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  expect(press("a")).toBe("a");
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(press("a")).toBe("b");
  page.unmount();
});

test("F4 copies one field, twice the whole entry; typing between begins anew", () => {
  const given = acts();
  const page = form(given);
  press("a", { key: "F4" });
  expect(given.copy).toHaveBeenCalledWith("a");
  expect(given.copyAll).not.toHaveBeenCalled();
  press("a", { key: "F4" });
  expect(given.copyAll).toHaveBeenCalledOnce();
  press("c", { key: "F4" });
  press("c", { key: "x" });
  press("c", { key: "F4" });
  expect(given.copyAll).toHaveBeenCalledOnce();
  page.unmount();
});

test("F8 and a digit change the register; a digit alone is typed", () => {
  const given = acts();
  const page = form(given);
  press("a", { key: "3", code: "Digit3" });
  expect(given.switchRegister).not.toHaveBeenCalled();
  press("a", { key: "F8" });
  press("a", { key: "3", code: "Digit3" });
  expect(given.switchRegister).toHaveBeenCalledWith(3);
  page.unmount();
});

test("the first visit is to the first empty field", () => {
  const page = form(acts());
  (page.vm as unknown as { first: () => void }).first();
  expect(document.activeElement?.id).not.toBe("a");
  page.unmount();
});
