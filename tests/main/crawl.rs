//! Opens every number on every page of the demo and of ten invented stores: the number equals the length of its list,
//! and the list has that many rows.

use crate::{invented, support::App};
use benyuan::{
    protocol::{
        command::{Command, FollowUp},
        query::{Part, ProspectPart, Query, Scope, Selection},
        sheet::Sheet,
        view::View,
    },
    route::Route,
    terms::{
        follow_up::{Outcome, Way},
        stage::{Level, Step},
    },
    text::{Lang, numbers::count},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

const STORES: u64 = 10;
/// The pages to crawl; each also as of an earlier day, over a year, and narrowed.
const PAGES: [&str; 10] = [
    "#/map",
    "#/funnel",
    "#/scorecard",
    "#/distribution",
    "#/satisfaction",
    "#/satisfaction?factors=service",
    "#/coverage",
    "#/catalogue",
    "#/figures/test-drive",
    "#/figures/first-service",
];
const SCOPES: [&str; 4] = ["", "from=2025-11-01&to=2026-10-31", "as-of=2026-03-15", "model=%E8%BF%9C%E5%B2%9A%20X5"];
/// Lists up to this length are read completely.
const READ_WHOLE: u32 = 400;

#[derive(Default)]
struct Crawl {
    numbers: usize,
    rows: usize,
    /// The length of each opened list.
    lists: BTreeMap<String, u32>,
    wrong: Vec<String>,
}

#[test]
fn every_number_of_every_page_opens_to_its_rows() {
    let mut crawl = Crawl::default();
    let mut demo = App::new();
    demo.command(Command::OpenDemo).unwrap();
    crawl.store(&mut demo, "demo", &[""]);
    written_in(&mut demo);
    crawl.store(&mut demo, "demo, written in", &[""]);
    for seed in 0..STORES {
        let mut app = App::new();
        app.import(&invented::store(seed));
        written_in(&mut app);
        crawl.store(&mut app, &format!("store {seed}"), &SCOPES);
    }
    // Not captured: the log of a run should show how much was opened.
    let _ = writeln!(
        std::io::stderr(),
        "crawler: {} numbers opened to {} lists with {} rows, in {} stores",
        crawl.numbers,
        crawl.lists.len(),
        crawl.rows,
        STORES + 2
    );
    assert!(crawl.wrong.is_empty(), "{} are wrong:\n{}", crawl.wrong.len(), crawl.wrong.join("\n"));
    assert!(crawl.numbers > 5_000, "only {} numbers were opened", crawl.numbers);
}

/// Follow-ups with levels and steps, some of them taken back, one done again.
fn written_in(app: &mut App) {
    let selection = Selection::Prospects { level: None, part: ProspectPart::All };
    let query = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 15 };
    let View::List(list) = app.query(query) else { unreachable!() };
    for (number, row) in list.rows.iter().enumerate() {
        let outcome = Outcome::ALL[number % Outcome::ALL.len()];
        let step = [None, Some(Step::Visit), Some(Step::TestDrive), Some(Step::Order)][number % 4];
        let level = [None, Some(Level::H), Some(Level::C)][number % 3];
        let (note, who) = (String::new(), "陈立".to_owned());
        let subjects = vec![row.subject];
        app.command(Command::FollowUp(FollowUp {
            subjects,
            way: Way::Call,
            outcome,
            step,
            level,
            next: None,
            note,
            who,
        }))
        .unwrap();
    }
    for _ in 0..list.rows.len() / 4 {
        app.command(Command::Undo(None)).unwrap();
    }
    if list.rows.len() >= 4 {
        app.command(Command::Redo).unwrap();
    }
}

impl Crawl {
    fn store(&mut self, app: &mut App, store: &str, scopes: &[&str]) {
        for page in PAGES {
            for scope in scopes {
                let sign = if page.contains('?') { '&' } else { '?' };
                let address = if scope.is_empty() { page.to_owned() } else { format!("{page}{sign}{scope}") };
                self.page(app, store, &address);
            }
        }
    }

    fn page(&mut self, app: &mut App, store: &str, address: &str) {
        let sheet = show(app, address, Lang::Zh);
        let mut seen = BTreeSet::new();
        let mut links = links(&sheet.body);
        for place in values(&sheet.body, "data-figure") {
            let part = Part { address: address.to_owned(), lang: Lang::Zh, place: place.to_owned() };
            let View::Markup(figure) = app.query(Query::SheetFigure { part, width: 680 }) else { unreachable!() };
            // A picture, or a part that arrives when unfolded.
            links.extend(if figure.starts_with("<svg") { hits(&figure) } else { self::links(&figure) });
        }
        for (href, words) in links {
            if seen.insert((href.clone(), words.clone())) {
                self.number(app, &format!("{store} {address}"), &href, &words);
            }
        }
    }

    fn number(&mut self, app: &mut App, at: &str, href: &str, words: &str) {
        let Route::List { selection, .. } = Route::parse(href) else { return };
        let total = self.list(app, at, href);
        // A share, a median and the like do not state a list's length directly.
        if selection == Selection::Responded || is_no_count(words) {
            return;
        }
        let said: Vec<&str> = words
            .split(|letter: char| !letter.is_ascii_digit() && letter != ',')
            .map(|word| word.trim_matches(','))
            .collect();
        if !said.contains(&count(total).as_str()) {
            self.wrong.push(format!("{at}: {href} has {total} rows: {words}"));
        }
        self.numbers += 1;
    }

    /// Opens each list once; its stated length is its number of rows.
    fn list(&mut self, app: &mut App, at: &str, href: &str) -> u32 {
        let store = at.split(" #").next().unwrap_or_default();
        let key = format!("{store} {href}");
        if let Some(total) = self.lists.get(&key) {
            return *total;
        }
        let Route::List { selection, scope, own, .. } = Route::parse(href) else { unreachable!() };
        let looked = own.unwrap_or(scope);
        let query =
            |limit| Query::List { selection: selection.clone(), scope: looked.clone(), sort: None, offset: 0, limit };
        let View::List(list) = app.query(query(1)) else { unreachable!() };
        if list.total <= READ_WHOLE {
            let View::List(whole) = app.query(query(READ_WHOLE)) else { unreachable!() };
            if whole.rows.len() != list.total as usize {
                self.wrong.push(format!("{at}: {href} says {} and has {} rows", list.total, whole.rows.len()));
            }
            self.rows += whole.rows.len();
        }
        self.lists.insert(key, list.total);
        list.total
    }
}

fn show(app: &mut App, address: &str, lang: Lang) -> Sheet {
    match app.query(Query::Show { address: address.to_owned(), lang }) {
        View::Sheet(sheet) => sheet,
        other => panic!("{address}: {other:?}"),
    }
}

fn is_no_count(words: &str) -> bool {
    let words = words.trim();
    words.is_empty() || words.trim_end_matches('›').trim().ends_with('%')
}

/// The links of a body, with their words.
fn links(body: &str) -> Vec<(String, String)> {
    let link = |piece: &str| {
        let (tag, rest) = piece.split_once('>')?;
        Some((value(tag, "href")?, text(rest.split("</a>").next()?)))
    };
    body.split("<a ").skip(1).filter_map(link).collect()
}

/// The clickable places of a picture, with their labels.
fn hits(figure: &str) -> Vec<(String, String)> {
    let hit = |piece: &str| {
        let tag = piece.split('>').next()?;
        Some((value(tag, "href")?, value(tag, "aria-label")?))
    };
    figure.split("<a ").skip(1).filter_map(hit).collect()
}

fn value(tag: &str, attribute: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{attribute}=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

/// The values of an attribute, in order.
fn values<'a>(body: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!("{attribute}=\"");
    body.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Without tags; every element's text is a word of its own.
fn text(markup: &str) -> String {
    let pieces = markup.split('<').enumerate();
    let texts =
        pieces.map(|(at, piece)| if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) });
    texts.collect::<Vec<_>>().join(" ")
}
