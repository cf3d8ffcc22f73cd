//! `callslip import` of feeds: Atom, RSS, JSON Feed, and the exports of Blogger, which are Atom.

use std::fs;

use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::moving_in::import;
use crate::support::shows;

/// Imports one file. Returns what was printed, and the texts of the column.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    (import(folder.path(), &[name]), texts(&folder))
}

/// The texts that a column has of its posts, one after another.
fn texts(folder: &TempDir) -> String {
    let column = folder.path().join("column");
    if !column.exists() {
        return "no column".to_owned();
    }
    let content = tree(&column).into_iter().filter(|(path, _)| path.starts_with("content/"));
    content.map(|(path, bytes)| format!("=== {path}\n{}\n", String::from_utf8_lossy(&bytes).trim_end())).collect()
}

/// The lines of the report below a heading.
fn notes(folder: &TempDir, heading: &str) -> String {
    let report = fs::read_to_string(folder.path().join("column/import-report.md")).unwrap();
    let (_, rest) = report.split_once(heading).unwrap_or_else(|| panic!("{heading} is not in {report}"));
    rest.split("\n- **").next().unwrap().split("\n\n#").next().unwrap().to_owned()
}

#[test]
fn an_atom_feed_with_every_type_of_text() {
    let (printed, texts) = imported(
        "feed.xml",
        r#"<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://desk.example/blog/" xml:lang="en">
<a:title type="html">The Desk &amp;amp; Beyond</a:title><a:subtitle>Second opinions</a:subtitle>
<a:link rel="self" href="feed.xml"/><a:link href="https://desk.example/blog/"/>
<a:author><a:name>Sol Marchetti</a:name><a:email>sol@desk.example</a:email></a:author>
<a:entry><a:id>tag:desk.example,2014:1</a:id><a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">May I <em>leave</em>?</div></a:title>
<a:link href="2014/leave.html"/><a:published>2014-05-12T09:15:00-04:00</a:published><a:category term="moving" label="Moving"/>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Q: I am tired &amp; <b>bored</b>.</p><p>SM: See <a href="2015/stay.html">it</a>, 1 &lt; 2.</p></div></a:content></a:entry>
<a:entry><a:id>urn:uuid:2</a:id><a:title>To stay &lt;or not&gt;</a:title><a:link rel="alternate" type="text/html" href="/blog/2015/stay.html"/>
<a:updated>2015-01-02T09:15:00Z</a:updated><a:author><a:name>Thea Lund</a:name></a:author>
<a:content type="html">&lt;p&gt;Stay. &lt;img src="a.png" alt="A desk"&gt;&lt;/p&gt;</a:content>
<a:link rel="enclosure" type="audio/mpeg" href="talk%201.mp3"/></a:entry>
<a:entry><a:id>3</a:id><a:title/><a:published>2016-01-02T09:15:00Z</a:published>
<a:content type="text">A note. On
two lines.

And a &lt;second&gt; paragraph.</a:content></a:entry>
</a:feed>"#,
    );
    shows(
        texts,
        str![[r#"
=== content/people/sol-marchetti.md
---
name: Sol Marchetti
initials: SM
---
=== content/people/thea-lund.md
---
name: Thea Lund
initials: TLU
---
=== content/questions/a-note.md
---
title: A note
date: 2016-01-02 09:15:00 Z
answered_by: SM
---
A note. On\
two lines.

And a \<second> paragraph.
=== content/questions/leave.md
---
title: May I *leave*?
date: 2014-05-12 09:15:00 -0400
tags: [Moving]
id: tag:desk.example,2014:1
aliases: [/2014/leave.html]
---
Q: I am tired & **bored**.

SM: See [it](stay.md), 1 < 2.
=== content/questions/stay.md
---
title: "To stay \\<or not>"
date: 2015-01-02 09:15:00 Z
answered_by: TLU
id: urn:uuid:2
aliases: [/2015/stay.html]
---
Stay. [A desk](https://desk.example/blog/a.png)

[talk 1.mp3](https://desk.example/blog/talk%201.mp3)
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  Moving: {}
"#]],
    );
    shows(
        printed,
        str![[r#"
3 of 3 posts
  letters with a question and an answer: 1
  articles: 2
2 of 2 authors who have written something
1 of 1 categories and tags of posts
2 of 2 addresses that go on leading to their text
8 files written
2 things to do, and 1 to look at: see column/import-report.md.
The column has no mistakes. See it with:
  cd column
  callslip serve --open
"#]],
    );
}

#[test]
fn rss_with_what_real_feeds_have() {
    let (_, texts) = imported(
        "rss.xml",
        r#"

<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>The Desk</title><link>https://desk.example/</link><description>Second opinions</description><language>de-DE</language>
<managingEditor>sol@desk.example (Sol Marchetti)</managingEditor>
<item><title><![CDATA[Don&#8217;t <more> & AT&T]]></title><link>https://desk.example/2014/05/dont/?utm_source=rss</link>
<guid isPermaLink="false">https://desk.example/?p=12</guid><pubDate>Mon, 12 May 2014 9:15 EST</pubDate>
<dc:creator><![CDATA[Thea Lund]]></dc:creator><category><![CDATA[Law &amp; Order]]></category><category>Drums</category>
<description><![CDATA[One. Two… [&#8230;]<p>The post <a href="https://desk.example/2014/05/dont/">Don't</a> appeared first on <a href="https://desk.example">The Desk</a>.</p>]]></description>
<content:encoded><![CDATA[<p>One. Two.</p>
<p>Three.</p>
<p>The post <a rel="nofollow" href="https://desk.example/2014/05/dont/">Don't</a> appeared first on <a href="https://desk.example">The Desk</a>.</p>]]></content:encoded>
<media:content url="https://secure.gravatar.com/avatar/1" medium="image"/><media:content url="https://img.example/cover.jpg" medium="image"/></item>
<item><title>Cut</title><guid>https://desk.example/cut/</guid><pubDate>02 Apr 05 16:13 -0500</pubDate>
<description>It begins so [...]</description></item>
<item><title>Without all</title></item>
<item><guid isPermaLink="false">abc</guid><pubDate>yesterday</pubDate><description>&lt;img src="https://img.example/only.jpg"&gt;</description></item>
</channel></rss>"#,
    );
    shows(
        texts,
        str![[r#"
=== content/people/sol-marchetti.md
---
name: Sol Marchetti
initials: SM
---
=== content/people/thea-lund.md
---
name: Thea Lund
initials: TLU
---
=== content/questions/cut.md
---
title: Cut
date: 2005-04-02 16:13:00 -0500
answered_by: SM
id: https://desk.example/cut/
aliases: [/cut/]
---
It begins so [...]
=== content/questions/dont.md
---
title: "Don’t \\<more> & AT&T"
date: 2014-05-12 09:15:00 -0500
tags: [Law & Order, Drums]
answered_by: TLU
id: https://desk.example/?p=12
aliases: [/2014/05/dont/, /?p=12]
---
[cover.jpg](https://img.example/cover.jpg)

One. Two.

Three.
=== content/questions/only-jpg.md
---
title: only.jpg
answered_by: SM
draft: yes
---
[only.jpg](https://img.example/only.jpg)
=== content/questions/without-all.md
---
title: Without all
answered_by: SM
draft: yes
---
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  Drums: {}
  Law & Order: {}
"#]],
    );
}

#[test]
fn rss_one_and_other_encodings() {
    let mut rdf = br#"<?xml version="1.0" encoding="windows-1251"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:x="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://desk.example/"><title>"#
        .to_vec();
    rdf.extend(b"\xcf\xe8\xf1\xfc\xec\xee");
    rdf.extend(
        br#"</title><link>https://desk.example/</link></channel>
<item rdf:about="https://desk.example/a"><title>A</title><link>https://desk.example/a</link><x:date>2004-05-12T09:15+02:00</x:date>
<x:creator>Sol</x:creator><x:subject>drums, law</x:subject><c:encoded>&lt;p&gt;"#,
    );
    rdf.extend(b"\xcf\xe8\xf1\xfc\xec\xee");
    rdf.extend(b"&lt;/p&gt;</c:encoded></item></rdf:RDF>");
    shows(
        imported("index.rdf", rdf).1,
        str![[r#"
=== content/people/sol.md
---
name: Sol
initials: SO
---
=== content/questions/a.md
---
title: A
date: 2004-05-12 09:15:00 +0200
tags: [drums, law]
answered_by: SO
id: https://desk.example/a
aliases: [/a]
---
Письмо
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  drums: {}
  law: {}
"#]],
    );
}

#[test]
fn a_json_feed() {
    let (_, texts) = imported(
        "feed.json",
        r#"{"version": "https://jsonfeed.org/version/1", "title": "The <Desk>", "home_page_url": "https://desk.example/", "author": {"name": "Sol"},
"items": [
 {"id": 7, "url": "https://desk.example/a", "title": "1 < 2 & 3", "content_html": "<p>A.</p>", "date_published": "2014-05-12T09:15:00+02:00", "tags": ["law & order"], "image": "https://desk.example/cover.png"},
 {"id": "b", "content_text": "One\ntwo.\n\n<Three>.", "attachments": [{"url": "https://desk.example/b.mp3", "mime_type": "audio/mpeg"}]},
 {"id": "c", "title": "C", "summary": "Only this."}
]}"#,
    );
    shows(
        texts,
        str![[r#"
=== content/people/sol.md
---
name: Sol
initials: SO
---
=== content/questions/a.md
---
title: "1 < 2 & 3"
date: 2014-05-12 09:15:00 +0200
tags: [law & order]
answered_by: SO
id: https://desk.example/a
aliases: [/a]
---
[cover.png](https://desk.example/cover.png)

A.
=== content/questions/c.md
---
title: C
answered_by: SO
draft: yes
---
Only this.
=== content/questions/one-two.md
---
title: One two
answered_by: SO
draft: yes
---
\<Three>.

[b.mp3](https://desk.example/b.mp3)
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  law & order: {}
"#]],
    );
}

/// The export that Blogger's settings gave, with a comment that comes before its post.
const BLOGGER: &str = r#"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-9.archive</id><title>The Desk</title><link rel='alternate' type='text/html' href='https://desk.blogspot.com/'/><author><name>Sol</name><email>noreply@blogger.com</email></author>
<entry><id>tag:blogger.com,1999:blog-9.layout</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#template'/><title>T</title><content type='text'>&lt;html></content></entry>
<entry><id>tag:blogger.com,1999:blog-9.settings.BLOG_DESCRIPTION</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/><content type='text'>Second opinions</content></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-31</id><published>2014-05-13T10:00:00.000-04:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><title>Yes.</title><content type='html'>Yes.&lt;br />&lt;br />Do.</content><author><name>Bea</name><uri>https://www.blogger.com/profile/77</uri><email>noreply@blogger.com</email><gd:image src='https://secure.gravatar.com/avatar/1'/></author><thr:in-reply-to href='https://desk.blogspot.com/2014/05/leave.html' ref='tag:blogger.com,1999:blog-9.post-11'/></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-11</id><published>2014-05-12T09:15:00.000-04:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><category scheme='http://www.blogger.com/atom/ns#' term='Moving'/><title type='text'>May I leave?</title><content type='html'>&lt;div dir="ltr">&lt;b>Q:&lt;/b> May I?&lt;br />&lt;br />&lt;b>A:&lt;/b> You may.&lt;/div></content><link rel='replies' href='https://desk.blogspot.com/feeds/11/comments/default'/><link rel='alternate' type='text/html' href='https://desk.blogspot.com/2014/05/leave.html'/><author><name>Sol</name><uri>https://www.blogger.com/profile/5</uri></author></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-32</id><published>2014-05-13T11:00:00.000-04:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><title/><content type='html'>Thanks.</content><link rel='related' href='https://www.blogger.com/feeds/9/11/comments/default/31'/><author><name>Sol</name><uri>https://www.blogger.com/profile/5</uri></author><thr:in-reply-to ref='tag:blogger.com,1999:blog-9.post-11'/></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-33</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><content type='html'>On what is gone.</content><author><name>Cy</name></author><thr:in-reply-to ref='tag:blogger.com,1999:blog-9.post-99'/></entry>
<entry><id>tag:blogger.com,1999:blog-9.page-12</id><published>2014-05-12T09:15:00.000-04:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#page'/><title>About</title><content type='html'>Us.</content><link rel='alternate' href='https://desk.blogspot.com/p/about.html'/></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-13</id><published>2014-05-12T09:15:00.000-04:00</published><app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>Not yet</title><content type='html'>Soon.</content></entry>
</feed>"#;

#[test]
fn the_export_of_bloggers_settings() {
    let (printed, texts) = imported("blog-05-12-2014.xml", BLOGGER);
    shows(
        texts,
        str![[r#"
=== content/pages/about.md
---
title: About
date: 2014-05-12 09:15:00 -0400
aliases: [/p/about.html]
---
Us.
=== content/people/sol.md
---
name: Sol
initials: SO
---
=== content/questions/leave.md
---
title: May I leave?
date: 2014-05-12 09:15:00 -0400
tags: [Moving]
id: tag:blogger.com,1999:blog-9.post-11
aliases: [/2014/05/leave.html]
---
Q: May I?

SO: You may.
=== content/questions/not-yet.md
---
title: Not yet
date: 2014-05-12 09:15:00 -0400
answered_by: SO
id: tag:blogger.com,1999:blog-9.post-13
draft: yes
---
Soon.
=== content/replies/leave/2014-05-13-bea.md
---
name: Bea
date: 2014-05-13 10:00:00 -0400
---
Yes.

Do.
=== content/replies/leave/2014-05-13-sol.md
---
by: SO
date: 2014-05-13 11:00:00 -0400
to: "2014-05-13-bea"
---
Thanks.
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  Moving: {}
"#]],
    );
    shows(
        printed,
        str![[r#"
2 of 2 posts
  letters with a question and an answer: 1
  articles: 1
1 of 1 pages
1 of 1 drafts, private posts, and those with a password
2 of 2 comments that were approved
1 of 1 authors who have written something
1 of 1 categories and tags of posts
2 of 2 addresses that go on leading to their text
9 files written
Nothing must be done; 1 thing to look at: see column/import-report.md.
The column has no mistakes. See it with:
  cd column
  callslip serve --open
"#]],
    );
}

#[test]
fn google_takeout() {
    let (printed, texts) = imported(
        "feed.atom",
        r"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-9</id><title>The Desk</title>
<entry><id>tag:blogger.com,1999:blog-9.post-11</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><author><name>Sol</name><uri></uri><blogger:type>BLOGGER</blogger:type></author><title>May I leave?</title><content type='html'>&lt;p&gt;See &lt;a href=&quot;https://desk.blogspot.com/2015/01/stay.html&quot;&gt;this&lt;/a&gt;.&lt;/p&gt;</content><blogger:metaDescription>On leaving</blogger:metaDescription><blogger:created>2014-05-12T13:14:00Z</blogger:created><published>2014-05-12T13:15:00Z</published><updated>2014-05-12T13:15:00Z</updated><blogger:location/><category scheme='tag:blogger.com,1999:blog-9' term='Drums
Law'/><blogger:filename>/2014/05/leave.html</blogger:filename><link/><enclosure/><blogger:trashed/></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-14</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Stay</title><content type='html'>Stay.</content><published>2015-01-12T13:15:00Z</published><category/><blogger:filename>/2015/01/stay.html</blogger:filename><blogger:trashed/></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-31</id><blogger:parent>tag:blogger.com,1999:blog-9.post-11</blogger:parent><blogger:inReplyTo/><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><author><name>Bea</name><uri/></author><content type='html'>Yes.</content><published>2014-05-13T13:15:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-32</id><blogger:parent>tag:blogger.com,1999:blog-9.post-11</blogger:parent><blogger:inReplyTo>tag:blogger.com,1999:blog-9.post-31</blogger:inReplyTo><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><author><name>Cy</name></author><content type='html'>No.</content><published>2014-05-14T13:15:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-33</id><blogger:parent>tag:blogger.com,1999:blog-9.post-11</blogger:parent><blogger:type>COMMENT</blogger:type><blogger:status>GHOSTED</blogger:status><author><name>Spam</name></author><content type='html'>Buy.</content><published>2014-05-14T13:15:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-12</id><blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status><title>Gone</title><content type='html'>Gone.</content><blogger:trashed>2020-01-01T00:00:00Z</blogger:trashed></entry>
<entry><id>tag:blogger.com,1999:blog-9.post-13</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>Not yet</title><content type='html'>Soon.</content><blogger:created>2014-05-12T13:14:00Z</blogger:created></entry>
</feed>",
    );
    shows(
        texts,
        str![[r#"
=== content/people/sol.md
---
name: Sol
initials: SO
---
=== content/questions/leave.md
---
title: May I leave?
date: 2014-05-12 13:15:00 Z
tags: [Drums, Law]
answered_by: SO
description: On leaving
id: tag:blogger.com,1999:blog-9.post-11
aliases: [/2014/05/leave.html]
---
See [this](stay.md).
=== content/questions/not-yet.md
---
title: Not yet
date: 2014-05-12 13:14:00 Z
id: tag:blogger.com,1999:blog-9.post-13
draft: yes
---
Soon.
=== content/questions/stay.md
---
title: Stay
date: 2015-01-12 13:15:00 Z
id: tag:blogger.com,1999:blog-9.post-14
aliases: [/2015/01/stay.html]
---
Stay.
=== content/replies/leave/2014-05-13-bea.md
---
name: Bea
date: 2014-05-13 13:15:00 Z
---
Yes.
=== content/replies/leave/2014-05-14-cy.md
---
name: Cy
date: 2014-05-14 13:15:00 Z
to: "2014-05-13-bea"
---
No.
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  Drums: {}
  Law: {}
"#]],
    );
    shows(
        printed,
        str![[r#"
3 of 3 posts
  articles: 3
1 of 1 drafts, private posts, and those with a password
2 of 2 comments that were approved
1 of 1 authors who have written something
2 of 2 categories and tags of posts
2 of 2 addresses that go on leading to their text
9 files written
There is nothing to do. What was left out is counted in column/import-report.md.
The column has 1 warning: `callslip check` shows them. See it all the same with:
  cd column
  callslip serve --open
"#]],
    );
}

#[test]
fn a_feed_with_only_beginnings_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let feed = "<rss><channel><title>The Desk</title><link>https://desk.example</link>\
                <item><title>A</title><link>https://desk.example/a</link><description>Once [&amp;#8230;]</description></item>\
                <item><title>B</title><link>https://desk.example/b</link><description>Twice [&amp;hellip;]</description></item></channel></rss>";
    fs::write(folder.path().join("feed.xml"), feed).unwrap();
    let printed = import(folder.path(), &["feed.xml"]);
    assert!(
        printed.contains("warning: the feed has only the beginning of 2 posts: the rest is on the old site alone"),
        "{printed}"
    );
    let report = fs::read_to_string(folder.path().join("column/import-report.md")).unwrap();
    let top = "# What came from The Desk\n\n**The feed has only the beginning of 2 posts.** The rest is on the old site alone.\n\n| |";
    assert!(report.starts_with(top), "{report}");
    shows(
        notes(&folder, "- **Posts that the feed cuts short"),
        str![[r#"
: 2.** Open each on the old site, and copy the rest of its text. Many tools have a setting by which the feed has whole posts: change it, save the feed again, and import it into the same folder.
  - content/questions/a.md: `A`
  - content/questions/b.md: `B`
"#]],
    );
}

#[test]
fn feeds_over_several_files_are_one_blog() {
    let folder = tempfile::tempdir().unwrap();
    let feed = |items: &str| {
        format!("<rss><channel><title>The Desk</title><link>https://desk.example</link>{items}</channel></rss>")
    };
    let item = |name: &str, words: &str| {
        format!(
            "<item><title>{name}</title><guid>https://desk.example/{name}</guid><description>{words}</description></item>"
        )
    };
    fs::write(folder.path().join("feed.xml"), feed(&(item("b", "B.") + &item("a", "A.")))).unwrap();
    fs::write(folder.path().join("feed-2.xml"), feed(&item("a", "A."))).unwrap();
    import(folder.path(), &["feed.xml", "feed-2.xml"]);
    let before = texts(&folder);
    shows(
        &before,
        str![[r#"
=== content/questions/a.md
---
title: a
id: https://desk.example/a
aliases: [/a]
draft: yes
---
A.
=== content/questions/b.md
---
title: b
id: https://desk.example/b
aliases: [/b]
draft: yes
---
B.
"#]],
    );
    assert!(import(folder.path(), &["feed.xml", "feed-2.xml"]).contains("0 files written"));
    assert_eq!(texts(&folder), before);
}

#[test]
fn what_is_no_feed_with_posts() {
    let refused = |name: &str, text: &str| {
        let (printed, texts) = imported(name, text);
        assert_eq!(texts, "no column");
        printed
    };
    shows(
        refused("feed.html", "<!DOCTYPE html><html><head><title>The Desk</title>"),
        str![
            "error: feed.html is a web page, not a feed or an export. In your browser, open the address of the feed, which often ends with `/feed` or `/feed.xml`, and save what you see there"
        ],
    );
    shows(
        refused("feed.xml", "<rss version='2.0'><channel><title>The Desk</title></channel></rss>"),
        str!["error: there is no post in feed.xml. No column was written"],
    );
    shows(
        refused("sitemap.xml", "<urlset><url><loc>https://desk.example/a</loc></url></urlset>"),
        str![
            "error: there is no export of a blog in sitemap.xml; in WordPress, choose Tools, Export, and download all content; or give the whole folder of a blog in Markdown, or a feed"
        ],
    );
    shows(
        refused("data.json", "{\"items\": []}"),
        str![
            "error: there is no export of a blog in data.json; in WordPress, choose Tools, Export, and download all content; or give the whole folder of a blog in Markdown, or a feed"
        ],
    );
}

#[test]
fn feeds_that_end_too_early() {
    let rss = "<rss><channel><title>The Desk</title><item><title>A</title><description>A.</description></item><item><title>B</ti";
    let json = "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"The Desk\", \"items\": [{\"id\": \"a\", \"title\": \"A\", \"content_text\": \"A.\"}, {\"id\"";
    for (name, text) in [("feed.xml", rss), ("feed.json", json)] {
        let (printed, texts) = imported(name, text);
        assert!(printed.contains("ends too early"), "{printed}");
        assert!(texts.contains("title: A\n") && texts.ends_with("A.\n"), "{texts}");
    }
}
