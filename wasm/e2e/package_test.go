package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/npm"
)

// vite is the version of the bundler that an embedder's project has in the tests.
const vite = "8.3.8"

// run runs a command in a folder and returns what it says.
func run(folder, name string, arguments ...string) (string, error) {
	command := exec.Command(name, arguments...)
	command.Dir = folder
	said, err := command.CombinedOutput()
	return string(said), err
}

// The scripts are what their comments say, all of them, and what the package's types do.
func TestTypes(t *testing.T) {
	file, err := npm.Install(".")
	if err != nil {
		t.Skip("TypeScript can’t be had:", err)
	}
	tsc, err := filepath.Abs(file("typescript/bin/tsc"))
	require.NoError(t, err)
	for _, project := range []string{filepath.Join(repository, "web/jsconfig.json"), "testdata/types/tsconfig.json"} {
		said, err := run(".", "node", tsc, "--project", project)
		assert.NoError(t, err, said)
	}
}

// project is what an embedder writes: a page, a script that imports the package.
var project = map[string]string{
	"package.json": `{"name": "embedder", "private": true, "type": "module"}`,
	"index.html":   `<!doctype html><link rel="icon" href="data:,"><post-view id="a"></post-view><script type="module" src="/main.js"></script>`,
	"main.js": `import { configure, PostView, render, version } from "postview";
configure({ base: "postview/" });
document.getElementById("a").markdown = "---\ntitle: Bundled\n---\n~~~go\nfunc main() {}\n~~~\n";
window.facts = { version, same: PostView === customElements.get("post-view"), html: (await render("# By script")).html };
`,
}

func TestPackageInAProjectOfVite(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("there is no npm here:", err)
	}
	app := files(t, project)
	said, err := run(app, "npm", "pack", blog(t), "--pack-destination", app)
	require.NoError(t, err, said)
	packages, err := filepath.Glob(filepath.Join(app, "postview-*.tgz"))
	require.NoError(t, err)
	require.Len(t, packages, 1)
	said, err = run(app, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", packages[0], "vite@"+vite)
	if err != nil {
		t.Skip("Vite can’t be had:", said)
	}
	installed := filepath.Join(app, "node_modules", "postview")
	assert.NoDirExists(t, filepath.Join(installed, "posts"), "the package has the element, not the site")
	// What its documentation says: the files go where the page's own are.
	require.NoError(t, os.CopyFS(filepath.Join(app, "public", "postview"), os.DirFS(installed)))
	said, err = run(app, "npx", "vite", "build", "--base", "./")
	require.NoError(t, err, said)

	b := open(t, serve(t, filepath.Join(app, "dist")).at(""))
	b.state("a", "ready")
	assert.Contains(t, b.post("a"), "Bundled")
	b.wait(`a.shadowRoot.querySelector("pre.chroma span")`)
	b.wait(`window.facts`)
	assert.Contains(t, eval[string](b, "facts.html"), "By script")
	assert.True(t, eval[bool](b, "facts.same"))
	assert.Regexp(t, `^\d+\.\d+\.\d+\+[0-9a-f]{10}$`, eval[string](b, "facts.version"))
	b.quiet()
}
