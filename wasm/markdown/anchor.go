package markdown

// Anchor returns the id that a heading of this text has where no other has it.
func (c *Config) Anchor(text string) string { return anchor(c.Parser.AutoIDType, text) }
