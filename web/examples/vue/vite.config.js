import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// Vue leaves the element to the browser.
const isCustomElement = (tag) => tag === "post-view";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
