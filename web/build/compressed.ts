// Beside each asset its brotli and gzip twins (the server never compresses), with a list for the program's build.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const packs = /\.(html|js|css|svg|json|txt)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export function pack(folder: string): string[] {
  const files = filesBelow(folder).filter((path) => !/\.(br|gz)$/.test(path));
  for (const path of files.filter((path) => packs.test(path))) {
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
  return files.map((path) => relative(folder, path)).sort();
}

export function compressed(): Plugin {
  let folder = "";
  return {
    name: "hallbook-compressed",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      pack(folder);
    },
  };
}
