package address

// In a browser addresses are those that the build has made.
func (s Paths) plain(address string) string { return address }
