// Package e2e tests what a reader sees: dist/ as the builder makes it, in a real
// browser. It has no code of its own.
package e2e
