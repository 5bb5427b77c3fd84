/** RFC 4287. Every element that it asks for once stands once; what a post does not know is left out. */
import { element } from '#platform/xml.ts'
import { feedForms } from '../rules.ts'
import type { Feed, Post } from './posts.ts'

export function atomFeed(feed: Feed): string {
  const whole = element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.locale }, [
    element('id', {}, feed.id),
    element('title', {}, feed.title),
    element('updated', {}, feed.updated),
    element('author', {}, [element('name', {}, feed.author), element('uri', {}, feed.page)]),
    element('link', { rel: 'self', type: feedForms.atom, href: feed.self('atom') }, []),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.page }, []),
    element('generator', {}, 'Samling'),
    ...feed.posts.map(entryOf),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole}\n`
}

function entryOf(post: Post): string {
  const { attachment } = post
  return element('entry', {}, [
    element('id', {}, post.id),
    element('title', {}, post.title),
    element('published', {}, post.published),
    element('updated', {}, post.updated),
    ...post.by.map((name) => element('author', {}, [element('name', {}, name)])),
    element('link', { rel: 'alternate', type: 'text/html', href: post.url, ...(post.lang && { hreflang: post.lang }) }, []),
    ...(attachment
      ? [
          element(
            'link',
            { rel: 'enclosure', type: attachment.mediaType, length: String(attachment.size), href: attachment.url },
            [],
          ),
        ]
      : []),
    ...(post.text ? [element('summary', {}, post.text)] : []),
  ])
}
