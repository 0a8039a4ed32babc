package problem

import "strings"

// Near returns the name that another one may be a slip of, which differs from it in one
// or two letters; "" where none is near.
func Near(written string, names []string) (near string) {
	least := min(2, len(written)/3) + 1
	for _, name := range names {
		if d := distance(strings.ToLower(written), strings.ToLower(name)); d < least {
			near, least = name, d
		}
	}
	return near
}

// distance is how many letters are to be added, taken away, replaced, or exchanged with
// the next one, to make one text of another.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range to {
		rows[0][j+1] = j + 1
	}
	for i := range from {
		for j := range to {
			differs := 1
			if from[i] == to[j] {
				differs = 0
			}
			least := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+differs)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				least = min(least, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = least
		}
	}
	return rows[len(from)][len(to)]
}
