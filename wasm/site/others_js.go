package site

// In a browser a site has no others: what a post refers to in another language is
// among what stands around it.

func (s *Site) foreign(string) *Site { return nil }

func (s *Site) findForeign(*met, string, string) (address string, found bool) { return "", false }
