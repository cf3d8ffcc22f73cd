//! Links on the desk and in reports: a click opens the file in the program that the system has for it, for the columnist at
//! this computer and for nobody else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use callslip::serve::{Editor, ServeOptions};

use crate::support::Column;
use crate::support::preview::{Preview, noon, options};
use crate::support::server::{Reply, until};

const IDEA: &str = "content/questions/an idea.md";

fn column() -> Column {
    Column::new().file(IDEA, "---\ntitle: The idea\ndraft: yes\n---\nQ: Why?\n")
}

/// Returns the address that the desk has for a file, as a browser sends it.
fn link(preview: &Preview, file: &str) -> String {
    let desk =
        preview.get("localhost", "/_desk/", &preview.own_cookie()).text().replace("&#x2F;", "/").replace("&amp;", "&");
    let start = format!("/_callslip/open?file={}&", file.replace(' ', "%20"));
    let at = desk.find(&start).unwrap_or_else(|| panic!("{start}: {desk}"));
    desk[at..].split('"').next().unwrap().to_owned()
}

fn post(preview: &Preview, target: &str) -> Reply {
    let cookie = preview.own_cookie();
    let headers = format!("{cookie}Origin: http://localhost:4000\r\nContent-Length: 0\r\n");
    preview.ask("POST", "localhost:4000", target, &headers)
}

#[test]
fn a_click_opens_the_file_and_says_so() {
    static OPENED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    let open = |path: &Path| {
        OPENED.lock().unwrap().push(path.to_owned());
        Ok(())
    };
    let column = column();
    for (number, with_key) in [true, false].into_iter().enumerate() {
        let preview = Preview::of(ServeOptions { open, ..options(column.root(), with_key) }, noon);
        let answer = post(&preview, &link(&preview, IDEA));
        assert_eq!((answer.status, answer.text().as_str()), (200, "Opened.\n"));
        assert_eq!(*OPENED.lock().unwrap(), vec![column.root().join(IDEA); number + 1]);
    }
    let preview = Preview::of(ServeOptions { open, ..options(column.root(), false) }, noon);
    // A mistake is a link, too, once it is announced.
    fs::write(column.root().join("content/questions/wrong.md"), "---\ntitle: Wrong\ndtae: x\n---\nQ: ?\n").unwrap();
    until(|| preview.get("localhost", "/_callslip/state?path=/", "").text().contains("wrong.md&secret="));
}

#[test]
fn nobody_else_opens_anything() {
    let column = column();
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    // `open` of these options panics, which would be an answer of 500.
    let preview = Preview::of(options(column.root(), false), noon);
    let link = link(&preview, IDEA);
    let own = "Origin: http://localhost:4000\r\n";
    let refused = |method: &str, host: &str, target: &str, headers: &str| {
        let answer = preview.ask(method, host, target, headers);
        let text = answer.text();
        assert!(
            matches!(answer.status, 400 | 403 | 404 | 405 | 413 | 421),
            "{method} {host} {target} {headers}: {text}"
        );
        assert!(!text.contains(&column.root().display().to_string()), "{text}");
    };
    for headers in [
        "",
        "Origin: null\r\n",
        "Origin: http://evil.example\r\n",
        "Origin: http://localhost\r\n",
        "Origin: https://localhost:4000\r\n",
        "Origin: http://localhost:4000.evil.example\r\n",
        "Origin: http://localhost:4000\r\nSec-Fetch-Site: cross-site\r\n",
        "Origin: http://localhost:4000\r\nSec-Fetch-Site: same-site\r\n",
        "Origin: http://localhost:4000\r\nX-Forwarded-For: 10.0.0.9\r\n",
        "Origin: http://localhost:4000\r\nContent-Length: 5\r\n",
    ] {
        refused("POST", "localhost:4000", &link, headers);
    }
    refused("POST", "evil.example", &link, "Origin: http://evil.example\r\n");
    refused("POST", "192.168.1.5", &link, "Origin: http://192.168.1.5\r\n");
    for target in ["/", "/_desk/", "/_callslip/state?path=/", "/_callslip/open/", "//_callslip/open"] {
        refused("POST", "localhost:4000", target, own);
    }
    let (start, secret_at) = (link.find("file=").unwrap() + 5, link.find("&secret=").unwrap());
    for secret in ["", "&secret=", "&secret=0", &link[secret_at..link.len() - 1]] {
        refused("POST", "localhost:4000", &format!("{}{secret}", &link[..secret_at]), own);
    }
    let away = secret.path().join("secret.md").display().to_string();
    for file in [
        "",
        ".",
        "/etc/passwd",
        "../secret.md",
        "content/questions/../../column.yaml",
        "content/questions/%2e%2e/%2e%2e/%2e%2e/secret.md",
        "content/questions/an idea.md/",
        "content\\questions\\an idea.md",
        "content/questions/nowhere.md",
        "column.yaml%00.md",
        "-a",
        &away,
    ] {
        let target = format!("{}{}{}", &link[..start], file.replace(' ', "%20"), &link[secret_at..]);
        refused("POST", "localhost:4000", &target, own);
        refused("GET", "localhost:4000", &target, "");
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_column_and_what_is_no_text_are_not_opened() {
    let column = column();
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret.md"), "A secret.").unwrap();
    let preview = Preview::of(options(column.root(), false), noon);
    let link = link(&preview, IDEA);
    fs::remove_file(column.root().join(IDEA)).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.md"), column.root().join(IDEA)).unwrap();
    assert_eq!(post(&preview, &link).status, 404);
    // The report names a template. No editor is sure to open it, and a browser might.
    let template = "templates/question.html";
    fs::create_dir(column.root().join("templates")).unwrap();
    fs::write(column.root().join(template), "{% if %}").unwrap();
    let target = link.replace("content/questions/an%20idea.md", template);
    until(|| post(&preview, &target).status == 415);
    let place = column.root().join(template).display().to_string();
    assert_eq!(post(&preview, &target).text(), format!("Only texts are opened from here. This file is at\n{place}\n"));
}

#[test]
fn a_file_that_nothing_opens_is_named_in_full() {
    let column = column();
    let open = |_: &Path| Err(io::Error::from(io::ErrorKind::NotFound));
    let preview = Preview::of(ServeOptions { open, ..options(column.root(), false) }, noon);
    let link = link(&preview, IDEA);
    let place = column.root().join(IDEA).display().to_string();
    let answer = post(&preview, &link);
    assert_eq!((answer.status, answer.text()), (500, format!("No program here opens this file. It is at\n{place}\n")));
    // In a tab of its own, or without a script.
    let shown = preview.get("localhost:4000", &link, "");
    assert_eq!((shown.status, shown.text()), (200, format!("This file is at\n{place}\n")));
}

#[test]
fn only_this_computer_has_links_that_open_files() {
    let column = column();
    for with_key in [false, true] {
        let preview = Preview::of(options(column.root(), with_key), noon);
        let link = link(&preview, IDEA);
        let host = "192.168.1.5";
        let cookie = if with_key { preview.enter(host) } else { String::new() };
        let desk = preview.get(host, "/_desk/", &cookie).text();
        assert!(desk.contains("The idea") && !desk.contains("/_callslip/open"), "{desk}");
        for method in ["GET", "POST"] {
            let answer = preview.ask(method, host, &link, &format!("{cookie}Origin: http://{host}\r\n"));
            let expected = "files are opened only for the person at this computer\n";
            assert_eq!((answer.status, answer.text().as_str()), (403, expected));
        }
    }
    // An editor that has an address of its own is opened by the browser.
    let editor = Editor::new("zed").unwrap();
    let preview = Preview::of(ServeOptions { editor, ..options(column.root(), false) }, noon);
    let desk = preview.get("localhost", "/_desk/", "").text();
    assert!(desk.contains("href=\"zed://file/") && !desk.contains("/_callslip/open"), "{desk}");
    assert_eq!(post(&preview, "/_callslip/open?file=column.yaml&secret=").status, 403);
}
