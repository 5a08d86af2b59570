//! A table of data: shown, sorted by any of its columns, and handed over as CSV. Plain words; a cell may open a list.

use crate::{
    protocol::{
        query::{Scope, Selection},
        view::Proportion,
    },
    route::Route,
    text::{
        Lang, Text,
        numbers::{interval, percent, ungrouped},
    },
};
use maud::{Markup, html};

const NONE: &str = "·";

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
    /// Of all rows together: the last one, however they are sorted.
    pub total: Option<Vec<Cell>>,
    /// The row that what stands above the table speaks of.
    pub marked: Option<usize>,
}

#[derive(Clone, PartialEq, Debug)]
struct Head {
    words: &'static str,
    is_number: bool,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    words: String,
    /// What is said more quietly behind the words, as their interval.
    aside: String,
    /// The list behind it.
    to: Option<Route>,
    /// What it is sorted by, where that is not the number it begins with.
    key: Option<f64>,
    is_strong: bool,
}

impl Cell {
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// Nobody, in a table of many such places.
    pub fn none() -> Self {
        Self::plain(NONE)
    }

    pub fn list(words: impl Into<String>, selection: Selection, scope: &Scope) -> Self {
        Self { to: Some(Route::List { selection, scope: scope.clone() }), ..Self::plain(words) }
    }

    /// Leads to another page than a list.
    pub fn leading(words: impl Into<String>, to: Route) -> Self {
        Self { to: Some(to), ..Self::plain(words) }
    }

    /// A share with its interval.
    pub fn share(value: Proportion, selection: Selection, scope: &Scope) -> Self {
        let cell = Self::list(percent(value.share()), selection, scope).keyed(value.share());
        Self { aside: interval(value), ..cell }
    }

    pub fn keyed(self, key: f64) -> Self {
        Self { key: Some(key), ..self }
    }

    pub fn strong(self, is_strong: bool) -> Self {
        Self { is_strong, ..self }
    }
}

impl Table {
    /// Text columns first, then the columns of numbers.
    pub fn new(lang: Lang, texts: &[Text], numbers: &[Text]) -> Self {
        let head = |words: &Text, is_number| Head { words: words.get(lang), is_number };
        let texts = texts.iter().map(|words| head(words, false));
        let numbers = numbers.iter().map(|words| head(words, true));
        Self { heads: texts.chain(numbers).collect(), ..Self::default() }
    }

    /// RFC 4180. A word that a spreadsheet would take for a formula is given an apostrophe.
    pub fn to_csv(&self) -> String {
        let head = self.heads.iter().map(|head| quoted(head.words)).collect::<Vec<_>>().join(",");
        let line = |row: &Vec<Cell>| row.iter().map(|cell| quoted(&cell.all_words())).collect::<Vec<_>>().join(",");
        let lines = std::iter::once(head).chain(self.rows.iter().chain(&self.total).map(line));
        lines.map(|line| line + "\r\n").collect()
    }

    /// `id`: once in a page; by it the page keeps how the table is sorted.
    pub fn markup(&self, id: &str) -> Markup {
        self.of_heads(Some(id), |head| sort_head(head.words, head.is_number))
    }

    /// On paper nothing is sorted.
    pub fn printed(&self) -> Markup {
        self.of_heads(None, |head| html! { th.table__number[head.is_number] scope="col" { (head.words) } })
    }

    fn of_heads(&self, id: Option<&str>, head: impl Fn(&Head) -> Markup) -> Markup {
        html! {
            div.table-scroll tabindex="0" {
                table.table id=[id] {
                    thead { tr { @for one in &self.heads { (head(one)) } } }
                    tbody {
                        @for (place, row) in self.rows.iter().enumerate() {
                            @if self.marked == Some(place) { tr.table__row--marked { (self.cells(row)) } }
                            @else { tr { (self.cells(row)) } }
                        }
                    }
                    @if let Some(total) = &self.total { tfoot { tr { (self.cells(total)) } } }
                }
            }
        }
    }

    /// A row that ends early says why in its last cell, across the rest.
    fn cells(&self, row: &[Cell]) -> Markup {
        let rest = self.heads.len().saturating_sub(row.len());
        let last = row.len().saturating_sub(1);
        html! {
            @for (place, (cell, head)) in row.iter().zip(&self.heads).enumerate() {
                @let is_wide = place == last && rest > 0;
                td.table__number[head.is_number && !is_wide].hint[is_wide] colspan=[is_wide.then_some(rest + 1)]
                    data-sort=[cell.sorted_by(head.is_number)] { (cell.markup()) }
            }
        }
    }
}

/// The head of a column that its table can be sorted by.
pub fn sort_head(words: &str, is_number: bool) -> Markup {
    html! {
        th.table__number[is_number] scope="col" aria-sort="none" { button.table__sort data-sorts { (words) } }
    }
}

impl Cell {
    fn markup(&self) -> Markup {
        let words = html! {
            @if self.is_strong { b { (self.words) } } @else { (self.words) }
            @if !self.aside.is_empty() { " " small.table__aside { (self.aside) } }
        };
        html! {
            @match &self.to {
                Some(to) => a.table__link href=(to) { (words) },
                None if self.words == NONE => span.table__none { (NONE) },
                None => (words),
            }
        }
    }

    /// 34% (29–39%)
    fn all_words(&self) -> String {
        if self.aside.is_empty() { self.words.clone() } else { format!("{} ({})", self.words, self.aside) }
    }

    /// The number it is sorted by, where its words are not read as that.
    fn sorted_by(&self, is_number: bool) -> Option<String> {
        if let Some(key) = self.key {
            return Some(format!("{key:.4}"));
        }
        let plain = ungrouped(&self.words).replace('−', "-");
        (is_number && plain != self.words).then_some(plain)
    }
}

fn quoted(words: &str) -> String {
    // Groups of digits are for eyes only.
    let plain = ungrouped(words);
    let safe = if plain.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{plain}") } else { plain };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::text;

    #[test]
    fn what_is_sorted_is_a_number() {
        let check = |cell: Cell, key: Option<&str>| assert_eq!(cell.sorted_by(true).as_deref(), key);
        check(Cell::plain("7"), None);
        check(Cell::plain("1,938"), Some("1938"));
        check(Cell::plain("−3 点"), Some("-3 点"));
        check(Cell::plain("2 天").keyed(2880.0), Some("2880.0000"));
        assert_eq!(Cell::plain("1,938").sorted_by(false), None);
    }

    #[test]
    fn the_total_stays_below() {
        let mut table = Table::new(Lang::En, &[text("名", "Name")], &[text("数", "n")]);
        table.rows = vec![vec![Cell::plain("a"), Cell::plain("1")], vec![Cell::plain("b"), Cell::plain("2")]];
        table.total = Some(vec![Cell::plain("all"), Cell::plain("3")]);
        table.marked = Some(1);
        let markup = table.markup("t").into_string();
        let (body, foot) = markup.split_once("</tbody>").unwrap();
        let (_, marked) = body.split_once("<tr class=\"table__row--marked\">").unwrap();
        assert!(marked.contains(">b<") && foot.starts_with("<tfoot><tr>") && foot.contains(">all<"), "{markup}");
        assert_eq!(markup.matches("aria-sort=\"none\"").count(), 2);
        assert!(!table.printed().into_string().contains("button"));
        assert_eq!(table.to_csv().lines().last(), Some("\"all\",\"3\""));
    }
}
