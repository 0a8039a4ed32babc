// Package buildtest makes folders and sites for tests.
package buildtest
