//! Letters that a reader saves: only in a column that offers it.

use crate::support::Column;

fn column(settings: &str) -> Column {
    let settings = format!("title: The Desk\nbase_url: https://desk.example\n{settings}");
    Column::new().file("column.yaml", settings).letter("Q: Why?\n\nSM: So.\n")
}

#[test]
fn a_column_offers_it_if_it_says_so() {
    let built = column("saved_letters: yes\n").build().sound();
    let letter = built.page("/questions/loud-drums/");
    let button = "<p data-save=\"/questions/loud-drums/\" data-title=\"The drums upstairs\" data-date=\"2026-03-02\" data-day=\"2 Mar 2026\" hidden>";
    assert!(letter.contains(button) && letter.contains("saved."), "{letter}");
    assert!(built.page("/saved/").contains("data-saved-list hidden"));
    assert!(!built.text("sitemap.xml").contains("/saved/"));
    // A page for reading has no other script.
    assert_eq!(letter.matches("<script defer").count(), 1, "{letter}");
}

#[test]
fn otherwise_nothing_of_it_is_there() {
    let built = column("").build().sound();
    let letter = built.page("/questions/loud-drums/");
    assert!(!letter.contains("data-save") && !letter.contains("<script defer"), "{letter}");
    assert!(!built.listing().contains("saved/"));
}

#[test]
fn her_own_page_at_the_address_is_the_better_one() {
    let page = "---\ntitle: Saved by a book\n---\nA list of mine.\n";
    let built = column("saved_letters: yes\n").file("content/pages/saved.md", page).build().sound();
    assert!(built.page("/saved/").contains("A list of mine."));
    assert!(!built.page("/questions/loud-drums/").contains("data-save"));
}
