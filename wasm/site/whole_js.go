package site

// In a browser what stands around a post was found by the build, and a site has no
// others.

func (s *Site) findTrail(string) []Link { return nil }

func (s *Site) findRelated(string) []*Entry { return nil }

func (s *Site) foreign(string) *Site { return nil }

func (s *Site) findForeign(*met, string, string) (address string, found bool) { return "", false }
