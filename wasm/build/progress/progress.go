package progress

import (
	"fmt"
)

// Number returns a number of things, as in "1 post" and "2 posts".
func Number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
