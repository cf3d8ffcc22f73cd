//! Prices of programs as people write them: each is read, or what to write instead is shown, and is silent.

use std::fmt::Write;

use snapbox::str;

use crate::support::view::{fields, get};
use crate::support::{Built, Column, shows};

/// A column with a profile for each of these prices, in their order.
fn profiles(lines: &[String]) -> Built {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: The Desk\ncurrency: USD\n");
    let profile = |at, line| format!("---\ntitle: Program {at}\nprovider: P\n{line}\n---\n");
    let files = lines.iter().enumerate().map(|(at, line)| (format!("content/programs/{at}.md"), profile(at, line)));
    files.fold(column, |column, (path, text)| column.file(&path, text)).build()
}

/// Returns the cost of each price, or the message about it and its help. Fails unless the help, once typed, ends in silence.
#[track_caller]
fn table(prices: &[&str]) -> String {
    let column = profiles(&prices.iter().map(|price| line(price)).collect::<Vec<_>>());
    let (mut table, mut fixes) = (String::new(), Vec::new());
    for (at, price) in prices.iter().enumerate() {
        let file = format!("content/programs/{at}.md");
        let found: Vec<_> = column.diagnostics.iter().filter(|found| found.file.as_deref() == Some(&file)).collect();
        let silent = if found.is_empty() { cost(&column, at) } else { String::new() };
        writeln!(table, "{price}{silent}").unwrap();
        for diagnostic in found {
            writeln!(table, "  {}: {}", diagnostic.severity.name(), diagnostic.message).unwrap();
            diagnostic.help.iter().for_each(|help| writeln!(table, "    {help}").unwrap());
            fixes.extend(diagnostic.help.iter().filter(|_| !price.starts_with('{')).filter_map(|help| typed(help)));
        }
    }
    profiles(&fixes).sound();
    table
}

/// The line that a help shows. None if it shows several.
fn typed(help: &str) -> Option<String> {
    let (typed, _) = help.split_once("write `")?.1.rsplit_once('`').filter(|(typed, _)| !typed.contains('`'))?;
    Some(if typed.starts_with("tuition: ") { typed.to_owned() } else { format!("tuition: {typed}") })
}

/// A line with this price: fields and lists as they are, a text in quotes.
fn line(price: &str) -> String {
    match price.chars().next() {
        _ if ["cost:", "price:", "fees:", "Cost:"].iter().any(|name| price.starts_with(name)) => price.to_owned(),
        Some('{' | '[') => format!("tuition: {price}"),
        _ => format!("tuition: '{}'", price.replace('\'', "''")),
    }
}

/// Returns the values that a template gets.
fn cost(column: &Built, at: usize) -> String {
    if column.written.is_none() {
        return String::new();
    }
    let view = column.view(&format!("/programs/{at}/"));
    fields(get(&view, "program.tuition")).lines().fold(String::new(), |cost, field| format!("{cost}\n  {field}"))
}

#[test]
fn a_dollar_sign_without_a_currency_has_two_ways_out() {
    let profile = |price: &str| format!("---\ntitle: A\nprovider: B\ntuition: {price}\n---\n");
    let column = |price: &str| Column::new().file("content/programs/a.md", profile(price));
    let of_column = "add a line such as `currency: USD` to column.yaml";
    let said = |price: &str| column(price).file("column.yaml", "title: T\n").build().report();
    for price in ["$550", "$450–600"] {
        assert!(said(price).contains("= help: write the currency code") && said(price).contains(of_column), "{price}");
        let cured = column(price).file("column.yaml", "title: T\ncurrency: USD\n").build().report();
        assert!(!cured.contains("currency"), "{cured}");
    }
    assert!(!said("550").contains(of_column));
}

#[test]
fn prices_are_read_as_people_write_them() {
    shows(
        table(&[
            "free",
            "Free",
            "varies",
            "on request",
            "On Request",
            "USD 450–600",
            "$450-600",
            "450 to 600 USD",
            "USD 450 - USD 600",
            "USD 450—600",
            "USD 450 – 600",
            "$450 to $600",
            "USD 450−612.50",
            "USD450-600",
            "{ total: free }",
            "{ total: varies, note: by semester }",
            "{ per_year: \"USD 12,000\" }",
            "{ per_year: \"USD 12,000\", total: \"USD 24,000\" }",
            "{ in_state: \"USD 8,000\", out_of_state: \"USD 15,500\" }",
            "{ total: { in_state: free, out_of_state: on request } }",
            "{ per_credit: { in_state: \"USD 550\", out_of_state: \"USD 900–950\" }, credits: 36, note: plus fees }",
            "{ per_credit: { in_state: free, out_of_state: \"USD 46\" }, credits: 12 }",
            "{ per_credit: { in_state: \"USD 46\", out_of_state: varies }, credits: 12, out_of_state: \"USD 900\" }",
            "{ out_of_state: \"USD 900\" }",
            "{ per_credit: varies, credits: 3 }",
            "{ per_credit: free }",
            "{ per_course: on request, total: \"USD 600\" }",
        ]),
        str![[r#"
free
  total: free
  word: free
Free
  total: free
  word: free
varies
  total: varies
  word: varies
on request
  total: on request
  word: on request
On Request
  total: on request
  word: on request
USD 450–600
  total: USD 450–600
  currencies: USD
$450-600
  total: USD 450–600
  currencies: USD
450 to 600 USD
  total: USD 450–600
  currencies: USD
USD 450 - USD 600
  total: USD 450–600
  currencies: USD
USD 450—600
  total: USD 450–600
  currencies: USD
USD 450 – 600
  total: USD 450–600
  currencies: USD
$450 to $600
  total: USD 450–600
  currencies: USD
USD 450−612.50
  total: USD 450–612.50
  currencies: USD
USD450-600
  total: USD 450–600
  currencies: USD
{ total: free }
  total: free
  word: free
{ total: varies, note: by semester }
  total: varies
  word: varies
  note: by semester
{ per_year: "USD 12,000" }
  each: USD 12,000
  unit: year
  currencies: USD
{ per_year: "USD 12,000", total: "USD 24,000" }
  each: USD 12,000
  unit: year
  total: USD 24,000
  currencies: USD
{ in_state: "USD 8,000", out_of_state: "USD 15,500" }
  total: USD 8,000 in state, USD 15,500 out of state
  in_state: total: USD 8,000
  out_of_state: total: USD 15,500
  currencies: USD
{ total: { in_state: free, out_of_state: on request } }
  total: free in state, on request out of state
  in_state: total: free; word: free
  out_of_state: total: on request; word: on request
{ per_credit: { in_state: "USD 550", out_of_state: "USD 900–950" }, credits: 36, note: plus fees }
  each: USD 550 in state, USD 900–950 out of state
  unit: credit
  count: 36
  total: USD 19,800 in state, USD 32,400–34,200 out of state
  in_state: each: USD 550; unit: credit; count: 36; total: USD 19,800
  out_of_state: each: USD 900–950; unit: credit; count: 36; total: USD 32,400–34,200
  note: plus fees
  currencies: USD
{ per_credit: { in_state: free, out_of_state: "USD 46" }, credits: 12 }
  each: USD 46 out of state
  unit: credit
  count: 12
  total: free in state, USD 552 out of state
  in_state: total: free; word: free
  out_of_state: each: USD 46; unit: credit; count: 12; total: USD 552
  currencies: USD
{ per_credit: { in_state: "USD 46", out_of_state: varies }, credits: 12, out_of_state: "USD 900" }
  each: USD 46 in state
  unit: credit
  count: 12
  total: USD 552 in state, USD 900 out of state
  in_state: each: USD 46; unit: credit; count: 12; total: USD 552
  out_of_state: total: USD 900
  currencies: USD
{ out_of_state: "USD 900" }
  total: USD 900 out of state
  out_of_state: total: USD 900
  currencies: USD
{ per_credit: varies, credits: 3 }
  total: varies
  word: varies
{ per_credit: free }
  total: free
  word: free
{ per_course: on request, total: "USD 600" }
  total: USD 600
  currencies: USD
"#]],
    );
}

#[test]
fn what_is_no_price_shows_what_to_write() {
    shows(
        table(&[
            "Free!",
            "no charge",
            "$0",
            "USD 0",
            "0",
            "Varies by state",
            "TBD",
            "contact the school",
            "none",
            "from $450",
            "up to $600",
            "$1,200/yr",
            "USD 12,000 per year",
            "USD 12,000 p.a.",
            "$550 per credit (in state), $900 (out of state)",
            "resident $8,000; nonresident $15,500",
            "USD 1.200,50",
            "EUR 1.200–1.500",
            "approx. USD 500",
            "~$500",
            "USD 5,000+",
            "members $45, nonmembers $60",
            "USD 450 – EUR 600",
            "USD 600–450",
            "USD 450–450",
            "USD 0–600",
            "USD 450 600",
            "$500 plus $60 fee",
            "between $450 and $600",
            "$45/$60",
            "$500 per semester",
            "$500 each",
            "3 x $500",
            "10% of income",
            "USD 500 for 3 credits",
            "free for members, $60 for others",
            "free for members",
            "free, with registration",
            "sliding scale $50–$200",
            "call 555-1234",
            "A$450–A$600",
            "usd 450",
            "XAU 500",
            "500 XTS",
            "xdr 1.200",
            "XCD 1.200",
            "say \"hi\" $450",
            "[USD 450, USD 600]",
            "[free]",
            "pay what you can",
        ]),
        str![[r#"
Free!
  error: `Free!` is not a price
    write `free`
no charge
  error: `no charge` is not a price
    write `free`
$0
  warning: what costs nothing is `free`, not `$0`
    write `free`
USD 0
  warning: what costs nothing is `free`, not `USD 0`
    write `free`
0
  warning: what costs nothing is `free`, not `0`
    write `free`
Varies by state
  error: `Varies by state` is not a price
    write `tuition: { total: varies, note: "by state" }`
TBD
  error: `TBD` is not a price
    if it is not known, leave it out, and readers see “not stated”
contact the school
  error: `contact the school` is not a price
    write `on request`
none
  error: `none` is not a price
    if it costs nothing, write `free`
    if it is not known, leave it out, and readers see “not stated”
from $450
  error: `from $450` is more than an amount of money
    write `tuition: { total: varies, note: "from $450" }`
up to $600
  error: `up to $600` is more than an amount of money
    write `tuition: { total: varies, note: "up to $600" }`
$1,200/yr
  error: `$1,200/yr` is more than an amount of money
    write `tuition: { per_year: "USD 1,200" }`
USD 12,000 per year
  error: `USD 12,000 per year` is more than an amount of money
    write `tuition: { per_year: "USD 12,000" }`
USD 12,000 p.a.
  error: `USD 12,000 p.a.` is more than an amount of money
    write `tuition: { per_year: "USD 12,000" }`
$550 per credit (in state), $900 (out of state)
  error: `$550 per credit (in state), $900 (out of state)` is more than an amount of money
    write `tuition: { per_credit: { in_state: "USD 550", out_of_state: "USD 900" } }`
resident $8,000; nonresident $15,500
  error: `resident $8,000; nonresident $15,500` is more than an amount of money
    write `tuition: { total: { in_state: "USD 8,000", out_of_state: "USD 15,500" } }`
USD 1.200,50
  error: `USD 1.200,50` is not an amount of money
    write `USD 1,200.50`
EUR 1.200–1.500
  error: `EUR 1.200–1.500` is more than an amount of money
    write `EUR 1,200–1,500`
approx. USD 500
  error: `approx. USD 500` is more than an amount of money
    write `tuition: { total: "USD 500", note: "approx." }`
~$500
  error: `~$500` is more than an amount of money
    write `tuition: { total: "USD 500", note: "~$500" }`
USD 5,000+
  error: `USD 5,000+` is more than an amount of money
    write `tuition: { total: varies, note: "USD 5,000+" }`
members $45, nonmembers $60
  error: `members $45, nonmembers $60` is more than an amount of money
    write `tuition: { total: "USD 45–60", note: "members $45, nonmembers $60" }`
USD 450 – EUR 600
  error: `USD 450 – EUR 600` is in more than one currency
    write `tuition: { total: varies, note: "USD 450 – EUR 600" }`
USD 600–450
  error: `USD 600–450` begins with the higher price
    write `USD 450–600`
USD 450–450
  error: `USD 450–450` is the same amount twice
    write `USD 450`
USD 0–600
  error: `USD 0–600` is more than an amount of money
    write `tuition: { total: varies, note: "USD 0–600" }`
USD 450 600
  error: `USD 450 600` is one amount or two
    if it is a range, write `USD 450–600`
    if it is one amount, write `USD 450,600`
$500 plus $60 fee
  error: `$500 plus $60 fee` is more than an amount of money
    write `tuition: { total: "USD 500", note: "plus $60 fee" }`
between $450 and $600
  error: `between $450 and $600` is more than an amount of money
    write `USD 450–600`
$45/$60
  error: `$45/$60` is more than an amount of money
    write `USD 45–60`
$500 per semester
  error: `$500 per semester` is more than an amount of money
    write `tuition: { total: varies, note: "$500 per semester" }`
$500 each
  error: `$500 each` is more than an amount of money
    write `tuition: { total: varies, note: "$500 each" }`
3 x $500
  error: `3 x $500` is more than an amount of money
    write `tuition: { total: varies, note: "3 x $500" }`
10% of income
  error: `10% of income` is not an amount of money
    write `tuition: { total: varies, note: "10% of income" }`
USD 500 for 3 credits
  error: `USD 500 for 3 credits` is more than an amount of money
    write `tuition: { total: "USD 500", note: "for 3 credits" }`
free for members, $60 for others
  error: `free for members, $60 for others` is more than an amount of money
    write `tuition: { total: varies, note: "free for members, $60 for others" }`
free for members
  error: `free for members` is not a price
    write `tuition: { total: varies, note: "free for members" }`
free, with registration
  error: `free, with registration` is not a price
    write `tuition: { total: free, note: "with registration" }`
sliding scale $50–$200
  error: `sliding scale $50–$200` is more than an amount of money
    write `tuition: { total: varies, note: "$50–$200" }`
call 555-1234
  error: `call 555-1234` is not an amount of money
    write `tuition: { total: on request, note: "call 555-1234" }`
A$450–A$600
  error: `A$450–A$600` is more than an amount of money
    write `AUD 450–600`
usd 450
  error: `usd 450` is not an amount of money
    write `USD 450`
XAU 500
  error: `XAU` is not a currency
    write the currency code, such as `USD`, and one amount in digits
500 XTS
  error: `XTS` is not a currency
    write the currency code, such as `USD`, and one amount in digits
xdr 1.200
  error: `xdr` is not a currency
    write the currency code, such as `USD`, and one amount in digits
XCD 1.200
  error: `XCD 1.200` is not an amount of money
    write `XCD 1,200`
say "hi" $450
  error: `say "hi" $450` is more than an amount of money
    write `tuition: { total: "USD 450", note: "say \"hi\"" }`
[USD 450, USD 600]
  error: a price needs no brackets around it
    write `tuition: { total: "USD 450–600", note: "USD 450, USD 600" }`
[free]
  error: a price needs no brackets around it
    write `free`
pay what you can
  error: `pay what you can` is not a price
    write the currency code, such as `USD`, and one amount in digits, or `free`, `varies`, or `on request`
"#]],
    );
}

#[test]
fn what_is_in_the_wrong_place_is_told_where_it_belongs() {
    shows(
        table(&[
            "{ in_state: USD 1,550, out_of_state: USD 3,900 }",
            "{ total: USD 1,200–1,500, note: plus USD 60, and books }",
            "{ per_credit: { in_state: USD 1,550 }, credits: 3 }",
            "{ in_state: USD 550 per credit, out_of_state: USD 900 per credit }",
            "{ in_state: { per_credit: USD 550 }, out_of_state: { per_credit: USD 900 }, credits: 36 }",
            "{ per_credit: from $450, credits: 12 }",
            "{ per_credit: from $450, credits: 12, note: in spring }",
            "{ total: free, in_state: free }",
            "{ per_course: \"USD 450\", per_credit: \"USD 100\" }",
            "{ per_credit: { in_state: \"USD 550\", credits: 36 } }",
            "{ per_credit: \"USD 500\", credits: 12, total: free }",
            "{ per_credit: { in_state: \"USD 550\", out_of_state: \"USD 900\" }, credits: 36, total: \"USD 32,400\" }",
            "cost: USD 450–600",
            "price: Contact school",
            "fees: from $450",
            "Cost: 450 600",
        ]),
        str![[r#"
{ in_state: USD 1,550, out_of_state: USD 3,900 }
  error: inside curly braces, an amount with a comma in it needs quotes
    write `in_state: "USD 1,550"`
    write `out_of_state: "USD 3,900"`
{ total: USD 1,200–1,500, note: plus USD 60, and books }
  error: inside curly braces, an amount with a comma in it needs quotes
    write `total: "USD 1,200–1,500"`
    write `note: "plus USD 60, and books"`
{ per_credit: { in_state: USD 1,550 }, credits: 3 }
  error: inside curly braces, an amount with a comma in it needs quotes
    write `in_state: "USD 1,550"`
{ in_state: USD 550 per credit, out_of_state: USD 900 per credit }
  error: the price of a credit has a field of its own, `per_credit`
    write `per_credit: { in_state: "USD 550", out_of_state: "USD 900" }` in place of `in_state` and `out_of_state`
{ in_state: { per_credit: USD 550 }, out_of_state: { per_credit: USD 900 }, credits: 36 }
  error: the price of a credit has a field of its own, `per_credit`
    write `per_credit: { in_state: "USD 550", out_of_state: "USD 900" }` in place of `in_state` and `out_of_state`
{ per_credit: from $450, credits: 12 }
  error: `from $450` is more than an amount of money
    write `per_credit: varies`, and add `note: "from $450"` to `tuition`
{ per_credit: from $450, credits: 12, note: in spring }
  error: `from $450` is more than an amount of money
    write `per_credit: varies`, and say "from $450" in `note`
{ total: free, in_state: free }
  error: `total` and `in_state` both say what the whole costs
    remove one of the two
{ per_course: "USD 450", per_credit: "USD 100" }
  warning: `per_course` is not shown, because there is `per_credit`
    remove one of the two
{ per_credit: { in_state: "USD 550", credits: 36 } }
  error: there is no field called `credits`
    move `credits` out of these braces: it is a field of `tuition`
{ per_credit: "USD 500", credits: 12, total: free }
  warning: the total given is free, but the parts add up to USD 6,000
    correct one of them, or remove `total`
{ per_credit: { in_state: "USD 550", out_of_state: "USD 900" }, credits: 36, total: "USD 32,400" }
  warning: the total given is USD 32,400, but the parts add up to USD 19,800 in state and USD 32,400 out of state
    correct one of them, or remove `total`
cost: USD 450–600
  error: there is no field called `cost`
    write `tuition: USD 450–600`
price: Contact school
  error: there is no field called `price`
    write `tuition: on request`
fees: from $450
  error: there is no field called `fees`
    write `tuition: { total: varies, note: "from $450" }`
Cost: 450 600
  error: there is no field called `Cost`
    if it is a range, write `tuition: USD 450–600`
    if it is one amount, write `tuition: USD 450,600`
"#]],
    );
}

/// Returns the prices on a page of the theme.
fn said(column: &Built) -> String {
    let page = column.main("/programs/");
    let is_price =
        |line: &&str| ["Tuition", "Gebühren"].iter().any(|label| line.contains(&format!("data-label=\"{label}\"")));
    let prices = page.lines().filter(is_price).filter_map(|line| line.split_once("<span>"));
    prices.map(|(_, price)| format!("{}\n", price.trim_end_matches("</span></td>"))).collect()
}

#[test]
fn the_theme_says_prices_in_words() {
    let prices = [
        "free",
        "{ total: varies, note: by semester }",
        "on request",
        "{ per_year: \"USD 12,000\", total: \"USD 24,000\" }",
        "{ total: \"USD 450–600\", applies_to: most }",
        "{ per_credit: { in_state: free, out_of_state: \"USD 900\" }, credits: 36, note: plus <fees> }",
        "{ out_of_state: \"USD 900\" }",
    ];
    let column = profiles(&prices.map(line)).sound();
    shows(
        said(&column),
        str![[r#"
<strong class="money">free</strong>
varies <span class="qualifier">(by semester)</span>
on request
<span class="money">USD 12,000 per year, </span> <strong class="money">USD 24,000 in all</strong>
<strong class="money">USD 450–600</strong> <span class="qualifier">for most</span>
<strong class="money">free</strong> <span class="qualifier">in state</span>, <span dir="ltr"><span class="money"><bdi>36 credits</bdi> × USD 900</span> <span class="money">= <strong>USD 32,400</strong></span></span> <span class="qualifier">out of state</span> <span class="qualifier">(plus &lt;fees&gt;)</span>
<strong class="money">USD 900</strong> <span class="qualifier">out of state</span>
"#]],
    );
    let german = column.column.file("column.yaml", "title: The Desk\nlanguage: de-AT\n").build().sound();
    shows(
        said(&german),
        str![[r#"
<strong class="money">kostenlos</strong>
unterschiedlich <span class="qualifier">(by semester)</span>
auf Anfrage
<span class="money">$ 12.000 pro Jahr, </span> <strong class="money">$ 24.000 insgesamt</strong>
<strong class="money">$ 450–600</strong> <span class="qualifier">für most</span>
<strong class="money">kostenlos</strong> <span class="qualifier">im eigenen Bundesstaat</span>, <span dir="ltr"><span class="money"><bdi>36 Leistungspunkte</bdi> × $ 900</span> <span class="money">= <strong>$ 32.400</strong></span></span> <span class="qualifier">aus anderen Bundesstaaten</span> <span class="qualifier">(plus &lt;fees&gt;)</span>
<strong class="money">$ 900</strong> <span class="qualifier">aus anderen Bundesstaaten</span>
"#]],
    );
}

#[test]
fn a_theme_sorts_programs_by_price() {
    let prices = ["USD 450–600", "varies", "EUR 5,000", "free", "USD 99", "{ in_state: free, out_of_state: USD 500 }"];
    let column = profiles(&prices.map(line)).column.file(
        "templates/programs.html",
        "{% for program in page.programs | sort(attribute=\"price_order\") %}{{ program.title | safe }}: \
         {{ program.tuition.total }}\n{% endfor %}",
    );
    shows(
        column.build().page("/programs/"),
        str![[r#"
Program 3: free
Program 2: EUR 5,000
Program 4: USD 99
Program 0: USD 450–600
Program 5: free in state, USD 500 out of state
Program 1: varies
"#]],
    );
}
