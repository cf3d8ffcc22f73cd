//! Links to videos that are alone on their lines: which become cards, and what readers get of them.

use std::fmt::Write;

use callslip::content::Video;
use snapbox::str;

use crate::support::{Column, shows};

/// The videos at these addresses: the site, the start, and the page if it is another.
fn videos(addresses: &[&str]) -> String {
    let mut found = String::new();
    for address in addresses {
        let _ = match Video::of(address) {
            Some(video) => {
                let start = video.start_time().map(|time| format!(" from {time}")).unwrap_or_default();
                let page = if video.page == *address { String::new() } else { format!(" => {}", video.page) };
                writeln!(found, "{address}: {}{start}{page}", video.site)
            }
            None => writeln!(found, "{address}: -"),
        };
    }
    found
}

#[test]
fn addresses_of_videos_are_recognized_by_host_and_path() {
    shows(
        videos(&[
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "http://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=1h2m3s",
            "https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1",
            "https://youtu.be/dQw4w9WgXcQ?si=abc&t=90",
            "HTTPS://YouTu.be/dQw4w9WgXcQ#t=1m30s",
            "https://www.youtube.com/shorts/dQw4w9WgXcQ/",
            "https://www.youtube.com/live/dQw4w9WgXcQ?t=1:30",
            "https://www.youtube.com/playlist?list=PL1",
            "https://vimeo.com/12",
            "https://vimeo.com/12/a1b2c3#t=90s",
            "https://vimeo.com/channels/staffpicks/12",
            "https://www.dailymotion.com/video/x8oma9?start=90",
            "https://dai.ly/x8oma9",
            "https://www.ted.com/talks/ada_quill_on_quiet?language=de",
            "https://www.loom.com/share/0a1b2c",
            "https://desk.wistia.com/medias/0a1b2c",
            "https://us02web.zoom.us/rec/share/a.b-c?startTime=1",
            "https://state.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f&start=90.5",
            "https://mediaspace.state.edu/media/Cataloging+at+night/1_a2b3c4d5",
            "https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m30s",
            "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
        ]),
        str![[r#"
https://www.youtube.com/watch?v=dQw4w9WgXcQ: YouTube
http://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=1h2m3s: YouTube from 1:02:03
https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1: YouTube
https://youtu.be/dQw4w9WgXcQ?si=abc&t=90: YouTube from 1:30
HTTPS://YouTu.be/dQw4w9WgXcQ#t=1m30s: YouTube from 1:30
https://www.youtube.com/shorts/dQw4w9WgXcQ/: YouTube
https://www.youtube.com/live/dQw4w9WgXcQ?t=1:30: YouTube from 1:30
https://www.youtube.com/playlist?list=PL1: YouTube
https://vimeo.com/12: Vimeo
https://vimeo.com/12/a1b2c3#t=90s: Vimeo from 1:30
https://vimeo.com/channels/staffpicks/12: Vimeo
https://www.dailymotion.com/video/x8oma9?start=90: Dailymotion from 1:30
https://dai.ly/x8oma9: Dailymotion
https://www.ted.com/talks/ada_quill_on_quiet?language=de: TED
https://www.loom.com/share/0a1b2c: Loom
https://desk.wistia.com/medias/0a1b2c: Wistia
https://us02web.zoom.us/rec/share/a.b-c?startTime=1: Zoom
https://state.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f&start=90.5: state.hosted.panopto.com from 1:30
https://mediaspace.state.edu/media/Cataloging+at+night/1_a2b3c4d5: mediaspace.state.edu
https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m30s: framatube.org from 1:30
https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv: tube.example
"#]],
    );
}

#[test]
fn the_address_of_a_frame_becomes_that_of_its_page() {
    shows(
        videos(&[
            "https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0&start=90",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com/embed/videoseries?si=a&amp;list=PL1",
            "https://www.youtube.com/embed/live_stream?channel=UC1",
            "https://www.youtube.com/v/dQw4w9WgXcQ&hl=en",
            "https://player.vimeo.com/video/12?h=a1b2c3&badge=0#t=90",
            "https://player.vimeo.com/video/12",
            "https://www.dailymotion.com/embed/video/x8oma9",
            "https://geo.dailymotion.com/player.html?video=x8oma9",
            "https://embed.ted.com/talks/lang/de/ada_quill_on_quiet",
            "https://video.wordpress.com/embed/AbCd1234?hd=1",
            "https://www.loom.com/embed/0a1b2c",
            "https://fast.wistia.net/embed/iframe/0a1b2c",
            "https://state.hosted.panopto.com/Panopto/Pages/Embed.aspx?id=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f&autoplay=false",
            "https://framatube.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ]),
        str![[r#"
https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0&start=90: YouTube from 1:30 => https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s
https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ: YouTube => https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://www.youtube.com/embed/videoseries?si=a&amp;list=PL1: YouTube => https://www.youtube.com/playlist?list=PL1
https://www.youtube.com/embed/live_stream?channel=UC1: YouTube => https://www.youtube.com/channel/UC1/live
https://www.youtube.com/v/dQw4w9WgXcQ&hl=en: YouTube => https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://player.vimeo.com/video/12?h=a1b2c3&badge=0#t=90: Vimeo from 1:30 => https://vimeo.com/12/a1b2c3#t=90s
https://player.vimeo.com/video/12: Vimeo => https://vimeo.com/12
https://www.dailymotion.com/embed/video/x8oma9: Dailymotion => https://www.dailymotion.com/video/x8oma9
https://geo.dailymotion.com/player.html?video=x8oma9: Dailymotion => https://www.dailymotion.com/video/x8oma9
https://embed.ted.com/talks/lang/de/ada_quill_on_quiet: TED => https://www.ted.com/talks/lang/de/ada_quill_on_quiet
https://video.wordpress.com/embed/AbCd1234?hd=1: VideoPress => https://videopress.com/v/AbCd1234
https://www.loom.com/embed/0a1b2c: Loom => https://www.loom.com/share/0a1b2c
https://fast.wistia.net/embed/iframe/0a1b2c: Wistia
https://state.hosted.panopto.com/Panopto/Pages/Embed.aspx?id=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f&autoplay=false: state.hosted.panopto.com => https://state.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f
https://framatube.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d: framatube.org => https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d
"#]],
    );
}

#[test]
fn what_may_be_anything_else_is_no_video() {
    for address in [
        "https://www.youtube.com/",
        "https://www.youtube.com/@callslip",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=a%20b",
        "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://evil@youtube.com/watch?v=dQw4w9WgXcQ",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/features",
        "https://vimeo.com/staffpicks",
        "https://archive.org/details/manual",
        "https://www.ted.com/talks",
        "https://state.edu/media/press/1_statement",
        "https://en.wikipedia.org/w/index.php",
        "https://youtu.be",
        "//",
        "https://",
        "",
        "../videos/watch/a.md",
    ] {
        assert_eq!(Video::of(address), None, "{address}");
    }
    let endless = format!("https://youtu.be/a?t={}", "9".repeat(99));
    assert_eq!(Video::of(&endless).map(|video| video.start), Some(0));
}

/// The answer of these paragraphs on the page of its letter.
fn answer(text: &str) -> String {
    let built = Column::new().letter(&format!("Q: ?\n\nSM: {text}\n")).build().sound();
    let page = built.page("/questions/loud-drums/");
    let (_, answer) = page.split_once("class=\"answer\"").expect("an answer");
    let (_, prose) = answer.split_once("<div class=\"prose\">").expect("its text");
    prose[..prose.find("</div>\n  </section>").expect("its end")].to_owned()
}

#[test]
fn a_link_alone_on_its_line_becomes_a_card() {
    shows(
        answer(
            "So.\n\nhttps://youtu.be/abc?t=90&si=1\n\n<https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv>\n\n\
             [*Quiet*: it's a \"talk\"](https://vimeo.com/12#t=1h \"Her talk\")\n\n\
             [https://vimeo.com/13](https://vimeo.com/13)\n\n[Again][a]\n\n\
             https://youtu.be/one\nhttps://youtu.be/two  \nhttps://www.youtube.com/embed/three\n\n[a]: https://dai.ly/x1",
        ),
        str![[r#"
<p>So.</p>
<p class="video"><a href="https://youtu.be/abc?t=90&amp;si=1"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span> <span class="video-start">from 1:30</span></a></p>
<p class="video"><a href="https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv"><span class="video-label">Video</span> <span class="video-title">Watch on framatube.org</span></a></p>
<p class="video"><a href="https://vimeo.com/12#t=1h" title="Her talk"><span class="video-label">Video</span> <span class="video-title"><em>Quiet</em>: it’s a “talk”</span> <span class="video-site">Vimeo</span> <span class="video-start">from 1:00:00</span></a></p>
<p class="video"><a href="https://vimeo.com/13"><span class="video-label">Video</span> <span class="video-title">Watch on Vimeo</span></a></p>
<p class="video"><a href="https://dai.ly/x1"><span class="video-label">Video</span> <span class="video-title">Again</span> <span class="video-site">Dailymotion</span></a></p>
<p class="video"><a href="https://youtu.be/one"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span></a></p>
<p class="video"><a href="https://youtu.be/two"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span></a></p>
<p class="video"><a href="https://www.youtube.com/watch?v=three"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span></a></p>
"#]],
    );
}

#[test]
fn an_answer_may_be_a_video_alone() {
    shows(
        answer("https://youtu.be/abc"),
        str![[
            r#"<p class="video"><a href="https://youtu.be/abc"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span></a></p>"#
        ]],
    );
    shows(
        answer("\nhttps://youtu.be/abc"),
        str![[
            r#"<p class="video"><a href="https://youtu.be/abc"><span class="video-label">Video</span> <span class="video-title">Watch on YouTube</span></a></p>"#
        ]],
    );
}

#[test]
fn any_other_link_to_a_video_stays_a_link() {
    shows(
        answer(
            "See https://youtu.be/abc\n\nhttps://youtu.be/abc.\n\nhttps://youtu.be/abc\nSee it?\n\n\
             [One](https://youtu.be/one) [two](https://youtu.be/two)\n\n**https://youtu.be/abc**\n\n\
             - https://youtu.be/abc\n\n> https://youtu.be/abc\n\n## https://youtu.be/abc\n\n\
             https://archive.org/details/film\n\n`https://youtu.be/abc`\n\nSo.[^1]\n\n[^1]: https://youtu.be/abc",
        ),
        str![[r##"
<p>See <a href="https://youtu.be/abc">https://youtu.be/abc</a></p>
<p><a href="https://youtu.be/abc">https://youtu.be/abc</a>.</p>
<p><a href="https://youtu.be/abc">https://youtu.be/abc</a>
See it?</p>
<p><a href="https://youtu.be/one">One</a> <a href="https://youtu.be/two">two</a></p>
<p><strong><a href="https://youtu.be/abc">https://youtu.be/abc</a></strong></p>
<ul>
<li><a href="https://youtu.be/abc">https://youtu.be/abc</a></li>
</ul>
<blockquote>
<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p>
</blockquote>
<h3 id="https-youtu-be-abc"><a href="https://youtu.be/abc">https://youtu.be/abc</a></h3>
<p><a href="https://archive.org/details/film">https://archive.org/details/film</a></p>
<p><code>https://youtu.be/abc</code></p>
<p>So.<sup class="footnote-ref" id="fnref-loud-drums-1"><a href="#fn-loud-drums-1" aria-label="Note 1">1</a></sup></p>
<div class="footnotes" role="doc-endnotes"><ol>
<li id="fn-loud-drums-1" value="1"><p><a href="https://youtu.be/abc">https://youtu.be/abc</a> <a class="footnote-back" href="#fnref-loud-drums-1" aria-label="Back to the text, from note 1">↩</a></p>
</li>
</ol></div>
"##]],
    );
}

#[test]
fn what_comes_along_unseen_makes_no_difference() {
    for text in ["\u{feff}https://youtu.be/abc\u{200b}", "\u{ad}<https://youtu.be/abc>\u{ad}"] {
        let page = answer(text);
        assert!(page.starts_with("<p class=\"video\"><a href=\"https://youtu.be/abc\">"), "{page}");
    }
}

#[test]
fn an_address_without_its_scheme_is_reported() {
    let letter = "Q: ?\n\nSM: youtu.be/a_b\n\nyoutube.com/watch?v=abc\n\nSee youtu.be/abc\n\n`vimeo.com/12`\n\n- vimeo.com/12\n\n## vimeo.com/12\n\n    vimeo.com/12\n";
    shows(
        Column::new().letter(letter).build().short(),
        str![[r#"
content/questions/loud-drums.md:7:1: warning: without `https://`, `youtu.be/a_b` is not a link (write `https://youtu.be/a_b`)
content/questions/loud-drums.md:9:1: warning: without `https://`, `youtube.com/watch?v=abc` is not a link (write `https://youtube.com/watch?v=abc`)
"#]],
    );
}

#[test]
fn the_words_of_a_card_are_read_and_its_address_is_not() {
    let built =
        Column::new().letter("Q: ?\n\nSM: [Quiet hours](https://youtu.be/abc)\n\nhttps://youtu.be/abc\n").build();
    let letter = built.site.entries.letters.entries().next().unwrap();
    let body = &letter.turns[1].body;
    assert_eq!((body.words, body.excerpt.as_str()), (2, "Quiet hours"));
}

#[test]
fn in_a_feed_a_video_is_a_plain_link() {
    let column = Column::new()
        .file("column.yaml", "title: Desk\nbase_url: https://desk.example/\nid: desk.example,2024\n")
        .letter("Q: ?\n\nSM: [Quiet](https://youtu.be/abc?t=90)\n\nhttps://vimeo.com/12\n");
    let feed = column.build().sound().text("feed.xml");
    let (_, answer) = feed.split_once("Sol Marchetti&lt;/h2&gt;\n").expect("an answer");
    shows(
        answer.split("</content>").next().unwrap().replace("&lt;", "<").replace("&gt;", ">"),
        str![[r#"
<p><a href="https://youtu.be/abc?t=90">Quiet</a></p>
<p><a href="https://vimeo.com/12">Watch on Vimeo</a></p>
"#]],
    );
}

#[test]
fn in_a_reply_a_video_is_a_plain_link_that_vouches_for_nothing() {
    let built = Column::new()
        .letter("Q: ?\n\nSM: So.\n")
        .file("content/replies/loud-drums/1.md", "---\nname: Ada\ndate: 2026-03-03\n---\nhttps://youtu.be/abc\n")
        .build()
        .sound();
    let page = built.page("/questions/loud-drums/");
    assert!(
        page.contains("<p><a href=\"https://youtu.be/abc\" rel=\"ugc nofollow noopener\">https://youtu.be/abc</a></p>"),
        "{page}"
    );
}

#[test]
fn the_error_of_a_frame_has_the_line_to_write_instead() {
    let said = |html: &str| {
        let built = Column::new().letter(&format!("Q: ?\n\nSM: So.\n\n{html}\n")).build();
        format!("{html}\n{}\n", built.short())
    };
    let frames = [
        "<iframe width=\"560\" height=\"315\" src=\"https://www.youtube.com/embed/abc?si=1\" title=\"YouTube video player\" frameborder=\"0\" allowfullscreen></iframe>",
        "<iframe src=\"//player.vimeo.com/video/12?h=a1\"></iframe>",
        "<iframe data-src='https://www.youtube-nocookie.com/embed/abc?start=90'></iframe>",
        "<object data=\"https://www.youtube.com/v/abc\"></object>",
        "<iframe src=\"https://open.spotify.com/embed/track/1?si=2\"></iframe>",
        "<iframe src=\"https://example.org/map\"></iframe>",
        "<iframe></iframe>",
    ];
    shows(
        frames.map(said).concat(),
        str![[r#"
<iframe width="560" height="315" src="https://www.youtube.com/embed/abc?si=1" title="YouTube video player" frameborder="0" allowfullscreen></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (write `https://www.youtube.com/watch?v=abc` on a line of its own, with empty lines around it: it becomes a card that links to the video; to show the word, write `` `<iframe>` ``)

<iframe src="//player.vimeo.com/video/12?h=a1"></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (write `https://vimeo.com/12/a1` on a line of its own, with empty lines around it: it becomes a card that links to the video; to show the word, write `` `<iframe>` ``)

<iframe data-src='https://www.youtube-nocookie.com/embed/abc?start=90'></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (write `https://www.youtube.com/watch?v=abc&t=90s` on a line of its own, with empty lines around it: it becomes a card that links to the video; to show the word, write `` `<iframe>` ``)

<object data="https://www.youtube.com/v/abc"></object>
content/questions/loud-drums.md:9:1: error: `<object>` is not allowed in your text (write `https://www.youtube.com/watch?v=abc` on a line of its own, with empty lines around it: it becomes a card that links to the video; to show the word, write `` `<object>` ``)

<iframe src="https://open.spotify.com/embed/track/1?si=2"></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (link to it instead: `[its name](https://open.spotify.com/track/1)`; to show the word, write `` `<iframe>` ``)

<iframe src="https://example.org/map"></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (link to it instead: `[its name](https://…)`; you can show your own video with `<video>`; to show the word, write `` `<iframe>` ``)

<iframe></iframe>
content/questions/loud-drums.md:9:1: error: `<iframe>` is not allowed in your text (link to it instead: `[its name](https://…)`; you can show your own video with `<video>`; to show the word, write `` `<iframe>` ``)
"#]],
    );
    // Doing what it says ends in silence, also within the box that many sites put around a frame.
    let column = Column::new().letter("Q: ?\n\nSM: So.\n\n<div class=\"box\">\n\nhttps://vimeo.com/12/a1\n\n</div>\n");
    let page = column.build().sound().page("/questions/loud-drums/");
    assert!(page.contains("<p class=\"video\"><a href=\"https://vimeo.com/12/a1\">"), "{page}");
}
