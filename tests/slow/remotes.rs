//! The same story at real servers: from the first publish to the fiftieth that was killed.
//!
//! A server that is not installed is left out, and said so. `bash .ci/run` installs all of them.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::{Duration, Instant};
use std::{fs, thread};

use snapbox::str;

use crate::support::places::{PASSWORD, Place};
use crate::support::publishing::{Files, change, column_without_search, letter, no_page_misses_an_asset, ours};
use crate::support::{Column, shows};

/// A column that is published there.
fn column_for(place: &Place) -> Column {
    let settings = format!("title: The Desk\nid: desk.example,2026\nsearch: no\npublish:\n  www: {}\n", place.yaml);
    let column = column_without_search().file("column.yaml", settings);
    column.build();
    column
}

/// Publishes, and returns what it said about it, without the time.
#[track_caller]
fn publish(place: &Place, column: &Column) -> String {
    let (fine, said) = place.publish(column, &[]).end();
    assert!(fine, "{said}");
    let last = said.lines().last().unwrap();
    last.rsplit_once(", in ").unwrap().0.to_owned()
}

/// Publishing that fails: the last thing it said, with the address of the server taken out.
#[track_caller]
fn refused(place: &Place, column: &Column) -> String {
    let (fine, said) = place.publish(column, &[]).end();
    assert!(!fine, "{said}");
    for secret in place.environment.iter().filter(|(name, _)| *name != "PATH") {
        assert!(!said.contains(&*secret.1.to_string_lossy()), "{said}");
    }
    said.lines().skip_while(|line| !line.starts_with("error")).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn equals(place: &Place, column: &Column) {
    let (there, here) = (place.files(), ours(&column.public()));
    assert_eq!(there.keys().collect::<Vec<_>>(), here.keys().collect::<Vec<_>>());
    assert!(there == here, "a file differs");
}

/// The first publish, one of nothing, of one letter, of a letter less; and what others have put there.
fn a_column_from_the_first_publish_on(place: &Place) {
    let column = column_for(place);
    let files = ours(&column.public()).len();
    assert_eq!(publish(place, &column), format!("www: {files} files uploaded, 0 unchanged"));
    equals(place, &column);
    assert_eq!(publish(place, &column), format!("www: nothing to do, {files} files unchanged"));
    // The letter, and the two pages that list it first.
    let column = column.file("content/questions/one.md", letter("One", "Another answer."));
    let before = ours(&column.public());
    column.build();
    let changed = ours(&column.public()).iter().filter(|(path, bytes)| before[*path] != **bytes).count();
    assert!((1..5).contains(&changed), "{changed}");
    let unchanged = files - changed;
    let word = if changed == 1 { "file" } else { "files" };
    assert_eq!(publish(place, &column), format!("www: {changed} {word} uploaded, {unchanged} unchanged"));
    equals(place, &column);
    // Foreign files survive, also beside ours in a folder that we leave.
    let foreign = ["staff.html", "questions/one/notes.txt", "somewhere/else.txt"];
    for path in foreign {
        place.put(path, "mine");
    }
    let column = column.without("content/questions/one.md");
    column.build();
    assert!(publish(place, &column).contains("1 file removed"));
    let mut there = place.files();
    assert!(foreign.iter().all(|path| there.remove(*path).as_deref() == Some(b"mine")));
    assert!(there == ours(&column.public()));
    // One that is where a new letter shall be is named.
    place.put("questions/more/index.html", "mine");
    let column = column.file("content/questions/more.md", letter("More", "!"));
    shows(
        refused(place, &column),
        str![[r#"
error: these files are already there, are different, and were not uploaded by callslip:
  questions/more/index.html
move them away; or, if they are an earlier version of the column, run `callslip publish --replace`
"#]],
    );
}

/// Fifty publishes that are killed while they run, each finished by a later one.
fn fifty_that_are_killed(place: &Place) {
    let mut column = column_for(place);
    let begun = Instant::now();
    publish(place, &column);
    let mut takes = begun.elapsed();
    let (mut killed, mut round) = (0, 0);
    while killed < 50 {
        round += 1;
        assert!(round < 400, "of {round} publishes only {killed} could be killed");
        // A recording that takes its time.
        let recording = vec![u8::try_from(round % 200).unwrap(); 1_000_000];
        column = change(column.file("content/questions/two/drum.mp3", recording), round);
        let mut running = place.publish(&column, &[]);
        let moment = takes * u32::try_from(round * 13 % 40).unwrap() / 40;
        while running.begun.elapsed() < moment && running.child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        let _ = running.child.kill();
        let begun = running.begun;
        if running.end().0 {
            // It was quicker this time.
            takes = begun.elapsed();
        } else {
            killed += 1;
        }
        every_file_is_whole(&place.files());
    }
    publish(place, &column);
    equals(place, &column);
    assert!(place.files().contains_key("questions/two/drum.mp3"));
    assert!(publish(place, &column).contains("nothing to do"));
}

/// A line that breaks is taken up again.
fn over_a_bad_line(place: Place) {
    let place = place.with_a_bad_line();
    let column = column_for(&place);
    let files = ours(&column.public()).len();
    assert_eq!(publish(&place, &column), format!("www: {files} files uploaded, 0 unchanged"));
    equals(&place, &column);
}

#[track_caller]
fn every_file_is_whole(files: &Files) {
    no_page_misses_an_asset(files);
    let is_even = |bytes: &[u8]| bytes.iter().all(|byte| *byte == bytes[0]);
    for (path, bytes) in files {
        let whole = match path.rsplit('.').next() {
            Some("html") => bytes.ends_with(b"</html>\n"),
            Some("mp3") => bytes.len() == 1_000_000 && is_even(bytes),
            _ => true,
        };
        assert!(whole, "{path}: half a file, of {} bytes", bytes.len());
    }
}

/// Plays a story at a place, if there is one.
fn at(place: Option<Place>, story: fn(&Place)) {
    if let Some(place) = place {
        story(&place);
    }
}

#[test]
fn over_ssh_only_what_differs_is_uploaded() {
    at(Place::sftp(), a_column_from_the_first_publish_on);
}

#[test]
fn over_ssh_fifty_publishes_that_are_killed_are_finished_by_the_next() {
    at(Place::sftp(), fifty_that_are_killed);
}

#[test]
fn lines_that_break_are_taken_up_again() {
    [Place::sftp(), Place::webdav(), Place::s3()].into_iter().flatten().for_each(over_a_bad_line);
}

#[test]
fn an_older_server_that_replaces_no_file_will_do() {
    at(Place::older_sftp(), a_column_from_the_first_publish_on);
}

#[test]
fn over_ssh_no_link_is_followed() {
    let Some(place) = Place::sftp() else { return };
    let column = column_for(&place);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("index.html"), "secret").unwrap();
    fs::create_dir(place.folder().join("questions")).unwrap();
    symlink(outside.path(), place.folder().join("questions/one")).unwrap();
    // The list claims what is behind the link, also a file that is to be removed.
    let head = "callslip publish 1: the files here that callslip uploaded, and may replace or remove";
    let none = "-".repeat(32);
    let list = format!("{head}\n{none} questions/one/index.html\n");
    fs::write(place.folder().join(".callslip-published"), &list).unwrap();
    shows(
        refused(&place, &column),
        str![[r#"
error: these are shortcuts (links) there, and callslip does not follow them:
  questions/one
put folders in their place, and publish again
"#]],
    );
    let column = column.without("content/questions/one.md");
    column.build();
    publish(&place, &column);
    assert_eq!(fs::read_to_string(outside.path().join("index.html")).unwrap(), "secret");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn over_ssh_a_web_server_can_read_what_is_published_whatever_umask_says() {
    let Some(place) = Place::private_sftp() else { return };
    publish(&place, &column_for(&place));
    let mode = |path: &str| fs::metadata(place.folder().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode("index.html"), mode("questions/two/drum.jpg"), mode(".callslip-published")], [0o644; 3]);
    assert_eq!([mode("questions"), mode("questions/two")], [0o755; 2]);
}

#[test]
fn over_ssh_what_somebody_has_changed_is_named_and_repaired() {
    let Some(place) = Place::sftp() else { return };
    let column = column_for(&place);
    publish(&place, &column);
    let at = |path: &str| place.folder().join(path);
    fs::remove_file(at("404.html")).unwrap();
    fs::write(at("questions/one/index.html"), "cut").unwrap();
    fs::remove_dir_all(at("questions/two")).unwrap();
    // The same size, changed later than the last publish.
    let size = fs::metadata(at("index.html")).unwrap().len();
    fs::write(at("index.html"), vec![b'!'; usize::try_from(size).unwrap()]).unwrap();
    let published = fs::metadata(at(".callslip-published")).unwrap().modified().unwrap();
    let later = published + Duration::from_mins(1);
    fs::File::options().write(true).open(at("index.html")).unwrap().set_modified(later).unwrap();
    let (fine, said) = place.publish(&column, &[]).end();
    assert!(fine, "{said}");
    let named = said.lines().skip_while(|line| !line.contains("changed or removed")).take(6).collect::<Vec<_>>();
    shows(
        named.join("\n"),
        str![[r#"
www: 5 files were changed or removed there since you last published, and will be uploaded again:
  404.html
  index.html
  questions/one/index.html
  questions/two/drum.jpg
  questions/two/index.html
"#]],
    );
    equals(&place, &column);
    assert!(publish(&place, &column).contains("nothing to do"));
}

/// Empty folders stay over `WebDAV`. One of them is no reason to refuse a file of its name, and one with a file of somebody
/// else is not removed.
#[test]
fn a_folder_that_is_left_makes_room_for_a_file() {
    for place in [Place::sftp(), Place::webdav()].into_iter().flatten() {
        let column = column_for(&place)
            .file("static/thing/deep/a.txt", "a")
            .file("content/questions/one.md", letter("One", "!"));
        column.build();
        publish(&place, &column);
        let column = column.without("static/thing/deep/a.txt");
        fs::remove_dir_all(column.root().join("static/thing")).unwrap();
        column.build();
        publish(&place, &column);
        place.put("other/mine.txt", "mine");
        let column = column.file("static/thing", "a file");
        column.build();
        publish(&place, &column);
        assert_eq!(place.files()["thing"], b"a file");
        let column = column.file("static/other", "a file");
        column.build();
        shows(
            refused(&place, &column),
            str![[r#"
error: the column has files with the same names as folders there; these files in them were not uploaded by callslip:
  other/mine.txt
move them away, and publish again
"#]],
        );
        assert_eq!(place.files()["other/mine.txt"], b"mine");
    }
}

#[test]
fn who_does_not_get_in_over_ssh_learns_why() {
    let Some(mut place) = Place::sftp() else { return };
    let yaml = place.yaml.clone();
    let told = |place: &Place| {
        let port = yaml.split("port: ").nth(1).unwrap().split(',').next().unwrap();
        let user = yaml.split("server: ").nth(1).unwrap().split('@').next().unwrap();
        refused(place, &column_for(place)).replace(port, "PORT").replace(&format!("{user}@"), "USER@")
    };
    let mut all = Vec::new();
    place.yaml = yaml.replace("/www }", "/wwww }");
    let wrong = place.yaml.rsplit("path: ").next().unwrap().trim_end_matches(" }").to_owned();
    all.push(told(&place).replace(&wrong, "WWWW"));
    place.yaml = yaml.replace("server: ", "server: no-such-user.of.this.test-");
    all.push(told(&place).replace("no-such-user.of.this.test-", ""));
    place.yaml = yaml.replace("127.0.0.1", "localhost");
    all.push(told(&place));
    let port = yaml.split("port: ").nth(1).unwrap().split(',').next().unwrap();
    place.yaml = yaml.replace(port, "1");
    all.push(told(&place));
    shows(
        all.join("\n"),
        str![[r#"
error: USER@127.0.0.1 has no folder `WWWW`; `path:` starts from the folder that you log in to, and the folder must already exist
error: USER@127.0.0.1 does not let you in: check the name before the @, the password, and your key; once `sftp -P PORT USER@127.0.0.1` works, publishing will, too
error: this computer has not connected to USER@localhost before; run `sftp -P PORT USER@localhost` once, and answer yes if the key is right
error: USER@127.0.0.1 does not answer; check the server's name and the port
"#]],
    );
}

#[test]
fn over_webdav_only_what_differs_is_uploaded() {
    at(Place::webdav(), a_column_from_the_first_publish_on);
}

#[test]
fn over_webdav_fifty_publishes_that_are_killed_are_finished_by_the_next() {
    at(Place::webdav(), fifty_that_are_killed);
}

#[test]
fn who_does_not_get_in_over_webdav_learns_why() {
    let Some(mut place) = Place::webdav() else { return };
    let yaml = place.yaml.clone();
    let url = yaml.split('\'').nth(1).unwrap();
    let told = |place: &Place| refused(place, &column_for(place)).replace(url, "http://SERVER/");
    let mut all = Vec::new();
    place.environment = vec![("CALLSLIP_PASSWORD", format!("not-{PASSWORD}").into())];
    all.push(told(&place));
    place.environment.clear();
    all.push(told(&place));
    place.environment = vec![("CALLSLIP_PASSWORD", PASSWORD.into())];
    place.yaml = yaml.replace("/', user", "/no/such/folder', user");
    all.push(told(&place));
    place.yaml = yaml.replace("http:", "https:");
    all.push(told(&place).replace(&url.replace("http:", "https:"), "https://SERVER/"));
    place.yaml = "{ kind: webdav, url: 'http://127.0.0.1:1/' }".to_owned();
    all.push(told(&place));
    shows(
        all.join("\n"),
        str![[r#"
error: http://SERVER/ does not let you in; check `user:` and the environment variable CALLSLIP_PASSWORD
error: the password of sol for http://SERVER/ is not known; set the environment variable CALLSLIP_PASSWORD
error: http://SERVER/no/such/folder is not a folder that accepts files by WebDAV; the folder must exist before you publish
error: https://SERVER/ does not answer over https; check the address and the port
error: http://127.0.0.1:1/ does not answer; check its address; if it is right, publish again later to upload the rest
"#]],
    );
}

#[test]
fn to_s3_only_what_differs_is_uploaded() {
    at(Place::s3(), a_column_from_the_first_publish_on);
}

#[test]
fn to_s3_fifty_publishes_that_are_killed_are_finished_by_the_next() {
    at(Place::s3(), fifty_that_are_killed);
}

#[test]
fn a_bucket_says_what_a_file_is_and_how_long_it_may_be_kept() {
    let Some(place) = Place::s3() else { return };
    let column = column_for(&place).file("column.yaml", {
        let base = "title: The Desk\nid: desk.example,2026\nbase_url: https://desk.example\npublish:\n  www: ";
        format!("{base}{}\n", place.yaml)
    });
    publish(&place, &column);
    let files = ours(&column.public());
    let style = files.keys().find(|path| path.ends_with(".css")).unwrap();
    let paths = ["index.html", style, "feed.xml", "feed.json", "sitemap.xml", "questions/two/drum.jpg"];
    let told = paths.map(|path| {
        let head = place.head(path).to_lowercase();
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("nothing").to_owned();
        format!("{path}: {}; {}", header("content-type: "), header("cache-control: "))
    });
    shows(
        told.join("\n").replace(style.as_str(), "STYLE"),
        str![[r#"
index.html: text/html; charset=utf-8; no-cache
STYLE: text/css; charset=utf-8; public, max-age=31536000, immutable
feed.xml: application/atom+xml; charset=utf-8; no-cache
feed.json: application/feed+json; charset=utf-8; no-cache
sitemap.xml: application/xml; no-cache
questions/two/drum.jpg: image/jpeg; no-cache
"#]],
    );
}

#[test]
fn who_does_not_get_into_a_bucket_learns_why() {
    let Some(mut place) = Place::s3() else { return };
    let yaml = place.yaml.clone();
    let url = yaml.split('\'').nth(1).unwrap();
    let told = |place: &Place| refused(place, &column_for(place)).replace(url, "http://SERVER");
    let mut all = Vec::new();
    place.yaml = yaml.replace("bucket: letters", "bucket: no-letters");
    all.push(told(&place));
    place.yaml.clone_from(&yaml);
    place.environment.clear();
    all.push(told(&place));
    shows(
        all.join("\n"),
        str![[r#"
error: bucket `no-letters` at http://SERVER does not exist; create it first, or correct `bucket:`
error: no key for bucket `letters` at http://SERVER is known: set the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or save them with `aws configure`
"#]],
    );
}

/// A second column in the same folder of a place would be a surprise; one in another folder is none.
#[test]
fn a_folder_of_a_bucket_is_a_place_of_its_own() {
    let Some(mut place) = Place::s3() else { return };
    publish(&place, &column_for(&place));
    let outer = place.files();
    place.yaml = place.yaml.replace(" }", ", path: column/two }");
    let column = column_for(&place);
    publish(&place, &column);
    let mut all = outer;
    all.extend(ours(&column.public()).into_iter().map(|(path, bytes)| (format!("column/two/{path}"), bytes)));
    let mut there = place.files();
    there.remove("column/two/.callslip-published").unwrap();
    assert!(there == all);
}
