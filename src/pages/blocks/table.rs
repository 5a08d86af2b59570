//! A table of data: shown, sorted by any of its columns, and handed over as CSV. Plain words; a cell may open a list.

use crate::{
    protocol::{
        query::{Scope, Selection},
        view::Proportion,
    },
    route::Route,
    text::{
        Lang, Text, columns,
        numbers::{decimal, interval, percent, ungrouped},
    },
};
use maud::{Markup, html};

const NONE: &str = "·";

#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    lang: Lang,
    heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
    /// The row for all together; it stays last in every order.
    pub total: Option<Vec<Cell>>,
    /// The row that the title above the table is about.
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
    /// Shown more quietly after the words, such as their interval.
    aside: String,
    /// The list that the cell opens.
    to: Option<Route>,
    /// The sort key, if it is not the number at the start of the words.
    key: Option<f64>,
    /// The file's values instead of the words: each goes under the column's head plus an ending of its own.
    filed: Vec<(Text, String)>,
    is_strong: bool,
    /// Whether the base is too small for more than an indication.
    is_small: bool,
}

impl Cell {
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// "Nobody", for a table with many such cells.
    pub fn none() -> Self {
        Self::plain(NONE)
    }

    pub fn list(words: impl Into<String>, selection: Selection, scope: &Scope) -> Self {
        Self { to: Some(Route::list(selection, scope)), ..Self::plain(words) }
    }

    /// A cell that opens a page other than a list.
    pub fn leading(words: impl Into<String>, to: Route) -> Self {
        Self { to: Some(to), ..Self::plain(words) }
    }

    /// A share with its interval.
    pub fn share(value: Proportion, selection: Selection, scope: &Scope) -> Self {
        let cell = Self::list(percent(value.share()), selection, scope).keyed(value.share());
        let mut filed = vec![(columns::PERCENT, hundred(value.share()))];
        filed.extend(of_interval(value));
        Self { aside: interval(value), filed, is_small: value.is_small(), ..cell }
    }

    /// A share alone.
    pub fn percent(share: f64) -> Self {
        Self::plain(percent(share)).keyed(share).filed(vec![(columns::PERCENT, hundred(share))])
    }

    /// The interval of a share, without the share.
    pub fn interval(value: Proportion) -> Self {
        Self::plain(interval(value)).filed(of_interval(value))
    }

    pub fn filed(self, filed: Vec<(Text, String)>) -> Self {
        Self { filed, ..self }
    }

    /// For a list that looks at something else than its page does.
    pub fn opened_from(self, page: &Scope) -> Self {
        match self.to {
            Some(Route::List { selection, scope, .. }) => {
                Self { to: Some(Route::list_of(selection, page, scope)), ..self }
            }
            _ => self,
        }
    }

    pub fn keyed(self, key: f64) -> Self {
        Self { key: Some(key), ..self }
    }

    pub fn beside(self, aside: String) -> Self {
        Self { aside, ..self }
    }

    pub fn small(self, is_small: bool) -> Self {
        Self { is_small, ..self }
    }

    pub fn strong(self, is_strong: bool) -> Self {
        Self { is_strong, ..self }
    }
}

impl Table {
    /// Text columns first, then number columns.
    pub fn new(lang: Lang, texts: &[Text], numbers: &[Text]) -> Self {
        let head = |words: &Text, is_number| Head { words: words.get(lang), is_number };
        let texts = texts.iter().map(|words| head(words, false));
        let numbers = numbers.iter().map(|words| head(words, true));
        Self { lang, heads: texts.chain(numbers).collect(), rows: Vec::new(), total: None, marked: None }
    }

    /// For a file: the heads, and the lines with one value per head.
    pub fn filed(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let lines = || self.rows.iter().chain(&self.total);
        // In the file, a column becomes as many columns as its fullest cell has values.
        let endings: Vec<Vec<Text>> = (0..self.heads.len())
            .map(|at| {
                let fullest = lines().filter_map(|row| row.get(at)).max_by_key(|cell| cell.filed.len());
                let endings: Vec<Text> =
                    fullest.iter().flat_map(|cell| &cell.filed).map(|(ending, _)| *ending).collect();
                if endings.is_empty() { vec![columns::WHOLE] } else { endings }
            })
            .collect();
        let named = |(head, endings): (&Head, &Vec<Text>)| {
            let name = |ending: &Text| format!("{}{}", head.words, ending.get(self.lang));
            endings.iter().map(name).collect::<Vec<_>>()
        };
        let line = |row: &Vec<Cell>| {
            let cells = self.heads.iter().zip(&endings).enumerate();
            cells.flat_map(|(at, (head, endings))| file_cells(row.get(at), head.is_number, endings.len())).collect()
        };
        (self.heads.iter().zip(&endings).flat_map(named).collect(), lines().map(line).collect())
    }

    /// `id`: unique in a page; the page remembers under it how the table is sorted.
    pub fn markup(&self, id: &str) -> Markup {
        self.of_heads(Some(id), |head| sort_head(head.words, head.is_number))
    }

    /// A table on paper cannot be sorted.
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

    /// The last cell of a short row spans the rest; it says why the row is short.
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

/// The head of a sortable column.
pub fn sort_head(words: &str, is_number: bool) -> Markup {
    html! {
        th.table__number[is_number] scope="col" aria-sort="none" { button.table__sort data-sorts { (words) } }
    }
}

impl Cell {
    fn markup(&self) -> Markup {
        let words = html! {
            @if self.is_strong { b { (self.words) } }
            @else if self.is_small { span.table__small { (self.words) } }
            @else { (self.words) }
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

    /// The sort key, if it cannot be read from the words.
    fn sorted_by(&self, is_number: bool) -> Option<String> {
        if let Some(key) = self.key {
            return Some(format!("{key:.4}"));
        }
        let plain = ungrouped(&self.words).replace('−', "-");
        (is_number && plain != self.words).then_some(plain)
    }
}

fn file_cells(cell: Option<&Cell>, is_number: bool, width: usize) -> Vec<String> {
    let mut values: Vec<String> = match cell {
        Some(cell) if cell.filed.is_empty() => vec![if is_number { number(&cell.words) } else { cell.words.clone() }],
        Some(cell) => cell.filed.iter().map(|(_, value)| value.clone()).collect(),
        None => Vec::new(),
    };
    values.resize(width, String::new());
    values
}

/// A number as machines read it: without marks between digits; empty if there is none.
fn number(words: &str) -> String {
    match words {
        NONE => "0".to_owned(),
        "–" => String::new(),
        words => ungrouped(words).replace('−', "-").trim_start_matches('+').to_owned(),
    }
}

/// A share in hundredths, to a tenth: 34.2.
pub fn hundred(share: f64) -> String {
    decimal(share * 100.0)
}

fn of_interval(value: Proportion) -> Vec<(Text, String)> {
    vec![(columns::LOW_PERCENT, hundred(value.low)), (columns::HIGH_PERCENT, hundred(value.high))]
}

/// The ends of an interval that is not a share's; empty if there is none.
pub fn of_range(interval: Option<(f64, f64)>) -> Vec<(Text, String)> {
    let end = |of: fn((f64, f64)) -> f64| interval.map_or(String::new(), |interval| decimal(of(interval)));
    vec![(columns::LOW, end(|(low, _)| low)), (columns::HIGH, end(|(_, high)| high))]
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

    /// One value per cell: a share with its interval takes three columns, and no cell is for human readers only.
    #[test]
    fn a_file_has_a_value_a_cell() {
        let mut table = Table::new(Lang::Zh, &[text("名", "Name")], &[text("率", "Rate"), text("数", "n")]);
        let share = Proportion { k: 138, n: 403, low: 0.2975, high: 0.39 };
        let scope = Scope::default();
        table.rows = vec![
            vec![Cell::plain("a"), Cell::share(share, Selection::Everybody, &scope), Cell::plain("1,938")],
            vec![Cell::plain("b"), Cell::plain("–"), Cell::plain("−3")],
            vec![Cell::plain("c"), Cell::plain("为什么")],
            vec![Cell::plain("d"), Cell::plain("–"), Cell::none()],
        ];
        let (heads, lines) = table.filed();
        assert_eq!(heads, ["名", "率（%）", "率下限（%）", "率上限（%）", "数"]);
        assert_eq!(lines[0], ["a", "34.2", "29.8", "39", "1938"]);
        assert_eq!(lines[1], ["b", "", "", "", "-3"]);
        assert_eq!(lines[2], ["c", "为什么", "", "", ""]);
        assert_eq!(lines[3], ["d", "", "", "", "0"]);
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
        let (heads, lines) = table.filed();
        assert_eq!(
            (heads, lines.last().cloned()),
            (vec!["Name".to_owned(), "n".to_owned()], Some(vec!["all".into(), "3".into()]))
        );
    }
}
