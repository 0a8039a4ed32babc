// postview.js, by its JSDoc, is what postview.d.ts says.

import * as script from "../../../../web/embed/postview.js";
import * as declared from "../../../../web/embed/package/postview.js";

const whole: typeof declared = script;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// ready and reload promise each their own class.
type Own<Element> = Omit<Element, keyof HTMLElement | `${string}Callback` | "ready" | "reload">;
type Script = Own<InstanceType<typeof script.PostView>>;
type Declared = Own<declared.PostView>;

const members: { [Name in keyof Declared]: Same<Script[Name & keyof Script], Declared[Name]> } = {
  src: true, theme: true, toc: true, bare: true, policy: true, loading: true, headingLevel: true, light: true, markdown: true, post: true,
};
const undeclared: Same<Exclude<keyof Script, keyof Declared>, never> = true;

const options: Parameters<typeof script.render>[1] = {} as Required<declared.RenderOptions>;
const places: Parameters<typeof script.configure>[0] = {} as Required<declared.Places>;

void [whole, members, undeclared, options, places];
