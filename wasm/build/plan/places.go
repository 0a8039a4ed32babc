package plan

import (
	"errors"
	"path"
	"slices"

	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/problem"
)

// Settled returns who has which place in dist/, as places does.
// An alias whose place another has is a problem, and left out; the error is for
// pages and files, which can't be.
func Settled(c *content.Content, o *content.Options) (taken Claims, err error) {
	taken, clashes := Places(c, o)
	for _, each := range clashes {
		if each.Later.Kind == OfAlias {
			c.Note(each.Problem)
		} else {
			err = errors.Join(err, each.Problem)
		}
	}
	return taken, err
}

// Places returns who has which place in dist/, and a [Clash] for each pair of which
// one wants a place of the other.
func Places(c *content.Content, o *content.Options) (taken Claims, clashes []*Clash) {
	taken = Claims{}
	for name, what := range ownFiles {
		taken[name] = Claim{OfViewer, what}
	}
	for _, name := range PackageFiles {
		taken[name] = Claim{OfViewer, "the element’s package"}
	}
	for name, what := range MachineFiles(c) {
		if !slices.Contains(c.Files, name) {
			taken[name] = Claim{OfViewer, what}
		}
	}
	for _, e := range c.Editions {
		home := Claim{OfHomeList, e.Settings.Lang.Prefix}
		taken[disk.PageFile(e.Settings.Lang.Prefix)] = home
		for number := range e.Site.CountParts() {
			taken[e.Site.PartFile(number+1)] = home
		}
		taken[e.Site.TermsFile()] = Claim{OfTerms, e.Settings.Lang.Prefix}
	}
	take := func(place string, who Claim) (free bool) {
		other, isTaken := taken[place]
		if isTaken {
			clashes = append(clashes, &Clash{Later: who, Other: other, Place: place})
			return false
		}
		taken[place] = who
		return true
	}
	for _, a := range c.Articles {
		who := Claim{OfPost, a.Post.Path}
		take(a.Post.Path, who)
		if !o.Prerender || take(disk.PageFile(a.Entry.URL), who) {
			take(AroundFile(a), who)
		}
		if o.Prerender && Embeds(a) && AbsoluteBase(o, c.Settings) != nil {
			take(OEmbedFile(a.Entry.URL), who)
		}
	}
	for _, f := range c.Files {
		if c.Static[f] == "" {
			take(f, Claim{OfFile, f})
		}
	}
	for _, e := range c.Editions {
		clashes = append(clashes, placeLists(e, taken)...)
	}
	if o.Prerender {
		aliases, _ := Aliases(c, taken)
		for _, a := range aliases {
			if other, at := taken.Occupant(a.File); other.Kind != OfNobody {
				clashes = append(clashes, &Clash{Later: a.Claim(), Other: other, Place: at})
				continue
			}
			taken[a.File] = a.Claim()
		}
		for _, a := range PageAliases(c, taken) {
			if other, _ := taken.Occupant(a.File); other.Kind == OfNobody {
				taken[a.File] = a.Claim()
			}
		}
	}
	if way := WayHome(c); way != "" && taken[way].Kind == OfNobody {
		taken[way] = Claim{Kind: OfWayHome}
	}
	takeStatic(c, taken)
	for place, who := range taken {
		if other, at := taken.Occupant(path.Dir(place)); other.Kind != OfNobody {
			clashes = append(clashes, &Clash{Later: who, Other: other, Place: at})
		}
	}
	tell(clashes, c)
	slices.SortFunc(clashes, func(a, b *Clash) int { return problem.Compare(a.Problem, b.Problem) })
	return taken, slices.CompactFunc(clashes, func(a, b *Clash) bool {
		return a.Later == b.Later && a.Other == b.Other
	})
}
