package problem_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/problem"
)

func TestNear(t *testing.T) {
	names := []string{"title", "draft", "contentDir", "menus"}
	for written, want := range map[string]string{
		"titel": "title", "drfat": "draft", "contentdirs": "contentDir", "MENU": "menus", "tit": "", "mood": "", "": "", "overflow": "",
	} {
		assert.Equal(t, want, problem.Near(written, names), written)
	}
}
