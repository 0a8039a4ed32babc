package config_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/config"
	"postview/wasm/problem"
)

// ofHugo are all settings of Hugo v0.165, as its fields are called.
var ofHugo = strings.Fields(`
	BaseURL BuildDrafts BuildExpired BuildFuture Copyright DefaultContentLanguage DefaultContentLanguageInSubdir DefaultContentRole
	DefaultContentRoleInSubdir DefaultContentVersion DefaultContentVersionInSubdir DefaultOutputFormat DisableDefaultLanguageRedirect
	DisableDefaultSiteRedirect DisableAliases DisablePathToLower DisableKinds DisableLanguages RenderSegments DisableHugoGeneratorInject
	DisableLiveReload EnableEmoji MainSections EnableRobotsTXT EnableGitInfo TemplateMetrics TemplateMetricsHints NoBuildLock IgnoreLogs
	IgnoreFiles IgnoreCache EnableMissingTranslationPlaceholders PanicOnWarning Environment LanguageCode Locale HasCJKLanguage
	PluralizeListTitles CapitalizeListTitles CanonifyURLs RelativeURLs RemovePathAccents PrintUnusedTemplates PrintI18nWarnings
	PrintPathWarnings RefLinksNotFoundURL RefLinksErrorLevel SectionPagesMenu SummaryLength Title Theme Timeout TimeZone TitleCaseStyle
	NewContentEditor NoTimes NoChmod CleanDestinationDir IgnoreVendorPaths StaticDir StaticDir0 StaticDir1 StaticDir2 StaticDir3
	StaticDir4 StaticDir5 StaticDir6 StaticDir7 StaticDir8 StaticDir9 StaticDir10 ThemesDir PublishDir ResourceDir WorkingDir CacheDir
	ContentDir DataDir LayoutDir I18nDir ArcheTypeDir AssetDir Author Social Build Caches HTTPCache Markup ContentTypes MediaTypes Imaging
	OutputFormats Languages Versions Roles Outputs Cascade Segments Menus Deployment Module Frontmatter Minify Permalinks Taxonomies Sitemap
	Related Server Pagination Page Privacy Security Services Params UglyURLs`)

func TestEverySettingOfHugoIsKnown(t *testing.T) {
	for _, name := range ofHugo {
		assert.True(t, config.IsKnown(name), name)
	}
	assert.False(t, config.IsKnown("mood"))
}

func TestSettingsThatNobodyKnows(t *testing.T) {
	tests := map[string]struct {
		settings string
		told     []string // without the name of the file
	}{
		"a slip":                  {"titel = 'A'", []string{"titel: there is no such setting, did you mean title?"}},
		"one of somebody’s":       {"mood = 'calm'", []string{"mood: there is no such setting"}},
		"their own place":         {"[params]\nmood = 'calm'\n[taxonomies]\nmood = 'moods'\n[permalinks]\nnotes = '/:slug/'\n[outputs]\nx = ['HTML']", []string{"!outputs is not followed: each page is HTML, and lists have feeds"}},
		"a section":               {"[pagination]\npagesize = 3", []string{"pagination.pagesize: there is no such setting, did you mean pagination.pagerSize?"}},
		"one of a language":       {"[languages.en]\nwieght = 1\nlabel = 'E'\ntimezone = 'UTC'", []string{"languages.en.wieght: there is no such setting, did you mean weight?"}},
		"one of a language alone": {"label = 'E'", []string{"label: there is no such setting"}},
		"in a list":               {"[[module.mounts]]\nsource = 'a'\ntraget = 'b'", []string{"module.mounts.traget: there is no such setting, did you mean module.mounts.target?"}},
		"in any case":             {"[[module.mounts]]\nSource = 'a'\nTARGET = 'b'\nincludeFiles = 'x'", nil},
		"markup":                  {"[markup.goldmark.renderer]\nunsave = true", []string{"markup.goldmark.renderer.unsave: there is no such setting, did you mean markup.goldmark.renderer.unsafe?"}},
		"markup, for languages":   {"[markup]\nx = 1\n[languages.en]\n[languages.de.markup.highlight]\nstile = 'x'", []string{"markup.x: there is no such setting", "markup.highlight.stile: there is no such setting, did you mean markup.highlight.style?"}},
		"one that Hugo had":       {"paginate = 3\nmetaDataFormat = 'toml'", []string{"metadataformat: there is no such setting any more", "paginate: there is no such setting any more: say pagination.pagerSize"}},
		"what is Hugo’s alone":    {"disableLiveReload = true\n[caches.images]\nx = 1\n[minify]\ny = 2\n[security]\nz = 1", nil},
		"what says nothing new":   {"enableGitInfo = false\ncanonifyURLs = false\ncapitalizeListTitles = true\ntitleCaseStyle = 'AP'\npublishDir = 'public'\n[privacy.x]\nsimple = false\n[menus]", nil},
		"a menu of languages": {"[languages.en]\n[[languages.en.menus.main]]\nname = 'x'\n[[languages.de.menus.main]]\nname = 'x'", []string{
			"!languages.de.menus is not followed: readers have the lists of the site in place of a menu",
		}},
		"what titles are by default": {"capitalizeListTitles = false", []string{"!capitalizeListTitles is not followed: a list is called by its folder, or as its _index.md says"}},
		"a folder that is none":      {"contentDir = 1\nstaticDir = 2", []string{"contentDir can’t be 1: it is a text", "staticDir can’t be 2"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := parseSettings("hugo.toml", test.settings)
			var told []string
			for _, p := range problem.All(err) {
				mark := ""
				if p.Kind == problem.NotFollowed {
					mark = "!"
				}
				told = append(told, mark+p.Err.Error())
			}
			assert.ElementsMatch(t, test.told, told)
		})
	}
}
