// Package machines writes what programs read: feeds, the sitemap, the heads of pages,
// oEmbed, redirects and headers. A [Publication] is an edition as they see it. It
// stands on plan.
package machines
