package check

import (
	"context"
	"slices"

	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/inspect"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/problem"
)

// found returns all that is wrong with a content folder, sorted.
func found(ctx context.Context, c *content.Content, o *content.Options, log *progress.Log) []*problem.Problem {
	var libraries assets.Libraries
	if c.Uses(config.Math) {
		libraries.Get(ctx, o.Web(), log)
	}
	wrong := libraries.WrongFormulas(ctx, c)
	places := plan.Settled(c, o)
	links := plan.NewReferences(c, o, places)
	taken := inspect.TakenByPolicy(c, o)
	inspect.Show(c, o, links)
	folder, _ := c.Sources.Open()
	defer folder.Close()
	return inspect.Sorted(slices.Concat(c.Problems, ofFiles(c, folder), ofSections(c, folder), inspect.Find(c, o, places, links), inspect.Formulas(c, o, wrong), taken))
}

// ofFiles finds files that the build can't copy, as a link out of the folder.
func ofFiles(c *content.Content, folder *content.Folder) (all []*problem.Problem) {
	for _, name := range c.Files {
		at := name
		if c.Static[name] != "" {
			at = plan.StaticAt(c, name).Owner
		}
		file, err := folder.Open(name)
		if err != nil {
			all = append(all, problem.OfFile(at, err))
			continue
		}
		file.Close()
	}
	return all
}

// ofSections reads the front matter of the sections.
func ofSections(c *content.Content, folder *content.Folder) (all []*problem.Problem) {
	for _, name := range c.Sections {
		source, err := folder.ReadFile(name)
		if err != nil {
			all = append(all, problem.OfFile(name, err))
			continue
		}
		_, err = post.Parse(name, source)
		all = append(all, problem.All(err)...)
	}
	return all
}
