// The one place that speaks HTTP. A refusal of the server becomes `Refused` (its message is shown as it is), no answer at
// all becomes `Unreachable` (what was typed is kept); anything else is a fault and reaches the error page.
import { ref } from "vue";
import { language } from "../app/language";
import { workingUnit } from "./unit";

export interface Problem {
  status: number;
  code: string;
  message: string;
  field?: string;
  where?: string;
  request?: string;
  left?: number;
  wait_s?: number;
}

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
  get code() {
    return this.problem.code;
  }
  get field() {
    return this.problem.field ?? "";
  }
}

export class Unreachable extends Error {}

/** When the server last stopped answering; null while it answers. */
export const offlineSince = ref<Date | null>(null);

/** When the server last answered something that the person did: its session is counted from there. */
export const activeAt = ref(0);
/** What a page asks by itself says so, or a session would never grow idle on a busy day. */
export const byItself = { "Hallbook-Background": "1" };

/** What happens when a session has ended; the shell opens the sign-in page. */
let signedOut: (problem: Problem) => void = () => {};
export function onSignedOut(act: typeof signedOut) {
  signedOut = act;
}

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Every address names the unit: the tab's own, or `query.unit`. The path may have a query of its own. */
export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries({ unit: workingUnit.value, ...query }))
    if (value !== undefined && value !== null && value !== "") words.set(name, String(value));
  const text = words.toString();
  return `/api/v1${path}${text ? `${path.includes("?") ? "&" : "?"}${text}` : ""}`;
}

/** Unique and random; crypto.randomUUID would need TLS, which a hall's own network may not have. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function problemOf(response: Response): Promise<Problem> {
  const told = await response.json().catch(() => null);
  if (told && typeof told.message === "string") return { ...told, status: response.status };
  const words = { zh: `没有答复（${response.status}）。什么也没有写入，请再试一次。`, en: `No answer (${response.status}). Nothing was written; please try again.` };
  return { status: response.status, code: "internal", message: words[language.value] };
}

async function send(method: string, path: string, init: RequestInit, headers: Record<string, string>): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, method, headers: { "Accept-Language": language.value, ...headers }, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    offlineSince.value ??= new Date();
    throw new Unreachable(String(error));
  }
  offlineSince.value = null;
  if (!headers["Hallbook-Background"]) activeAt.value = Date.now();
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && problem.code === "not_signed_in") signedOut(problem);
  throw new Refused(problem);
}

async function bodyOf<T>(response: Response): Promise<T> {
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

const json = { "Content-Type": "application/json" };

export interface SendOptions {
  key?: string; // Idempotency-Key: the same one when the same act is sent again
  etag?: string; // If-Match
  signal?: AbortSignal;
  background?: boolean; // asked by the page itself
  unit?: string; // what was typed in another unit than the tab's goes there; "": where the server puts the person
}

function extra(options: SendOptions): Record<string, string> {
  return { ...(options.etag ? { "If-Match": options.etag } : {}), ...(options.background ? byItself : {}) };
}

export const api = {
  async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    return bodyOf<T>(await send("GET", address(path, query), { signal }, {}));
  },
  /** Asked by the page itself: after an event of the server, or by its clock. */
  async getByItself<T>(path: string, query: Query = {}): Promise<T> {
    return bodyOf<T>(await send("GET", address(path, query), {}, byItself));
  },
  /** A file and the name it is given. */
  async file(path: string, query: Query = {}): Promise<{ blob: Blob; name: string }> {
    const response = await send("GET", address(path, query), {}, {});
    const told = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
    return { blob: await response.blob(), name: told ? decodeURIComponent(told[1]!) : "file" };
  },
  /** With the ETag, for drafts that two people may edit. */
  async getTagged<T>(path: string, query: Query = {}): Promise<{ body: T; etag: string }> {
    const response = await send("GET", address(path, query), {}, {});
    return { body: await bodyOf<T>(response), etag: response.headers.get("ETag") ?? "" };
  },
  async post<T>(path: string, body: unknown = {}, options: SendOptions = {}): Promise<T> {
    const headers = { ...json, ...extra(options), "Idempotency-Key": options.key ?? newKey() };
    return bodyOf<T>(await send("POST", address(path, options.unit === undefined ? {} : { unit: options.unit }), { body: JSON.stringify(body), signal: options.signal }, headers));
  },
  async put<T>(path: string, body: unknown, options: SendOptions = {}): Promise<{ body: T; etag: string }> {
    const response = await send("PUT", address(path), { body: JSON.stringify(body) }, { ...json, ...extra(options) });
    return { body: await bodyOf<T>(response), etag: response.headers.get("ETag") ?? "" };
  },
  async delete<T = void>(path: string, options: SendOptions = {}): Promise<T> {
    return bodyOf<T>(await send("DELETE", address(path), {}, { ...json, ...extra(options) }));
  },
};
