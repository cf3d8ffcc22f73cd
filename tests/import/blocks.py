"""Bodies as WordPress stores them: blocks of every kind, and classic text.

In braces: {p} a paragraph, {s} a few words, {link} an address elsewhere, {own} the address of another post of the blog,
{url} {full} {id} {alt} {page} a picture (its thumbnail, itself, number, text, attachment page), {url2} … another one,
{file} a document among the uploads.
"""

IMAGE = '<!-- wp:image {"id":{id},"sizeSlug":"medium","linkDestination":"none"} -->\n<figure class="wp-block-image size-medium"><img src="{url}" alt="{alt}" class="wp-image-{id}"/></figure>\n<!-- /wp:image -->'
P = "<!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph -->"


def embed(provider, url, kind="video"):
    return (
        f'<!-- wp:embed {{"url":"{url}","type":"{kind}","providerNameSlug":"{provider}","responsive":true}} -->\n'
        f'<figure class="wp-block-embed is-type-{kind} is-provider-{provider}"><div class="wp-block-embed__wrapper">\n'
        f"{url}\n</div><figcaption>{{s}}</figcaption></figure>\n<!-- /wp:embed -->"
    )


# Kinds of blocks with something to keep.
BLOCKS = {
    "paragraph": P,
    "paragraph, styled": '<!-- wp:paragraph {"align":"center","style":{"color":{"text":"#a00000"}},"fontSize":"large"} -->\n<p class="has-text-align-center has-text-color has-large-font-size" style="color:#a00000">{p} <strong>{s}</strong>, <em>{s}</em>, <code>{s}</code>, <s>{s}</s>, <sup>{s}</sup>, <kbd>Ctrl</kbd>, <mark style="background-color:#ff0" class="has-inline-color">{s}</mark>.</p>\n<!-- /wp:paragraph -->',
    "paragraph, drop cap": '<!-- wp:paragraph {"dropCap":true} -->\n<p class="has-drop-cap">{p}<br>{p}</p>\n<!-- /wp:paragraph -->',
    "paragraph, links": '<!-- wp:paragraph -->\n<p>{p} <a href="{link}" target="_blank" rel="noreferrer noopener">{s}</a>, <a href="{own}">{s}</a> and <a href="{link}" data-type="URL" title="A &quot;title&quot;"><strong>{s}</strong></a>.</p>\n<!-- /wp:paragraph -->',
    "list": '<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>{s}</li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>{s}<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list"><!-- wp:list-item -->\n<li>{s}<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>{p}</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list --></li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>{s}</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list --></li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li><a href="{link}">{s}</a></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->',
    "list, old": '<!-- wp:list {"ordered":true,"start":4} -->\n<ol start="4"><li>{s}</li><li>{s}<ul><li>{s}</li><li>{s}</li></ul></li><li>{s}</li></ol>\n<!-- /wp:list -->',
    "heading": '<!-- wp:heading -->\n<h2 class="wp-block-heading">{s}</h2>\n<!-- /wp:heading -->\n\n<!-- wp:heading {"level":4} -->\n<h4 class="wp-block-heading" id="a-place">{s} <em>{s}</em></h4>\n<!-- /wp:heading -->',
    "quote": '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph --><cite>{s}</cite></blockquote>\n<!-- /wp:quote -->',
    "quote, old": '<!-- wp:quote {"className":"is-style-large"} -->\n<blockquote class="wp-block-quote is-style-large"><p>{p}</p><p>{p}</p><cite><a href="{link}">{s}</a></cite></blockquote>\n<!-- /wp:quote -->',
    "pullquote": '<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>{p}</p><cite>{s}</cite></blockquote></figure>\n<!-- /wp:pullquote -->',
    "code": '<!-- wp:code -->\n<pre class="wp-block-code"><code>if (a[b[0]] &gt; 1 &amp;&amp; c &lt; 2) {\n    // {s}\n\n    return "```";\n}</code></pre>\n<!-- /wp:code -->',
    "preformatted": '<!-- wp:preformatted -->\n<pre class="wp-block-preformatted">{s}\n   {s}\n\n<strong>{s}</strong></pre>\n<!-- /wp:preformatted -->',
    "verse": '<!-- wp:verse -->\n<pre class="wp-block-verse">{s}\n  {s}\n<em>{s}</em></pre>\n<!-- /wp:verse -->',
    "table": '<!-- wp:table {"hasFixedLayout":true,"className":"is-style-stripes"} -->\n<figure class="wp-block-table is-style-stripes"><table class="has-fixed-layout"><thead><tr><th>{s}</th><th class="has-text-align-right" data-align="right">{s}</th></tr></thead><tbody><tr><td>{s}</td><td class="has-text-align-right" data-align="right">5 | 6</td></tr><tr><td><a href="{link}">{s}</a></td><td>{s}<br>{s}</td></tr></tbody><tfoot><tr><td>{s}</td><td>11</td></tr></tfoot></table><figcaption class="wp-element-caption">{s}</figcaption></figure>\n<!-- /wp:table -->',
    "table, no head": '<!-- wp:table -->\n<figure class="wp-block-table"><table><tbody><tr><td>{s}</td><td></td></tr><tr><td colspan="2">{s}</td></tr></tbody></table></figure>\n<!-- /wp:table -->',
    "columns": '<!-- wp:columns -->\n<div class="wp-block-columns"><!-- wp:column {"width":"66.66%"} -->\n<div class="wp-block-column" style="flex-basis:66.66%"><!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:column -->\n\n<!-- wp:column -->\n<div class="wp-block-column"><!-- wp:list -->\n<ul><li>{s}</li><li>{s}</li></ul>\n<!-- /wp:list --></div>\n<!-- /wp:column --></div>\n<!-- /wp:columns -->',
    "group": '<!-- wp:group {"style":{"spacing":{"padding":{"top":"2rem"}}},"layout":{"type":"constrained"}} -->\n<div class="wp-block-group" style="padding-top:2rem"><!-- wp:heading {"level":3} -->\n<h3 class="wp-block-heading">{s}</h3>\n<!-- /wp:heading -->\n\n<!-- wp:group -->\n<div class="wp-block-group"><!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group --></div>\n<!-- /wp:group -->',
    "cover": '<!-- wp:cover {"url":"{full}","id":{id},"dimRatio":50} -->\n<div class="wp-block-cover"><span aria-hidden="true" class="wp-block-cover__background has-background-dim"></span><img class="wp-block-cover__image-background wp-image-{id}" alt="" src="{full}" data-object-fit="cover"/><div class="wp-block-cover__inner-container"><!-- wp:paragraph {"align":"center"} -->\n<p class="has-text-align-center">{p}</p>\n<!-- /wp:paragraph --></div></div>\n<!-- /wp:cover -->',
    "cover, old": '<!-- wp:cover {"url":"{full}","id":{id}} -->\n<div class="wp-block-cover has-background-dim" style="background-image:url({full})"><p class="wp-block-cover-text">{s}</p></div>\n<!-- /wp:cover -->',
    "media-text": '<!-- wp:media-text {"mediaId":{id},"mediaType":"image"} -->\n<div class="wp-block-media-text is-stacked-on-mobile"><figure class="wp-block-media-text__media"><img src="{full}" alt="{alt}" class="wp-image-{id} size-full"/></figure><div class="wp-block-media-text__content"><!-- wp:paragraph -->\n<p>{p}</p>\n<!-- /wp:paragraph --></div></div>\n<!-- /wp:media-text -->',
    "gallery": '<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image {"id":{id},"sizeSlug":"large"} -->\n<figure class="wp-block-image size-large"><img src="{full}" alt="" class="wp-image-{id}"/><figcaption class="wp-element-caption">{s}</figcaption></figure>\n<!-- /wp:image -->\n\n<!-- wp:image {"id":{id2}} -->\n<figure class="wp-block-image"><img src="{url2}" alt="{alt2}" class="wp-image-{id2}"/></figure>\n<!-- /wp:image --><figcaption class="blocks-gallery-caption">{s}</figcaption></figure>\n<!-- /wp:gallery -->',
    "gallery, old": '<!-- wp:gallery {"ids":[{id},{id2}]} -->\n<ul class="wp-block-gallery columns-2 is-cropped"><li class="blocks-gallery-item"><figure><img src="{url}" alt="{alt}" data-id="{id}" data-link="{page}" class="wp-image-{id}"/><figcaption>{s}</figcaption></figure></li><li class="blocks-gallery-item"><figure><a href="{full2}"><img src="{url2}" alt="" data-id="{id2}" class="wp-image-{id2}"/></a></figure></li></ul>\n<!-- /wp:gallery -->',
    "image": IMAGE,
    "image, linked": '<!-- wp:image {"align":"right","id":{id},"width":150,"linkDestination":"media"} -->\n<div class="wp-block-image"><figure class="alignright is-resized"><a href="{full}"><img src="{url}" alt="{alt}" class="wp-image-{id}" width="150" srcset="{url} 300w, https://i0.wp.example/old/{s} 600w" style="border-radius:4px"/></a><figcaption class="wp-element-caption">{s} <a href="{link}">{s}</a></figcaption></figure></div>\n<!-- /wp:image -->',
    "image, to its page": '<!-- wp:image {"id":{id},"linkDestination":"attachment"} -->\n<figure class="wp-block-image alignwide"><a href="{page}"><img src="{full}" alt="" class="wp-image-{id}"/></a></figure>\n<!-- /wp:image -->',
    "image, of another host": '<!-- wp:image -->\n<figure class="wp-block-image"><img src="https://pictures.elsewhere.example/{foreign}.jpg" alt="{s}"/></figure>\n<!-- /wp:image -->',
    "file": '<!-- wp:file {"href":"{file}"} -->\n<div class="wp-block-file"><a href="{file}">{s}</a><a href="{file}" class="wp-block-file__button" download>Download</a></div>\n<!-- /wp:file -->',
    "audio": '<!-- wp:audio -->\n<figure class="wp-block-audio"><audio controls src="{audio}"></audio><figcaption>{s}</figcaption></figure>\n<!-- /wp:audio -->',
    "video": '<!-- wp:video -->\n<figure class="wp-block-video"><video controls src="{video}"></video><figcaption>{s}</figcaption></figure>\n<!-- /wp:video -->',
    "embed, YouTube": embed("youtube", "https://www.youtube.com/watch?v={video_id}"),
    "embed, Vimeo": embed("vimeo", "https://vimeo.com/{number}"),
    "embed, Twitter": embed("twitter", "https://twitter.com/somebody/status/{number}", "rich"),
    "embed, Spotify": embed("spotify", "https://open.spotify.com/episode/{video_id}", "rich"),
    "embed, WordPress": embed("wordpress", "{own}", "wp-embed"),
    "core-embed, old": '<!-- wp:core-embed/youtube {"url":"https://youtu.be/{video_id}","type":"video"} -->\n<figure class="wp-block-embed-youtube wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/{video_id}\n</div></figure>\n<!-- /wp:core-embed/youtube -->',
    "separator": '<!-- wp:separator {"className":"is-style-dots"} -->\n<hr class="wp-block-separator has-alpha-channel-opacity is-style-dots"/>\n<!-- /wp:separator -->',
    "spacer": '<!-- wp:spacer {"height":"40px"} -->\n<div style="height:40px" aria-hidden="true" class="wp-block-spacer"></div>\n<!-- /wp:spacer -->',
    "buttons": '<!-- wp:buttons -->\n<div class="wp-block-buttons"><!-- wp:button {"backgroundColor":"vivid-red"} -->\n<div class="wp-block-button"><a class="wp-block-button__link has-vivid-red-background-color wp-element-button" href="{link}">{s}</a></div>\n<!-- /wp:button -->\n\n<!-- wp:button -->\n<div class="wp-block-button"><a class="wp-block-button__link" href="{own}">{s}</a></div>\n<!-- /wp:button --></div>\n<!-- /wp:buttons -->',
    "details": '<!-- wp:details -->\n<details class="wp-block-details"><summary>{s}</summary><!-- wp:paragraph {"placeholder":"Type / to add a hidden block"} -->\n<p>{p}</p>\n<!-- /wp:paragraph --></details>\n<!-- /wp:details -->',
    "footnotes": '<!-- wp:paragraph -->\n<p>{p}<sup data-fn="{fn}" class="fn"><a href="#{fn}" id="{fn}-link">1</a></sup></p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->',
    "classic": '<p>{p}</p>\n<p style="text-align: center;"><strong>{s}</strong></p>\n<ul>\n \t<li>{s}</li>\n \t<li>{s}</li>\n</ul>',
    "freeform": '<!-- wp:freeform -->\n<p><span style="font-weight: 400;">{p}</span></p>\n<!-- /wp:freeform -->',
    "html": '<!-- wp:html -->\n<div class="box" onclick="this.remove()"><p>{p}</p><script>document.write("not shown")</script><style>.box { color: red }</style></div>\n<!-- /wp:html -->',
    "html, frame": '<!-- wp:html -->\n<iframe width="560" height="315" src="https://player.elsewhere.example/{video_id}" title="A talk"></iframe>\n<!-- /wp:html -->',
    "shortcode": '<!-- wp:shortcode -->\n[caption id="attachment_{id}" align="alignnone" width="300"]<img src="{url}" alt="{alt}" width="300" class="wp-image-{id}" /> {s}[/caption]\n<!-- /wp:shortcode -->',
    "more": "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->",
    "more, with words": '<!-- wp:more {"customText":"Go on"} -->\n<!--more Go on-->\n<!--noteaser-->\n<!-- /wp:more -->',
    "nextpage": "<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->",
    "missing": '<!-- wp:somebody/box {"color":"blue"} -->\n<div class="wp-block-somebody-box"><p>{p}</p></div>\n<!-- /wp:somebody/box -->',
    "markdown": '<!-- wp:jetpack/markdown {"source":"*a* b"} -->\n<div class="wp-block-jetpack-markdown"><p><em>{s}</em> {s}</p>\n</div>\n<!-- /wp:jetpack/markdown -->',
    "tiled gallery": '<!-- wp:jetpack/tiled-gallery {"ids":[{id}]} -->\n<div class="wp-block-jetpack-tiled-gallery"><div class="tiled-gallery__gallery"><div class="tiled-gallery__row"><div class="tiled-gallery__col"><figure class="tiled-gallery__item"><img alt="{alt}" data-id="{id}" data-url="{full}" src="{full}?ssl=1&amp;resize=300%2C200"/></figure></div></div></div></div>\n<!-- /wp:jetpack/tiled-gallery -->',
    "accordion": '<!-- wp:accordion -->\n<div class="wp-block-accordion"><!-- wp:accordion-item -->\n<div class="wp-block-accordion-item"><h3 class="wp-block-accordion-heading"><button type="button"><span>{s}</span></button></h3><div class="wp-block-accordion-panel"><p>{p}</p></div></div>\n<!-- /wp:accordion-item --></div>\n<!-- /wp:accordion -->',
    "math": '<!-- wp:math -->\n<div class="wp-block-math"><math><mi>x</mi><mo>=</mo><mn>5</mn></math></div>\n<!-- /wp:math -->',
    "social links": '<!-- wp:social-links -->\n<ul class="wp-block-social-links"><!-- wp:social-link {"url":"{link}","service":"mastodon"} /--></ul>\n<!-- /wp:social-links -->',
}

# Kinds that a theme fills in: nothing to keep.
TEMPLATES = """query|post-template|query-pagination|search|archives|latest-posts|latest-comments|categories|tag-cloud|calendar|rss|
page-list|navigation|site-title|site-tagline|site-logo|template-part|post-title|post-content|post-date|post-excerpt|
post-featured-image|post-author|post-terms|comments|loginout|avatar|read-more|pattern|term-description|home-link|
post-navigation-link|jetpack/subscriptions|jetpack/contact-form|jetpack/related-posts""".replace("\n", "").split("|")
TEMPLATE_BLOCKS = {name: f'<!-- wp:{name} {{"className":"plain"}} /-->' for name in TEMPLATES}
TEMPLATE_BLOCKS["block"] = '<!-- wp:block {"ref":{reusable}} /-->'
TEMPLATE_BLOCKS["query"] = (
    '<!-- wp:query {"queryId":1,"query":{"perPage":3}} -->\n<div class="wp-block-query"><!-- wp:post-template -->\n<!-- wp:post-title {"isLink":true} /-->\n<!-- /wp:post-template --></div>\n<!-- /wp:query -->'
)
TEMPLATE_BLOCKS["jetpack/contact-form"] = (
    '<!-- wp:jetpack/contact-form {"to":"{form_mail}"} -->\n<div class="wp-block-jetpack-contact-form"><!-- wp:jetpack/field-name {"label":"Your name","required":true} /-->\n\n<!-- wp:jetpack/field-textarea {"label":"Your letter"} /--></div>\n<!-- /wp:jetpack/contact-form -->'
)

# Classic texts: an empty line makes a paragraph, the end of a line a <br>.
CLASSIC = [
    "{p}\n\n{p}\n{p}\n\n<!--more-->\n\n{p}",
    'Q: {p}\n\n{p}\n\nA: {p}\n\n{p} <a href="{link}">{s}</a>.',
    "<strong>Q:</strong> {p}\n\n<strong>{initials}:</strong> {p}\n\n{p}",
    "<p><b>Q: {p}</b></p>\n<p><b>{initials}:</b> {p}</p>\n<p>{p}</p>",
    "Dear {columnist},\n\n{p}\n\n{p}\n\n— {pen}\n\nDear {pen},\n\n{p}\n\n{p}",
    "Dear {columnist}: {p}\n\n<em>{pen}</em>\n\n<hr />\n\n{p}\n\n<blockquote>{p}\n\n{p}</blockquote>\n\n{p}",
    '[caption id="attachment_{id}" align="alignleft" width="300"]<a href="{full}"><img class="size-medium wp-image-{id}" src="{url}" alt="{alt}" width="300" height="200" /></a> {s} <a href="{link}">{s}</a>[/caption]\n\n{p}',
    '[caption id="attachment_{id}" align="alignnone" width="300" caption="An old caption {s}"]<img src="{url}" alt="" width="300" />[/caption]\n{p}',
    '{p}\n\n[gallery ids="{id},{id2}" columns="2"]\n\n{p}',
    "{p}\n\n[gallery]\n\n{p} [sic] [... and so on] [Editor] {s}",
    '{p}\n\n[audio {audio}]\n\n[video width="640" height="360" mp4="{video}"][/video]\n\n[embed width="123"]https://vimeo.com/{number}[/embed]',
    "{p}\n\nhttps://www.youtube.com/watch?v={video_id}\n\n{p}\nhttps://elsewhere.example/one-line/{number}\n{p}",
    "[contact-form][contact-field label='Name' type='name' required='1'/][contact-field label='E-mail' type='email'/][/contact-form]\n\n{p}",
    '[one_half]{p}[/one_half][one_half_last]{p}[button url="{link}"]{s}[/button][/one_half_last]\n\n[unclosed size="3"]{p}\n\n{p}',
    '<pre>{s}\n\n   {s}</pre>\n\n{p}\n\n<table border="1"><tr><td>{s}</td><td>{s}</td></tr>\n\n<tr><td>{s}</td><td><ul><li>{s}</li></ul></td></tr></table>\n{p}',
    '<center><font color="red" size="+1">{p}</font></center>\n<tt>{s}</tt> <big>{s}</big> <acronym title="Master of Library Science">MLS</acronym> <strike>{s}</strike> <u>{s}</u>\n\n<div align="right">{p}</div>',
    "{p}\n\n<!--nextpage-->\n\n{p}\n\n<ol>\n\t<li>{s}</li>\n\t<li>{s}\n<ul>\n\t<li>{s}</li>\n</ul>\n</li>\n</ol>\n<h3>{s}</h3>\n{p}",
    "• {s}\n• {s}\n• {s}\n\n- {s}\n- {s}\n\n– {s}\n– {s}\n\n1) {s}\n2) {s}\n\n{p}",
    "1986. {p}\n\n# {s}\n\n+ {s}\n\n> {s}\n\n    {p}\n\n*{s}* _{s}_ `{s}` &lt;{s}&gt; [{s}](not a link) ~~{s}~~ snake_case_{s} C:\\_{s} &amp;amp; | {s} |\n\n===\n\n---\n\n{p}",
    '<p>{p}</p>\n<p>&nbsp;</p>\n<p><a href="{own}">{s}</a> &#8220;{s}&#8221; &mdash; &hellip; r&eacute;sum&eacute; 5 &lt; 6 &amp; 7</p>\n<p dir="ltr"><span style="font-family: \'Times New Roman\', serif; font-size: medium;">{p}</span></p>',
    '<a href="{page}"><img src="{url}" alt="{alt}" class="alignleft" /></a>{p}\n\n<a href="{full}">{s}</a>\n\n<img class="alignnone" src="{full2}" alt="" />\n\n{p}',
    'First, {p} <a name="top"></a><a href="#top">{s}</a> <a href="mailto:desk@deskletters.example?subject=A%20letter">{s}</a> <a href="{old_own}">{s}</a> <a href="/about/">{s}</a>\n\n{p}',
    '{p}\n\n<div id="jp-post-flair" class="sharedaddy"></div>\n\n<b>{p}\n\n{p}</b>\n\n<i>{s}</i>{s}<b> {s} </b>{s}<p>{p}',
    "<h1>{s}</h1>\n{p}\n<dl>\n<dt>{s}</dt>\n<dd>{p}</dd>\n</dl>\n<blockquote><p>{p}</p>\n<blockquote>{s}</blockquote>\n</blockquote>\n{p}<br />\n{p}<br/><br/>{p}",
]
