/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import type { Feed, Post } from './posts.ts'

export function jsonFeed(feed: Feed): string {
  const whole = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self('json'),
    language: feed.locale,
    authors: [{ name: feed.author, url: feed.page }],
    items: feed.posts.map(itemOf),
  }
  return JSON.stringify(whole, null, 1)
}

function itemOf(post: Post): Record<string, unknown> {
  const { attachment } = post
  return {
    id: post.id,
    url: post.url,
    title: post.title,
    // One of the two contents must be there, if only with the title's words.
    content_text: post.text || post.title,
    date_published: post.published,
    date_modified: post.updated,
    ...(post.lang && { language: post.lang }),
    ...(post.by.length > 0 && { authors: post.by.map((name) => ({ name })) }),
    ...(attachment && {
      attachments: [{ url: attachment.url, mime_type: attachment.mediaType, size_in_bytes: attachment.size }],
    }),
  }
}
