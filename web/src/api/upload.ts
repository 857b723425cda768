// A file goes up as raw bytes with its progress, which fetch cannot tell.
import type { Upload } from "./shapes";
import { address, Refused, Unreachable } from "./client";
import { language } from "../app/language";

export function upload<Answer = Upload>(file: File, progress: (share: number) => void, signal?: AbortSignal, path = "/uploads", named = path === "/uploads"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address(path, named ? { name: file.name } : {}));
    request.setRequestHeader("Accept-Language", language.value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable("upload"));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Answer);
      else reject(new Refused({ code: "internal", message: String(request.status), ...request.response, status: request.status }));
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
