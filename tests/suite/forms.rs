//! The forms that readers fill in, and the policy that says where they go.

use snapbox::str;

use crate::support::html::tags;
use crate::support::{Built, Column, shows};

const ASK: &str = "---\ntitle: Ask\nform: ask\n---\nWrite to us.\n";

/// The policy of a column that says nothing of forms.
const POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
     form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; \
     media-src 'self'; script-src 'self'; style-src 'self'";

fn column(settings: &str) -> Column {
    let settings = format!("title: The Desk\nbase_url: https://desk.example\nhost: netlify\n{settings}");
    let policy = "---\ntitle: What we do with it\n---\nWe read it.\n";
    let column = Column::new().file("column.yaml", settings).file("content/pages/ask.md", ASK);
    column.file("content/pages/privacy.md", policy).letter("Q: Why?\n\nSM: So.\n")
}

fn policy(built: &Built) -> String {
    let headers = built.text("_headers");
    let line = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    line.expect("a policy").to_owned()
}

/// The attributes of the form on a page, and those of its fields, a line each.
fn form(built: &Built, path: &str) -> String {
    let page = built.page(path);
    let (_, rest) = page.split_once("class=\"reader-form\"").unwrap_or_default();
    let start = page.len() - rest.len() - "<form class=\"reader-form\"".len();
    let end = start + page[start..].find("</form>").expect("its end");
    let lines = tags(&page[start..end]).into_iter().filter_map(|tag| {
        let names = ["method", "action", "type", "name", "value", "data-netlify", "required", "autocomplete"];
        let shown = ["form", "input", "textarea"].contains(&&*tag.name);
        let values = names.iter().filter_map(|name| Some(format!(" {name}={}", tag.get(name)?)));
        shown.then(|| format!("{}{}\n", tag.name, values.collect::<String>()))
    });
    lines.collect()
}

#[test]
fn a_letter_goes_to_a_form_service() {
    let built = column("letters_to: https://formspree.io/f/abc\n").build().sound();
    shows(
        form(&built, "/ask/"),
        str![[r#"
form method=post action=https://formspree.io/f/abc
input name=_gotcha autocomplete=off
textarea name=letter required=
input name=pen_name autocomplete=off
input type=email name=email autocomplete=email
"#]],
    );
    assert!(built.page("/ask/").contains("The form goes to us by way of formspree.io."));
    assert_eq!(policy(&built), POLICY.replace("'self' https: mailto:", "'self' https://formspree.io"));
}

#[test]
fn each_form_has_the_fields_of_its_service() {
    let settings = "letters_to:
  to: https://api.web3forms.com/submit
  policy: privacy
  thanks: privacy
  hidden: { access_key: 12-ab }
  also: [https://web3forms.com/success]
replies_to: netlify
newsletter: https://x.us1.list-manage.com/subscribe/post?u=aa&id=bb
";
    let built = column(settings).build().sound();
    shows(
        format!(
            "{}\n{}\n{}",
            form(&built, "/ask/"),
            form(&built, "/questions/loud-drums/"),
            form(&built, "/subscribe/")
        ),
        str![[r#"
form method=post action=https://api.web3forms.com/submit
input type=hidden name=access_key value=12-ab
input type=hidden name=redirect value=https://desk.example/privacy/
input name=botcheck autocomplete=off
textarea name=letter required=
input name=pen_name autocomplete=off
input type=email name=email autocomplete=email

form method=post name=reply data-netlify=true
input type=hidden name=form-name value=reply
input type=hidden name=letter value=loud-drums
input name=website autocomplete=off
textarea name=reply required=
input name=name autocomplete=nickname
input type=email name=email autocomplete=email

form method=post action=https://x.us1.list-manage.com/subscribe/post?u=aa&id=bb
input name=b_aa_bb autocomplete=off
input type=email name=EMAIL required= autocomplete=email
"#]],
    );
    assert!(built.page("/ask/").contains(r#"<a href="../privacy/">What we do with it</a>"#));
    let origins = "'self' https://api.web3forms.com https://web3forms.com https://x.us1.list-manage.com";
    assert_eq!(policy(&built), POLICY.replace("'self' https: mailto:", origins));
}

#[test]
fn a_mail_stands_in_for_a_form() {
    let settings = "letters_to: letters@example.org\nreplies_to: mailto:replies@example.org\n";
    let reply = "---\ndate: 2026-03-12\nname: Jane\n---\nMine, too.\n";
    let built = column(settings).file("content/replies/loud-drums/jane.md", reply).build().sound();
    assert_eq!(policy(&built), POLICY.replace("'self' https: mailto:", "'self'"));
    let mails = |path: &str| {
        let tags = tags(&built.page(path));
        let links = tags.iter().filter_map(|tag| tag.get("href")).filter(|link| link.starts_with("mailto:"));
        links.map(|link| link.replace("&amp;", "&") + "\n").collect::<String>()
    };
    shows(
        mails("/ask/") + &mails("/questions/loud-drums/"),
        str![[r#"
mailto:letters@example.org?subject=A%20letter%20to%20The%20Desk&body=Pen%20name%20%28printed%20with%20your%20letter%2C%20if%20you%20like%29%3A%0D%0A%0D%0AYour%20letter%3A
mailto:replies@example.org?subject=Reported%20reply%20%5Bloud-drums%2Fjane%5D&body=What%20is%20wrong%20with%20this%20reply%3F%0D%0A%0D%0A%0D%0Ahttps%3A%2F%2Fdesk.example%2Fquestions%2Floud-drums%2F%23reply-jane
mailto:replies@example.org?subject=The%20drums%20upstairs%20%5Bloud-drums%5D&body=Name%20to%20show%20%28any%20name%20will%20do%2C%20or%20none%29%3A%0D%0A%0D%0AYour%20reply%3A
"#]],
    );
    for (path, address) in [("/ask/", "letters@example.org"), ("/questions/loud-drums/", "replies@example.org")] {
        assert!(built.page(path).contains(&format!("If nothing opens, write to {address}.")), "{path}");
    }
}

#[test]
fn a_closed_letter_has_no_form_and_reports_still_arrive() {
    let settings = "replies_to: https://formspree.io/f/abc\nreplies: { report_to: desk@example.org, closed: yes }\n";
    let reply = "---\ndate: 2026-03-12\nname: Jane\n---\nMine, too.\n";
    let built = column(settings).file("content/pages/ask.md", "---\ntitle: Ask\n---\n?\n");
    let built = built.file("content/replies/loud-drums/jane.md", reply).build().sound();
    let page = built.page("/questions/loud-drums/");
    assert!(!page.contains("reader-form") && page.contains("mailto:desk@example.org?"), "{page}");
}

#[test]
fn pages_may_fetch_from_named_sites_only() {
    let template = "{% extends \"parent:base.html\" %}{% block statistics %}
<script defer src=\"https://stats.example.org/count.js\"></script>{% endblock statistics %}";
    let settings = "outside: [https://stats.example.org/count.js, https://stats.example.org]\n";
    let column = column(settings).file("content/pages/ask.md", "---\ntitle: Ask\n---\n?\n");
    let built = column.file("templates/base.html", template).build().sound();
    let page = built.page("/ask/");
    assert!(page.contains("https://stats.example.org/count.js\"></script>"), "{page}");
    assert!(page.contains("This page also loads files from stats.example.org."), "{page}");
    let mut expected =
        POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'self'; frame-src https://stats.example.org");
    for kind in ["connect", "font", "img", "media", "script", "style"] {
        expected =
            expected.replace(&format!("{kind}-src 'self'"), &format!("{kind}-src 'self' https://stats.example.org"));
    }
    assert_eq!(policy(&built), expected);
}

#[test]
fn without_a_setting_the_policy_is_as_it_was() {
    let built = column("").file("content/pages/ask.md", "---\ntitle: Ask\n---\n?\n").build().sound();
    assert_eq!(policy(&built), POLICY);
}

#[test]
fn mistakes_say_what_to_write() {
    let page = "---\ntitle: Sign up\nform: newsletter\n---\n<form action=\"https://other.example/f\" method=\"post\">\n\
                <p><button>Send</button></p>\n</form>\n";
    let report = |setting: &str| column(setting).file("content/pages/sign-up.md", page).build().report();
    shows(
        [
            "letters_to: Thea <thea@example.org>\n",
            "letters_to: http://forms.example/f\n",
            "letters_to: '<form action=\"https://forms.example/f/1\" method=\"post\">'\n",
            "letters_to: https://docs.google.com/forms/d/e/1/viewform\n",
            "letters_to: [a@b.example]\n",
            "",
        ]
        .map(report)
        .join("\n"),
        str![[r#"
error: `Thea <thea@example.org>` cannot receive a form
 --> column.yaml:4:13
  |
4 | letters_to: Thea <thea@example.org>
  |             ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write one email address, without a name and without `?subject=`, such as `letters@example.org`

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`


error: `http://forms.example/f` cannot receive a form
 --> column.yaml:4:13
  |
4 | letters_to: http://forms.example/f
  |             ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `https://forms.example/f`: what readers send must be encrypted on the way

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`


error: `<form action="https://forms.example/f/1" method="post">` cannot receive a form
 --> column.yaml:4:13
  |
4 | letters_to: '<form action="https://forms.example/f/1" method="post">'
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write only the address in it, `https://forms.example/f/1`

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`


error: Google Forms takes no form of another site
 --> column.yaml:4:13
  |
4 | letters_to: https://docs.google.com/forms/d/e/1/viewform
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove this line, and link to your page at Google Forms instead: `[Write to us](https://docs.google.com/forms/d/e/1/viewform)`

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`


error: this must be an address such as `letters@example.org`, or fields such as `{ to: letters@example.org }`, but it is a list
 --> column.yaml:4:13
  |
4 | letters_to: [a@b.example]
  |             ^^^^^^^^^^^^^

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`


error: this form has no receiver
 --> content/pages/ask.md:3:7
  |
3 | form: ask
  |       ^^^
  |
  = help: say where it goes in `column.yaml`: `letters_to: letters@example.org`

error: this form has no receiver
 --> content/pages/sign-up.md:3:7
  |
3 | form: newsletter
  |       ^^^^^^^^^^
  |
  = help: say where it goes in `column.yaml`: `newsletter: https://newsletter.example/subscribe/your-id`
"#]],
    );
}

#[test]
fn settings_that_do_not_fit_are_reported() {
    let page = "---\ntitle: Sign up\n---\n<form action=\"https://other.example/f\" method=\"post\">\n\
                <p><button>Send</button></p>\n</form>\n";
    let settings = "letters_to: { to: letters@example.org, thanks: privacy }
replies_to: { to: https://forms.example/f, thanks: privacy, policy: privcy }
outside: [stats.example.org]
";
    shows(
        column(settings).file("content/pages/sign-up.md", page).build().report(),
        str![[r#"
warning: no page is shown after a mail
 --> column.yaml:4:48
  |
4 | letters_to: { to: letters@example.org, thanks: privacy }
  |                                                ^^^^^^^
  |
  = help: remove this line

warning: this service does not learn which page to show
 --> column.yaml:5:52
  |
5 | replies_to: { to: https://forms.example/f, thanks: privacy, policy: privcy }
  |                                                    ^^^^^^^
  |
  = help: choose the page in the settings of the service, or name the service's field for it under `hidden`

error: there is no file `content/pages/privcy.md`
 --> column.yaml:5:69
  |
5 | replies_to: { to: https://forms.example/f, thanks: privacy, policy: privcy }
  |                                                                     ^^^^^^ this link leads nowhere
  |
  = help: did you mean `content/pages/privacy.md`?

error: `stats.example.org` is not the address of a site
 --> column.yaml:6:11
  |
6 | outside: [stats.example.org]
  |           ^^^^^^^^^^^^^^^^^
  |
  = help: write it with `https://`, such as `https://stats.example.org`

error: readers could not send the form of this page: it goes to `https://other.example/f`
 --> content/pages/sign-up.md:2:8
  |
2 | title: Sign up
  |        ^^^^^^^
  |
  = help: since `column.yaml` says where forms go, browsers send them nowhere else
  = help: write `form: ask` instead of the form, or name its site there: `{ to: …, also: [https://other.example] }`
"#]],
    );
    let elsewhere = "title: The Desk\nletters_to: netlify\n";
    shows(
        Column::new().file("column.yaml", elsewhere).letter("Q: ?\n\nSM: !\n").build().report(),
        str![[r#"
error: only Netlify itself takes forms for `netlify`
 --> column.yaml:2:13
  |
2 | letters_to: netlify
  |             ^^^^^^^
  |
  = help: write `host: netlify` if the column is published there
  = help: if not, write an email address, or the address of a form service
"#]],
    );
}

#[test]
fn addresses_as_services_write_them() {
    let built =
        column("letters_to: netlify\nnewsletter: https://x.us1.list-manage.com/subscribe/post?u=aa&amp;id=bb\n")
            .build()
            .sound();
    assert!(
        form(&built, "/subscribe/")
            .starts_with("form method=post action=https://x.us1.list-manage.com/subscribe/post?u=aa&id=bb\n")
    );
    shows(
        [
            "letters_to: https://formspree.io/f/your-id\n",
            "letters_to: https://formspree.io/forms/abc/submissions\n",
            "newsletter: https://buttondown.com/desk\n",
            "newsletter: http://eepurl.com/abc\n",
            "letters_to: { to: https://forms.example/f, honeypot: letter, email_field: name }\n",
        ]
        .map(|settings| column(settings).build().report())
        .join("\n"),
        str![[r#"
error: `https://formspree.io/f/your-id` is not the address of a form of yours
 --> column.yaml:4:13
  |
4 | letters_to: https://formspree.io/f/your-id
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: copy it from the service: it begins with `https://formspree.io/f/`


error: `https://formspree.io/forms/abc/submissions` is not the address of a form of yours
 --> column.yaml:4:13
  |
4 | letters_to: https://formspree.io/forms/abc/submissions
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: copy it from the service: it begins with `https://formspree.io/f/`


error: `https://buttondown.com/desk` is not the address of a form of yours
 --> column.yaml:4:13
  |
4 | newsletter: https://buttondown.com/desk
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: copy it from the service: it begins with `https://buttondown.com/api/emails/embed-subscribe/`

error: this form has no receiver
 --> content/pages/ask.md:3:7
  |
3 | form: ask
  |       ^^^
  |
  = help: say where it goes in `column.yaml`: `letters_to: letters@example.org`


error: eepurl.com takes no form of another site
 --> column.yaml:4:13
  |
4 | newsletter: http://eepurl.com/abc
  |             ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove this line, and link to your page at eepurl.com instead: `[Write to us](http://eepurl.com/abc)`

error: this form has no receiver
 --> content/pages/ask.md:3:7
  |
3 | form: ask
  |       ^^^
  |
  = help: say where it goes in `column.yaml`: `letters_to: letters@example.org`


error: the form has a field called `letter` already
 --> column.yaml:4:13
  |
4 | letters_to: { to: https://forms.example/f, honeypot: letter, email_field: name }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the name that your service asks for, or remove it

error: the form has a field called `name` already
 --> column.yaml:4:13
  |
4 | letters_to: { to: https://forms.example/f, honeypot: letter, email_field: name }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the name that your service asks for, or remove it
"#]],
    );
}

#[test]
fn a_template_that_does_not_show_the_form_is_reported() {
    let page = "{% extends \"base.html\" %}{% block main %}{{ page.html | safe }}{% endblock %}";
    let built = column("letters_to: letters@example.org\n").file("templates/page.html", page).build();
    shows(
        built.report(),
        str![[r#"
warning: the theme does not show this form
 --> content/pages/ask.md:3:7
  |
3 | form: ask
  |       ^^^
  |
  = help: let its template for pages show `page.form`, as that of `reading-room` does
"#]],
    );
}
