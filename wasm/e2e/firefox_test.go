package e2e

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/marionette"
)

// firefox is the browser of the tests that run in Firefox, after startFirefox; in all
// others it is nil.
var firefox *marionette.Browser

// startFirefox has the rest of a test run in Firefox, where there is one.
func startFirefox(t *testing.T) {
	t.Helper()
	path := marionette.Path()
	if path == "" {
		t.Skip("there is no Firefox here; FIREFOX may name one")
	}
	started, err := marionette.Start(path, patience)
	require.NoError(t, err)
	firefox = started
	t.Cleanup(func() {
		firefox = nil
		if err := started.Close(); err != nil {
			t.Log(err)
		}
	})
}

// newFirefoxTab is newTab in Firefox.
func newFirefoxTab(t *testing.T) *tab {
	t.Helper()
	page, err := firefox.Open()
	require.NoError(t, err)
	_, err = firefox.Faults() // those of tests before
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, page.Close()) })
	return &tab{T: t, ctx: context.Background(), firefox: page}
}

// Firefox fetches rel=next ahead, as far as the policy lets it.
func testNextPageIsFetchedAhead(t *testing.T) {
	posts := map[string]string{}
	for i := range 21 {
		posts[fmt.Sprintf("%d.md", i)] = "A post"
	}
	h := serve(t, build(t, "--content", files(t, posts)))
	b := open(t, h.at(""))
	require.Eventually(t, func() bool { return len(h.asked("page/2/")) > 0 }, patience, 20*time.Millisecond)
	b.quiet()
}

// The tests of the element itself, again in Firefox: all but those that ask more of
// the browser than to go to a page and to run JavaScript there.
func TestElementInFirefox(t *testing.T) {
	startFirefox(t)
	for _, again := range []struct {
		name string
		test func(*testing.T)
	}{
		{"ready", TestElementShowsAPostOfAnotherOrigin},
		{"errors", TestElementErrors},
		{"source of its own", TestElementWithASourceOfItsOwn},
		{"source after the element", TestASourceThatComesAfterTheElement},
		{"attributes and properties", TestAttributesAndProperties},
		{"however it is made", TestElementHoweverItIsMade},
		{"changes of one moment", TestChangesOfOneMomentAreOneLoading},
		{"answers in any order", TestLateAnswersAreDropped},
		{"shown before", TestAPostShownBeforeNeedsNoProgram},
		{"what is kept is not trusted", TestWhatIsKeptIsNotTrusted},
		{"source beside the program", TestSourceComesBesideTheProgram},
		{"removed and moved", TestElementThatIsRemoved},
		{"adopted", TestElementIsAdoptedIntoAnotherDocument},
		{"many, one program", TestManyElementsShareOneProgram},
		{"two versions", TestTwoVersionsOnAPage},
		{"lazy", TestLazyElement},
		{"fragment of the page", TestFragmentOfThePage},
		{"links within", TestLinksWithinAnElement},
		{"light DOM", TestElementInTheLightDOM},
		{"theme", TestTheme},
		{"custom properties", TestCustomProperties},
		{"parts", TestEveryPartCanBeStyled},
		{"progress", TestProgressTakesNoRoom},
		{"page and post", TestThePageDoesNotChangeThePost},
		{"post and page", TestThePostDoesNotChangeThePage},
		{"missing picture", TestAPictureThatIsMissing},
		{"colours", TestColoursInAnElementOnAnotherSite},
		{"strict host", TestElementUnderAStrictHost},
		{"render", TestRenderForScripts},
		{"place of the program", TestThePlaceOfTheProgram},
		{"links that run", TestNoticeOfTheElementHasNoLinkThatRuns},
		{"posts of no place", TestPostOfNoPlaceHasNoLinkToItsSource},
		{"width", TestElementIsAsWideAsCanBeRead},
		{"a block", TestElementIsABlock},
		{"numbers of lines", TestNumbersStandBesideTheirLines},
		{"next page", testNextPageIsFetchedAhead},
	} {
		t.Run(again.name, again.test)
	}
}
