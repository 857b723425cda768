import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { compressed } from "./build/compressed";
import { worker } from "./build/worker";

// During development the pages come from Vite and /api from a running `hallbook serve`.
const server = process.env.HALLBOOK_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [vue(), worker(), compressed()],
  // No data: addresses and no inline styles: the Content-Security-Policy allows only files of this server.
  build: { target: "es2020", assetsInlineLimit: 0, cssCodeSplit: true, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": server } },
  // A guard against hanging, not a promise: the types test starts a compiler, which on a busy machine takes more than the usual 5 s.
  test: { environment: "happy-dom", include: ["src/**/*.test.ts", "build/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
