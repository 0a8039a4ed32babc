package disk

import (
	"os"
	"time"
)

// Stamp tells one state of a file from another; the zero value is that of a file
// which can't be read.
type Stamp struct {
	size     int64
	modified int64 // nanoseconds
	unsure   bool  // it changed so lately that another change may have the same time
}

// Time is when the file changed.
func (s Stamp) Time() time.Time { return time.Unix(0, s.modified).UTC() }

// lately is longer than the steps in which file systems tell the time.
const lately = 2 * time.Second

// StampOf returns the stamp of a file, the zero one where there is none.
func StampOf(root interface {
	Stat(name string) (os.FileInfo, error)
}, name string) Stamp {
	info, err := root.Stat(name)
	if err != nil {
		return Stamp{}
	}
	return Stamp{info.Size(), info.ModTime().UnixNano(), time.Since(info.ModTime()) < lately}
}

// IsStill reports whether a file of this stamp is still what it was when it had the other.
func (s Stamp) IsStill(before Stamp) bool {
	return !before.unsure && s.size == before.size && s.modified == before.modified
}
