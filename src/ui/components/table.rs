//! A table of a picture's data: shown under it, and handed over as CSV. Plain words; a cell may open a list.

use benyuan::{
    protocol::query::{Scope, Selection},
    route::Route,
    text::{Lang, Text},
};
use leptos::prelude::*;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    pub words: &'static str,
    pub number: bool,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    pub words: String,
    /// The list behind it.
    pub href: Option<String>,
}

impl Table {
    /// Text columns first, then the columns of numbers.
    pub fn new(lang: Lang, texts: &[Text], numbers: &[Text]) -> Self {
        let head = |words: &Text, number| Head { words: words.get(lang), number };
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
}

impl Cell {
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), href: None }
    }

    pub fn list(words: impl Into<String>, selection: Selection, scope: &Scope) -> Self {
        let href = Route::List { selection, scope: scope.clone() }.href();
        Self { words: words.into(), href: Some(href) }
    }
}

fn quoted(words: &str) -> String {
    // Thin spaces are for eyes only.
    let plain = words.replace('\u{202f}', "");
    let safe = if plain.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{plain}") } else { plain };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

#[component]
pub fn DataTable(table: Table) -> impl IntoView {
    let numbers: Vec<bool> = table.heads.iter().map(|head| head.number).collect();
    let heads = table.heads.into_iter().map(|head| {
        view! { <th scope="col" class:table__number=head.number>{head.words}</th> }
    });
    let heads = heads.collect_view();
    let rows = table.rows.into_iter().map(|row| {
        // A row that ends early says why in its last cell, across the rest.
        let (last, rest) = (row.len().saturating_sub(1), numbers.len().saturating_sub(row.len()));
        let cells = row.into_iter().zip(&numbers).enumerate().map(|(place, (cell, number))| {
            let wide = place == last && rest > 0;
            let span = if wide { rest + 1 } else { 1 };
            view! {
                <td colspan=span.to_string() class:table__number=*number && !wide class:hint=wide><CellView cell /></td>
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-scroll" tabindex="0">
            <table class="table">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn CellView(cell: Cell) -> impl IntoView {
    match cell.href {
        Some(href) => view! { <a class="table__link" href=href>{cell.words}</a> }.into_any(),
        None => cell.words.into_any(),
    }
}
