//! The sites whose addresses are recognized as those of videos.
//!
//! An address is listed only if its host and its path leave no doubt that a video is there. Others stay plain links.

/// A site with videos.
pub(super) struct VideoSite {
    /// Its name; empty for software that many hosts run: those are known by their host names.
    pub(super) name: &'static str,
    /// The part that is added to the address of a video so that it starts at a second: `&t={}s`. Empty if there is none.
    pub(super) start: &'static str,
    /// The forms of its addresses.
    pub(super) forms: &'static [AddressForm],
}

/// A form of addresses. In the order of the table, the first that fits an address counts.
pub(super) struct AddressForm {
    /// The host without `www.`, `m.`, or `music.`, the path, and at most one parameter. `*.` is any subdomain, `*` any
    /// host. `{id}`, `{any}`, `{number}`, `{uuid}`, and `{entry}` are parts that differ from video to video.
    pub(super) form: &'static str,
    /// The page to which readers go if the address is that of a frame; `{}` are those parts in their order. Empty if the
    /// address is the page.
    pub(super) page: &'static str,
}

const fn page(form: &'static str) -> AddressForm {
    AddressForm { form, page: "" }
}

const fn frame(form: &'static str, page: &'static str) -> AddressForm {
    AddressForm { form, page }
}

/// All sites.
pub(super) const SITES: &[VideoSite] = &[
    VideoSite {
        name: "YouTube",
        start: "&t={}s",
        forms: &[
            page("youtube.com/watch?v={id}"),
            page("youtube.com/playlist?list={id}"),
            page("youtube.com/shorts/{id}"),
            page("youtube.com/live/{id}"),
            page("youtube.com/clip/{id}"),
            page("youtu.be/{id}"),
            frame("youtube.com/embed/videoseries?list={id}", "https://www.youtube.com/playlist?list={}"),
            frame("youtube.com/embed?list={id}", "https://www.youtube.com/playlist?list={}"),
            frame("youtube.com/embed/live_stream?channel={id}", "https://www.youtube.com/channel/{}/live"),
            frame("youtube.com/embed/{id}", "https://www.youtube.com/watch?v={}"),
            frame("youtube.com/v/{id}", "https://www.youtube.com/watch?v={}"),
            frame("youtube-nocookie.com/embed/videoseries?list={id}", "https://www.youtube.com/playlist?list={}"),
            frame("youtube-nocookie.com/embed/{id}", "https://www.youtube.com/watch?v={}"),
            frame("youtube-nocookie.com/v/{id}", "https://www.youtube.com/watch?v={}"),
        ],
    },
    VideoSite {
        name: "Vimeo",
        start: "#t={}s",
        forms: &[
            page("vimeo.com/{number}"),
            // With the key of a video that only those who have its address may see.
            page("vimeo.com/{number}/{id}"),
            page("vimeo.com/channels/{any}/{number}"),
            page("vimeo.com/groups/{any}/videos/{number}"),
            page("vimeo.com/showcase/{number}"),
            page("vimeo.com/showcase/{number}/video/{number}"),
            page("vimeo.com/event/{number}"),
            page("vimeo.com/ondemand/{any}"),
            frame("player.vimeo.com/video/{number}?h={id}", "https://vimeo.com/{}/{}"),
            frame("player.vimeo.com/video/{number}", "https://vimeo.com/{}"),
            frame("vimeo.com/event/{number}/embed", "https://vimeo.com/event/{}"),
        ],
    },
    VideoSite {
        name: "Dailymotion",
        start: "?start={}",
        forms: &[
            page("dailymotion.com/video/{any}"),
            page("dailymotion.com/playlist/{id}"),
            page("dai.ly/{id}"),
            frame("dailymotion.com/embed/video/{id}", "https://www.dailymotion.com/video/{}"),
            frame("geo.dailymotion.com/player.html?video={id}", "https://www.dailymotion.com/video/{}"),
        ],
    },
    VideoSite {
        name: "TED",
        start: "",
        forms: &[
            page("ted.com/talks/{any}"),
            page("ted.com/talks/lang/{any}/{any}"),
            frame("embed.ted.com/talks/{any}", "https://www.ted.com/talks/{}"),
            frame("embed.ted.com/talks/lang/{any}/{any}", "https://www.ted.com/talks/lang/{}/{}"),
        ],
    },
    VideoSite {
        name: "VideoPress",
        start: "",
        forms: &[
            page("videopress.com/v/{id}"),
            frame("videopress.com/embed/{id}", "https://videopress.com/v/{}"),
            frame("video.wordpress.com/embed/{id}", "https://videopress.com/v/{}"),
        ],
    },
    VideoSite {
        name: "Loom",
        start: "?t={}",
        forms: &[page("loom.com/share/{any}"), frame("loom.com/embed/{any}", "https://www.loom.com/share/{}")],
    },
    VideoSite {
        name: "Wistia",
        start: "",
        // The page of a video has the account in its host name, which the frame does not: a reader gets the frame itself.
        forms: &[page("*.wistia.com/medias/{id}"), page("fast.wistia.net/embed/iframe/{id}")],
    },
    VideoSite {
        name: "Zoom",
        start: "",
        forms: &[page("*.zoom.us/rec/share/{any}"), page("*.zoom.us/rec/play/{any}"), page("zoom.us/rec/share/{any}")],
    },
    VideoSite { name: "TikTok", start: "", forms: &[page("tiktok.com/{any}/video/{number}")] },
    VideoSite { name: "Twitch", start: "?t={}s", forms: &[page("twitch.tv/videos/{number}")] },
    // Panopto, on hosts of its own and of universities.
    VideoSite {
        name: "",
        start: "&start={}",
        forms: &[
            page("*/panopto/pages/viewer.aspx?id={uuid}"),
            frame("*/panopto/pages/embed.aspx?id={uuid}", "https://*/Panopto/Pages/Viewer.aspx?id={}"),
        ],
    },
    // Kaltura, on hosts of universities.
    VideoSite {
        name: "",
        start: "",
        forms: &[page("*/media/{any}/{entry}"), page("*/media/{any}/{entry}/{number}"), page("*/media/{entry}")],
    },
    // PeerTube.
    VideoSite {
        name: "",
        start: "?start={}s",
        forms: &[
            page("*/w/{uuid}"),
            page("*/w/p/{uuid}"),
            page("*/videos/watch/{uuid}"),
            page("*/videos/watch/playlist/{uuid}"),
            frame("*/videos/embed/{uuid}", "https://*/w/{}"),
        ],
    },
];
