// Package policy has the Content-Security-Policy of pages.
package policy
