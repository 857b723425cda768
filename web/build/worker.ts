// The service worker (src/worker/sw.js) with the list of this build's files. The charts are left out: they are large, and
// without the server there is nothing to draw.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const leftOut = /chart_engine|\.map$/;

export function workerOf(source: string, names: string[]): string {
  const files = ["/index.html", "/icon.svg", ...names.filter((name) => /^assets\/.*\.(js|css)$/.test(name) && !leftOut.test(name)).map((name) => `/${name}`)].sort();
  const digest = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
  return source.replace("__FILES__", JSON.stringify(files)).replace("__DIGEST__", digest);
}

export function worker(): Plugin {
  return {
    name: "hallbook-worker",
    apply: "build",
    generateBundle(_options, bundle) {
      const source = readFileSync(new URL("../src/worker/sw.js", import.meta.url), "utf8");
      this.emitFile({ type: "asset", fileName: "sw.js", source: workerOf(source, Object.keys(bundle)) });
    },
  };
}
