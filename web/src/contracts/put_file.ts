// A file for a document about money goes up; what comes back names it in the next request.
import { address, Refused, Unreachable } from "../api/client";
import { language } from "../app/language";
import type { FundUpload } from "./shapes";

export async function putFile(file: File): Promise<FundUpload> {
  let response: Response;
  try {
    response = await fetch(address("/funds/uploads", { name: file.name }), { method: "PUT", body: file, credentials: "same-origin", headers: { "Accept-Language": language.value, "Content-Type": "application/octet-stream" } });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  const told = await response.json();
  if (!response.ok) throw new Refused({ ...told, status: response.status });
  return told as FundUpload;
}
