// postview.js, by its JSDoc, is what postview.d.ts says.

import * as script from "../../../../web/embed/postview.js";
import * as declared from "../../../../web/embed/package/postview.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// ready and reload promise each their own class.
type Own<Element> = Omit<Element, keyof HTMLElement | `${string}Callback` | "ready" | "reload">;
type View = InstanceType<typeof script.PostView>;
type Script = Own<View>;
type Declared = Own<declared.PostView>;

const members: { [Name in keyof Declared]: Same<Script[Name & keyof Script], Declared[Name]> } = {
  src: true, theme: true, toc: true, bare: true, policy: true, loading: true, headingLevel: true, light: true, markdown: true, post: true,
};
const undeclared: Same<Exclude<keyof Script, keyof Declared>, never> = true;
const ready: Same<Awaited<View["ready"]>, View> = true;
const reload: Same<View["reload"], () => Promise<View>> = true;
const attributes: Same<typeof script.PostView.observedAttributes, typeof declared.PostView.observedAttributes> = true;

// The functions, and the names that pages may use; boot and colour are for those of a site.
type Public = Omit<typeof script, "boot" | "colour" | "PostView">;
const whole: Omit<typeof declared, "PostView"> = script;
const exactly: Public = declared;
const render: Same<typeof script.render, typeof declared.render> = true;
const configure: Same<typeof script.configure, typeof declared.configure> = true;

void [members, undeclared, ready, reload, attributes, whole, exactly, render, configure];
