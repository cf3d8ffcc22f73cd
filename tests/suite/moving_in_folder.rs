//! `callslip import` of folders of Markdown: fields, addresses, links, pictures, templates and turns, each as its tool has it.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::shows;

/// The smallest picture: one pixel.
const PICTURE: &[u8] = include_bytes!("../vectors/pixel.png");

fn written(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("blog").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.extension().is_some_and(|extension| extension == "png") {
            fs::write(path, PICTURE).unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
    folder
}

/// The texts of the column that a folder becomes, without its settings, its subjects, and the table of the report.
fn imported(folder: &Path) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_callslip"))
        .args(["import", "blog", "--into", "column"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
    let mut shown = String::new();
    for (path, bytes) in tree(&folder.join("column")) {
        if path.starts_with("content/questions/") || path.starts_with("content/pages/") {
            let text = String::from_utf8(bytes).unwrap_or_else(|_| "a picture\n".to_owned());
            shown.extend(["=== ", &path, "\n", &text]);
        }
    }
    shown
}

#[test]
fn a_jekyll_blog_becomes_a_column() {
    let folder = written(&[
        ("_config.yml", "title: The Desk\nurl: https://desk.example\ntimezone: America/New_York\n"),
        ("_data/authors.yml", "sol:\n  name: Sol Marchetti\n"),
        ("assets/Desk One.png", ""),
        ("README.md", "Not of the blog.\n"),
        ("_site/x.md", "---\ntitle: Not read\n---\nX\n"),
        ("about.md", "---\ntitle: About\npermalink: /about/\n---\nSee [drums](/music/2014/05/12/loud-drums.html).\n"),
        (
            "_posts/2014-05-12-loud-drums.md",
            "---\ntitle: \"Drums: loud\"\ncategories: music\ntags: [night shifts]\nauthor: sol\nredirect_from: /old/drums/\nmood: dry\n---\n\
             **Q:** May *I*?{: .a}\n\n**A:** Yes, see [this]({% post_url 2014-06-01-other %}#who-pays) and `{{ code }}`.\n\n\
             ![A desk]({{ site.baseurl }}/assets/Desk%20One.png)\n\n\
             {% highlight rust %}\nfn a() {}\n{% endhighlight %}\n\n<p style=\"color: red\">Red <b>words</b></p>\n",
        ),
        (
            "_posts/2014-06-01-other.md",
            "---\nlayout: post\npublished: false\n---\n* TOC\n{:toc}\n\n## Who pays?\n\n{% odd %}\n",
        ),
        ("_posts/2014-07-01-broken.md", "---\ntitle: \"Broken\ntags: [a\n---\nStill here.\n"),
    ]);
    shows(
        imported(folder.path()),
        str![[r#"
=== content/pages/about.md
---
title: About
---
See [drums](../questions/loud-drums/index.md).
=== content/questions/broken.md
---
title: Broken
date: 2014-07-01 00:00:00
id: https://desk.example/2014/07/01/broken
aliases: [/2014/07/01/broken.html]
---
Still here.
=== content/questions/loud-drums/desk-one.png
a picture
=== content/questions/loud-drums/index.md
---
title: "Drums: loud"
date: 2014-05-12 00:00:00
tags: [music, night shifts]
id: https://desk.example/music/2014/05/12/loud-drums
aliases: [/music/2014/05/12/loud-drums.html, /old/drums/]
---
**Q:** May *I*?

SM: Yes, see [this](../other.md#who-pays) and `{{ code }}`.

![A desk](desk-one.png)

```rust
fn a() {}
```

Red **words**
=== content/questions/other.md
---
title: Other
date: 2014-06-01 00:00:00
id: https://desk.example/2014/06/01/other
draft: yes
---
## Who pays?

{% odd %}
"#]],
    );
}

#[test]
fn a_hugo_site_becomes_a_column() {
    let folder = written(&[
        ("hugo.toml", "baseURL = 'https://desk.example/'\ntitle = 'The Desk'\n[permalinks]\nposts = '/:year/:slug/'\n"),
        ("content/about.md", "+++\ntitle = 'About'\n+++\nText.\n"),
        ("content/posts/_index.md", "---\ntitle: All\n---\n"),
        (
            "content/posts/drums/index.md",
            "+++\ntitle = \"Who's loud?\"\ndate = 2014-05-12T09:30:00-05:00\ntags = ['a', 'b']\naliases = ['/old/']\n+++\n\
             {{< figure src=\"room.png\" alt=\"A room\" caption=\"The *room*\" >}}\n\n[b]({{< ref \"posts/b.md\" >}}) {{< odd >}}\n",
        ),
        ("content/posts/drums/room.png", ""),
        ("content/posts/b.md", "{\n \"title\": \"B\", \"date\": \"2014-06-01\", \"draft\": true\n}\n\nWords.\n"),
        ("content/posts/c.de.md", "---\ntitle: C\ndate: 2014-06-02\n---\nWorte.\n"),
    ]);
    shows(
        imported(folder.path()),
        str![[r#"
=== content/pages/about.md
---
title: About
---
Text.
=== content/questions/b.md
---
title: B
date: 2014-06-01 00:00:00
id: https://desk.example/2014/b/
draft: yes
---
Words.
=== content/questions/c.md
---
title: C
date: 2014-06-02 00:00:00
id: https://desk.example/2014/c/
draft: yes
---
Worte.
=== content/questions/drums/index.md
---
title: Who's loud?
date: 2014-05-12 09:30:00 -0500
tags: [a, b]
id: https://desk.example/2014/whos-loud/
aliases: [/2014/whos-loud/, /old/]
---
<figure>
<img src="room.png" alt="A room">
<figcaption>The <em>room</em></figcaption>
</figure>

[b](../b.md) {{< odd >}}
=== content/questions/drums/room.png
a picture
"#]],
    );
}
