//go:build !js && !linux

package main

import "errors"

// exchange is for Linux alone.
func exchange(a, b string) error { return errors.ErrUnsupported }
