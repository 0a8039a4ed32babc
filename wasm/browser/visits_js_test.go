package browser

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
)

const home = "https://site.example/"

func at() string { return location().Get("href").String() }

func begun(t *testing.T) *visits {
	t.Helper()
	inBrowser(t, home)
	v := &visits{}
	v.begin()
	assert.Equal(t, "manual", history().Get("scrollRestoration").String())
	return v
}

func TestVisitsRestoreThePlace(t *testing.T) {
	v := begun(t)
	scroll(120)
	v.push(home+"a/", false)
	assert.Equal(t, home+"a/", at())
	assert.Equal(t, 2, history().Get("length").Int())
	scroll(0) // at the top of the next view
	scroll(250)

	history().Call("go", -1)
	assert.True(t, v.arrive(true))
	v.ahead = false // the view is there
	scroll(0)
	v.restore()
	assert.Equal(t, 120.0, scrolled())

	history().Call("go", 1)
	assert.True(t, v.arrive(true))
	v.ahead = false
	v.restore()
	assert.Equal(t, 250.0, scrolled(), "forward, too")
}

func TestVisitsRestoreAFragmentThatNobodyHasSeen(t *testing.T) {
	v := begun(t)
	history().Call("follow", "#part")
	assert.False(t, v.arrive(false), "the browser scrolls there by itself")
	v.restore()
	assert.Equal(t, 400.0, scrolled())
}

func TestVisitsAddNoEntryForTheSameAddress(t *testing.T) {
	v := begun(t)
	v.push(home, false)
	assert.Equal(t, 1, history().Get("length").Int())
	v.push(home+"?q=tea", true)
	assert.Equal(t, 1, history().Get("length").Int())
	assert.Equal(t, home+"?q=tea", at())
}

func TestVisitsNoteThePlaceInTheEntry(t *testing.T) {
	v := begun(t)
	scroll(77)
	v.hide()
	assert.Equal(t, 77.0, history().Get("state").Get("place").Float(), "for who comes back without the program")
	assert.Equal(t, "auto", history().Get("scrollRestoration").String())

	// Another document of the same tab goes on from there.
	again := &visits{}
	again.begin()
	scroll(0)
	again.restore()
	assert.Equal(t, 77.0, scrolled())
	assert.Equal(t, v.current, again.current)
}

// While the view of before is still shown, its place is not that of the entry.
func TestVisitsNoteNoPlaceAhead(t *testing.T) {
	v := begun(t)
	v.push(home+"a/", false)
	history().Call("go", -1)
	v.arrive(true)
	scroll(999)
	v.hide()
	assert.NotEqual(t, 999.0, history().Get("state").Get("place").Float())
	assert.Equal(t, "manual", history().Get("scrollRestoration").String())
}

func TestScrollTo(t *testing.T) {
	inBrowser(t, home)
	for _, test := range []struct {
		href string
		want float64
	}{{home + "#part", 400}, {home, 0}, {home + "#nowhere", 0}} {
		scroll(50)
		scrollTo(test.href)
		assert.Equal(t, test.want, js.Global().Get("scrollY").Float(), test.href)
	}
}
