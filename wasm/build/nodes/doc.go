// Package nodes makes and changes nodes of HTML.
package nodes
