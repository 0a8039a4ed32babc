package address

import "net/url"

// URLize makes of a text what may stand in an address, as Hugo's templates do.
func (s Paths) URLize(text string) string {
	path := s.plain(s.urlize(text))
	u, err := url.Parse(path)
	if err != nil {
		return path
	}
	return u.String()
}
