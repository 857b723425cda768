// Which unit this tab works in (docs/decisions/0031). It stands before the path of every page, /u/CODE/…, so that a link, a new
// tab, the way back and a reload stay in it, and every request names it. Another unit is another load of the page: nothing
// that this one remembers is carried along.
import { ref } from "vue";

/** What an address begins with, as it stands there, and the code in it; "" where no unit is named. */
export function unitOf(pathname: string): { base: string; code: string } {
  const [base, raw] = /^\/u\/([^/]+)(?=\/|$)/.exec(pathname) ?? ["", ""];
  try {
    return { base, code: decodeURIComponent(raw) };
  } catch {
    return { base, code: raw }; // no unit is called so, and the server says it
  }
}

export const { base: unitBase, code: unitInAddress } = unitOf(location.pathname);

/** Set once: by the address, else by the first answer about the session. */
export const workingUnit = ref(unitInAddress);

export const addressIn = (code: string, path: string) => `/u/${encodeURIComponent(code)}${path}`;

/** A name under which this machine keeps what was typed or seen in this unit: never found again in another. */
export const keptAs = (name: string) => `${name}.${workingUnit.value}`;
