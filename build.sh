#!/usr/bin/env bash
# Builds, serves, tests and measures Postview.
#
#   ./build.sh [OPTION…]         content/ → dist/
#   ./build.sh serve [OPTION…]   the same, served at http://localhost:8080/ and reloaded as files change
#   ./build.sh check [OPTION…]   what is wrong with the posts: links, files, front matter
#   ./build.sh new "Title"       starts a post
#   ./build.sh test              every test, the browser's too
#   ./build.sh toolchains [VERSION…]   the same but for the browser's, with other versions of Go
#   ./build.sh release           archives of the program for each system, in release/
#   ./build.sh bench [PART…]     the measurements of content/posts/measured.md, or some of them
#
# Options go to the program: go run ./wasm/cmd/postview help lists them.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"

command -v go >/dev/null || { echo "Postview is built with Go 1.26 or later: https://go.dev/dl/" >&2; exit 1; }

# browser finds Chromium for the browser tests, and installs it where it may.
browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests…"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
    return
  fi
  echo "The browser tests need Chromium or Chrome: install it, or name it in the variable CHROMIUM." >&2
  exit 1
}

# second_browser installs Firefox where it may. Without it the tests that ask for it are left out, and say so.
second_browser() {
  if [ -n "${FIREFOX:-}" ] || command -v firefox >/dev/null || command -v firefox-esr >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Firefox for the browser tests…"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; then return; fi
  fi
  echo "There is no Firefox, in which the element is tested too: install it, or name it in the variable FIREFOX." >&2
}

# second_host installs nginx where it may. Without it the site is not tried behind it.
second_host() {
  if command -v nginx >/dev/null || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then return; fi
  echo "Installing nginx, behind which the site is tried…"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null || true
}

# What a browser is given is compiled of these: they are looked at, and tested, as that, too.
in_browsers="./wasm/problem ./wasm/scalar ./wasm/post ./wasm/plain ./wasm/shortcode ./wasm/markdown ./wasm/safehtml ./wasm/address ./wasm/config ./wasm/site ./wasm/page ./wasm/browser"

# lint finds what is wrong without running anything.
lint() {
  local staticcheck unformatted
  unformatted=$(find wasm web -name node_modules -prune -o -name '*.go' -exec gofmt -l {} +)
  test -z "$unformatted" || { echo "gofmt would change: $unformatted" >&2; exit 1; }
  go vet ./...
  go tool staticcheck ./...
  # This machine's staticcheck looks at the code of another.
  staticcheck=$(go tool -n staticcheck)
  GOOS=js GOARCH=wasm go vet ./wasm ./wasm/highlight/... $in_browsers
  GOOS=js GOARCH=wasm "$staticcheck" ./wasm ./wasm/highlight/... $in_browsers
}

# vulnerabilities tells which known ones the program has. They fail no test: what is known today was no
# mistake when it was written, and much of it goes with a newer Go.
vulnerabilities() {
  local said
  if said=$(timeout 300 go tool govulncheck ./wasm/cmd/... 2>&1); then return; fi
  case $said in
    *"Vulnerability #"*) echo "$said" >&2 ;;
    *) echo "Whether anything has known vulnerabilities was not looked at: ${said##*$'\n'}" >&2 ;;
  esac
}

tests() {
  browser
  second_browser
  second_host
  lint
  go test -timeout 60m "$@" ./...
  # The same core, in the wasm that a browser runs. Node's runner fails on a large environment.
  env -i PATH="$PATH" HOME="$HOME" POSTVIEW_SHARED="${POSTVIEW_SHARED:-}" GOOS=js GOARCH=wasm \
    go test -timeout 20m -exec "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" $in_browsers
  vulnerabilities
}

# toolchains makes and tests all with other versions of Go, and reads a post of what each has made.
toolchains() {
  browser
  POSTVIEW_TOOLCHAINS="${*:-go1.26.0 go1.26 go1.27}" go test -count=1 -timeout 80m -v -run '^TestToolchains$' ./wasm/e2e
}

case ${1:-build} in
  test) shift; tests "$@" ;;
  serve) shift; go run ./wasm/cmd/postview serve --web web "$@" ;;
  toolchains) shift; toolchains "$@" ;;
  release) shift; go run ./wasm/cmd/release "$@" ;;
  bench) shift; browser; go run ./wasm/e2e/bench "$@" ;;
  *) go run ./wasm/cmd/postview "$@" ;;
esac
