package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"postview/wasm/markdown"
	"postview/wasm/problem"
)

// All of this is text, and no list, so that the browser program need not hold it.

// followed are the settings of Hugo that are followed here, in its words, as far as the
// values are. Those that have others within them stand here by these.
const followed = `
	baseURL title locale languageCode timeZone hasCJKLanguage enableEmoji summaryLength
	buildDrafts buildExpired buildFuture disableKinds disableAliases disablePathToLower removePathAccents enableRobotsTXT ignoreFiles
	defaultContentLanguage defaultContentLanguageInSubdir disableDefaultLanguageRedirect disableDefaultSiteRedirect disableLanguages
	relativeURLs pluralizeListTitles uglyURLs permalinks taxonomies indexes cascade mainSections markup params languages _merge
	contentDir staticDir staticDir0 staticDir1 staticDir2 staticDir3 staticDir4 staticDir5 staticDir6 staticDir7 staticDir8 staticDir9 staticDir10
	assetDir dataDir i18nDir layoutDir themesDir theme
	pagination.pagerSize pagination.path pagination.disableAliases sitemap.disable
	module.mounts.source module.mounts.target module.mounts.lang module.mounts.files module.mounts.includeFiles module.mounts.excludeFiles module.mounts.disableWatch
	module.mounts.sites.matrix.languages
	module.imports.path module.imports.disable module.imports.ignoreConfig module.imports.ignoreImports module.imports.noMounts module.imports.mounts
	module.replacements`

// inner are the settings of Hugo that say how it goes about its work, or what templates
// may ask for: no site differs by them that has no templates.
const inner = `
	archetypeDir build caches cacheDir cleanDestinationDir configDir deployment disableHugoGeneratorInject disableLiveReload
	enableMissingTranslationPlaceholders environment httpCache ignoreCache ignoreErrors ignoreLogs ignoreVendorPaths imaging internal
	logI18nWarnings logPathWarnings mediaTypes minify minifyOutput newContentEditor noBuildLock noChmod noTimes panicOnWarning
	printI18nWarnings printPathWarnings printUnusedTemplates resourceDir security server social templateMetrics templateMetricsHints
	timeout workingDir services.instagram services.x privacy.disqus privacy.googleAnalytics
	module.auth module.hugoVersion module.noProxy module.noVendor module.params module.private module.proxy module.vendorClosest module.workspace
	module.imports.version module.imports.noVendor module.imports.usePackageJSON`

// ofLanguages are the settings of a language beside those of a site.
const ofLanguages = "label languageName direction languageDirection weight disabled"

// gone are settings that Hugo had once, and what there is in their place; "" for what
// has none.
var gone = map[string]string{
	"blackfriday": "markup.goldmark", "canonifyUrls": "", "disableRSS": "disableKinds", "disableSitemap": "disableKinds", "disable404": "disableKinds",
	"disqusShortname": "services.disqus.shortname", "enableInlineShortcodes": "security.enableInlineShortcodes", "googleAnalytics": "services.googleAnalytics.ID",
	"metaDataFormat": "", "paginate": "pagination.pagerSize", "paginatePath": "pagination.path", "preserveTaxonomyNames": "", "pygmentsCodefences": "markup.highlight.codeFences",
	"pygmentsCodefencesGuessSyntax": "markup.highlight.guessSyntax", "pygmentsOptions": "markup.highlight", "pygmentsStyle": "markup.highlight.style",
	"pygmentsUseClasses": "markup.highlight.noClasses", "pygmentsUseClassic": "", "rssLimit": "services.rss.limit", "rssUri": "outputFormats.RSS.baseName",
	"footnoteAnchorPrefix": "", "footnoteReturnLinkContents": "markup.goldmark.extensions.footnote.backlinkHTML", "useModTimeAsFallback": "frontmatter",
}

// IsKnown reports whether Hugo has a setting of this name, or had it once.
func IsKnown(name string) bool {
	isSo := func(known string) bool { return strings.EqualFold(known, name) }
	for known := range gone {
		if isSo(known) {
			return true
		}
	}
	return slices.ContainsFunc(known("", false), isSo)
}

// known are the names that settings may have within another, "" for the whole of the
// configuration, in Hugo's words.
func known(within string, isLanguage bool) (names []string) {
	all := slices.Concat(strings.Fields(followed+" "+inner), slices.Collect(maps.Keys(notFollowed)))
	if isLanguage {
		all = append(all, strings.Fields(ofLanguages)...)
	}
	for _, name := range all {
		if len(name) > len(within) && strings.EqualFold(name[:len(within)], within) {
			name, _, _ = strings.Cut(name[len(within):], ".")
			names = append(names, name)
		}
	}
	return names
}

// ofFolders are the settings that name a folder, which the builder follows.
var ofFolders = []string{"contentdir", "assetdir", "datadir", "i18ndir", "layoutdir", "themesdir"}

// checkKeys notes the settings that nobody knows, those of languages as well, and folders
// that are none.
func (r *reader) checkKeys() {
	for _, key := range ofFolders {
		value[string](r, key)
	}
	for _, key := range []string{"staticdir", "theme"} {
		r.texts(key)
	}
	r.unknown(r.values, "", false)
	languages, _ := r.values["languages"].(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(languages)) {
		of, _ := languages[key].(map[string]any)
		r.unknown(of, "", true, "languages", key)
	}
}

// unknown notes the settings that nobody knows, in the values to which the keys lead.
func (r *reader) unknown(values map[string]any, within string, isLanguage bool, keys ...string) {
	names := known(within, isLanguage)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		lower := strings.ToLower(key)
		if lower == "_merge" {
			continue
		}
		at := slices.Concat(keys, []string{lower})
		i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, key) })
		if i < 0 {
			r.note(unusable(r.name, strings.Join(at, ".")+": there is no such setting"+instead(key, within, names), at...))
			continue
		}
		below := within + names[i] + "."
		if lower == "params" || len(known(below, false)) == 0 {
			continue // everybody’s own
		}
		switch value := values[key].(type) {
		case map[string]any:
			r.unknown(value, below, false, at...)
		case []any:
			for _, each := range value {
				inner, _ := each.(map[string]any)
				r.unknown(inner, below, false, at...)
			}
		}
	}
}

// unknownMarkup notes the settings of markup that nobody knows.
func (r *reader) unknownMarkup(markup map[string]any) {
	unknown, _ := markdown.DefaultConfig().Set(markup)
	for _, name := range unknown {
		r.note(unusable(r.name, "markup."+name+": there is no such setting"+instead(name, "markup.", markdown.SettingNames()), "markup", name))
	}
}

// instead says what may be meant by a setting that is not known, "" where nothing is
// near.
func instead(key, within string, names []string) string {
	if within == "" {
		for old, now := range gone {
			switch {
			case !strings.EqualFold(old, key):
			case now == "":
				return " any more"
			default:
				return " any more: say " + now
			}
		}
	}
	if near := problem.Near(key, names); near != "" {
		return fmt.Sprintf(", did you mean %s%s?", within, near)
	}
	return ""
}
