package out

import (
	"golang.org/x/sys/unix"
)

// exchange gives two folders the names of each other at once, so that a site is there
// at any time: most file systems of Linux can.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}
