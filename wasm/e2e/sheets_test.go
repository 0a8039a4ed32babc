package e2e

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/npm"
)

// stylelint finds no error in any style sheet. Its recommended rules hold but for one,
// which wants a rule to come after all those that are less specific: it can't know
// which of them are for the same element, and the sheets are in the order of a page.
func TestSheetsAreValid(t *testing.T) {
	file, err := npm.Install(".")
	if err != nil {
		t.Skip("stylelint can’t be had:", err)
	}
	command := exec.Command("node", file("stylelint/bin/stylelint.mjs"), "--config", "stylelint.json", "--formatter", "json", filepath.ToSlash(repository)+"/web/**/*.css")
	var said strings.Builder
	command.Stderr = &said // where it writes what it finds
	_ = command.Run()      // fails where there is something to say
	var sheets []struct {
		Source   string
		Warnings []struct {
			Line int
			Text string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(said.String()), &sheets), "%s", &said)
	require.NotEmpty(t, sheets)
	for _, sheet := range sheets {
		for _, w := range sheet.Warnings {
			t.Errorf("%s:%d: %s", filepath.Base(sheet.Source), w.Line, w.Text)
		}
	}
}
