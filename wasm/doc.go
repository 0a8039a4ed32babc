//go:build !js

// Package wasm is a map of the code, and holds the sources of the programs for the
// browser within the native program, which compiles them wherever it is run. A test
// checks the map: every name in it is where it says.
//
// # The rooms
//
// The packages form a ladder. A package imports only those before it in this list:
//
//   - [postview/wasm/post]: a file becomes a post, with its front matter as fields.
//   - [postview/wasm/shortcode]: the shortcodes of Hugo, of Docsy, and common others.
//   - [postview/wasm/markdown]: the body becomes HTML, as Hugo does it.
//   - [postview/wasm/address]: a post or a list has its address.
//   - [postview/wasm/config]: the configuration of Hugo becomes settings.
//   - [postview/wasm/site]: the posts together have lists, terms, neighbours and links.
//   - [postview/wasm/page]: a post, a list or a failure becomes what a reader sees.
//   - [postview/wasm/browser]: the program in the browser, on top of all these.
//   - [postview/wasm/build]: the native builder, a room for each step: project finds the
//     configuration, content reads the folder, cascade knows what posts inherit, jekyll
//     what one of Jekyll's means, plan gives each its place, machines writes feeds and
//     heads, assets writes scripts and programs, pages writes what a reader opens, out
//     writes files, and inspect finds what is wrong.
//   - [postview/wasm/check], [postview/wasm/serve], [postview/wasm/render] and
//     [postview/wasm/start]: the other commands.
//   - [postview/wasm/cmd/postview]: the native program, which knows the commands.
//
// Beside the ladder are packages that import none of these:
//
//   - [postview/wasm/problem]: what is wrong is told with its file and line.
//   - [postview/wasm/scalar]: a value that somebody wrote becomes text, a number or a truth.
//   - [postview/wasm/plain]: HTML loses its markup.
//   - [postview/wasm/safehtml]: only its type may reach a page.
//   - [postview/wasm/words]: what Postview itself says, in each language.
//   - [postview/wasm/highlight]: code gets colours.
//   - [postview/wasm/program]: the programs for the browser are compiled and kept.
//   - [postview/wasm/cache], [postview/wasm/twins] and [postview/wasm/npm]: what builds
//     keep, files in their compressed forms, and what is had from npm.
//
// The folder web has the scripts and style sheets, and wasm/e2e the tests in a browser.
//
// # A file on its way to its page
//
// The builder makes a page of each post. It does these steps for all of them.
//
//  1. [postview/wasm/build.Run] reads the options.
//  2. [postview/wasm/build/content.Read] finds the files and the settings.
//  3. Content.renderPost in wasm/build/content/content.go takes one file.
//  4. [postview/wasm/page.Read] makes an article of it, with the next two.
//  5. [postview/wasm/post.Parse] reads the front matter.
//  6. [postview/wasm/markdown.Render] makes HTML of the body. It is not yet safe.
//  7. [postview/wasm/build/plan.Settled] decides who has which address.
//  8. [postview/wasm/build/pages.WritePosts] begins the page.
//  9. [postview/wasm/page.Post] puts header, body and footer together.
//  10. [postview/wasm/safehtml.Policy.Sanitize] makes the body safe on the way.
//  11. shell.filled in wasm/build/pages/shell.go puts this view into the shell, web/site/index.html.
//  12. [postview/wasm/build/out.Writer.Write] writes the page to a new folder.
//  13. [postview/wasm/build/out.Swap] puts that folder in the place of dist/.
//
// # An address on its way to the DOM
//
// A reader clicks a link to a post, on a page of the same site. The program shows the
// post in place.
//
//  1. bootOnIntent in web/site/page.js loads the program when a reader points at a link.
//  2. Program.call in web/embed/program.js is how scripts ask the program for something.
//  3. [postview/wasm/browser.Serve] is how the program answers.
//  4. open in wasm/browser/front_js.go takes the clicks from then on.
//  5. front.click in wasm/browser/front_js.go decides whether this one is for it.
//  6. front.route in wasm/browser/view_js.go says what the address shows.
//  7. files.of in wasm/browser/files_js.go reads what stands around the post.
//  8. fetch in wasm/browser/fetch_js.go reads the source.
//  9. front.view in wasm/browser/view_js.go calls [postview/wasm/page.Read] and
//     [postview/wasm/page.Post], as the builder does.
//  10. visits.push in wasm/browser/visits_js.go adds the address to the history.
//  11. front.present in wasm/browser/front_js.go shows the view.
//  12. replace in wasm/browser/dom_js.go puts it into the DOM. It takes nothing but a
//     [postview/wasm/safehtml.HTML].
//
// # A src on its way to the shadow root
//
// Somebody else's page has a post-view element.
//
//  1. PostView.attributeChangedCallback in web/embed/element.js hears of the new src.
//  2. PostView.#load in web/embed/element.js ends the loading before, and begins this one.
//  3. find in web/embed/recall.js looks for the post as it was shown before. If its source
//     has not changed, fill in web/embed/recall.js shows it, and the trip is over.
//  4. boot in web/embed/program.js loads the program, once for all elements.
//  5. render in wasm/browser/element_js.go reads the source, makes the view as above,
//     and writes it into the shadow root.
//  6. PostView.#show in web/embed/element.js tells the page that the post is ready.
//  7. colour in web/embed/colour.js gives code its colours, and enrich in web/embed/enrich.js
//     typesets formulas and draws diagrams.
package wasm
