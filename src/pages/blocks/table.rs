//! A table of data: shown, and handed over as CSV. Plain words; a cell may open a list.

use crate::{
    protocol::query::{Scope, Selection},
    route::Route,
    text::{Lang, Text},
};
use maud::{Markup, html};

const NONE: &str = "·";

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, PartialEq, Debug)]
struct Head {
    words: &'static str,
    is_number: bool,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    words: String,
    /// The list behind it.
    to: Option<Route>,
}

impl Cell {
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), to: None }
    }

    /// Nobody, in a table of many such places.
    pub fn none() -> Self {
        Self::plain(NONE)
    }

    pub fn list(words: impl Into<String>, selection: Selection, scope: &Scope) -> Self {
        Self { words: words.into(), to: Some(Route::List { selection, scope: scope.clone() }) }
    }
}

impl Table {
    /// Text columns first, then the columns of numbers.
    pub fn new(lang: Lang, texts: &[Text], numbers: &[Text]) -> Self {
        let head = |words: &Text, is_number| Head { words: words.get(lang), is_number };
        let texts = texts.iter().map(|words| head(words, false));
        let numbers = numbers.iter().map(|words| head(words, true));
        Self { heads: texts.chain(numbers).collect(), rows: Vec::new() }
    }

    /// RFC 4180. A word that a spreadsheet would take for a formula is given an apostrophe.
    pub fn to_csv(&self) -> String {
        let head = self.heads.iter().map(|head| quoted(head.words)).collect::<Vec<_>>().join(",");
        let line = |row: &Vec<Cell>| row.iter().map(|cell| quoted(&cell.words)).collect::<Vec<_>>().join(",");
        let lines = std::iter::once(head).chain(self.rows.iter().map(line));
        lines.map(|line| line + "\r\n").collect()
    }

    pub fn markup(&self) -> Markup {
        html! {
            div.table-scroll tabindex="0" {
                table.table {
                    thead { tr {
                        @for head in &self.heads { th.table__number[head.is_number] scope="col" { (head.words) } }
                    } }
                    tbody { @for row in &self.rows { (self.row(row)) } }
                }
            }
        }
    }

    /// A row that ends early says why in its last cell, across the rest.
    fn row(&self, row: &[Cell]) -> Markup {
        let rest = self.heads.len().saturating_sub(row.len());
        let last = row.len().saturating_sub(1);
        html! {
            tr {
                @for (place, (cell, head)) in row.iter().zip(&self.heads).enumerate() {
                    @let is_wide = place == last && rest > 0;
                    td.table__number[head.is_number && !is_wide].hint[is_wide] colspan=[is_wide.then_some(rest + 1)] { (cell.markup()) }
                }
            }
        }
    }
}

impl Cell {
    fn markup(&self) -> Markup {
        html! {
            @match &self.to {
                Some(to) => a.table__link href=(to) { (self.words) },
                None if self.words == NONE => span.table__none { (NONE) },
                None => (self.words),
            }
        }
    }
}

fn quoted(words: &str) -> String {
    // Thin spaces are for eyes only.
    let plain = words.replace('\u{202f}', "");
    let safe = if plain.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{plain}") } else { plain };
    format!("\"{}\"", safe.replace('"', "\"\""))
}
