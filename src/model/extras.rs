//! Columns of a file that no field needs, kept under the file's own headers. A row has the headers of its file's columns as one text,
//! which a page holds once, and the value of each in a column of its own: the meaning of those columns is the row's list of headers. So
//! files with other columns stand side by side in a page, and no number has to be agreed on between devices.

use crate::columnar::{PageWriter, Row as Cursor, Tag};

/// The list of headers, in the order of the value columns.
const HEADERS: Tag = Tag(0x3FFF);
const FIRST: u16 = 0x4000;
/// How many such columns a file can have.
pub const MOST: usize = 1024;
const BETWEEN: char = '\u{1f}';

/// The column of a value, by its header's place in the list.
fn column(place: usize) -> Tag {
    Tag(FIRST.saturating_add(place as u16))
}

/// Whether a column holds an extra value, or the headers of them.
pub fn is_extra(tag: Tag) -> bool {
    tag >= HEADERS && tag < Tag(FIRST + MOST as u16)
}

/// A file's headers as its rows keep them: single spaces, each once.
pub fn headers<'a>(of: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for header in of.into_iter().take(MOST) {
        let is_end = |letter: char| letter.is_whitespace() || letter.is_control();
        let words: Vec<&str> = header.split(is_end).filter(|word| !word.is_empty()).collect();
        let plain = words.join(" ");
        let mut name = plain.clone();
        let mut nth = 2;
        while headers.contains(&name) {
            name = format!("{plain} ({nth})");
            nth += 1;
        }
        headers.push(name);
    }
    headers
}

/// The headers as one text.
pub fn list(headers: &[String]) -> String {
    headers.join("\u{1f}")
}

/// Values of a row that is read, each with its header's place in the list: one text for all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Values {
    text: String,
    /// Each value's place, and where it ends in the text.
    ends: Vec<(usize, usize)>,
}

impl Values {
    pub fn push(&mut self, place: usize, value: &str) {
        self.text.push_str(value);
        self.ends.push((place, self.text.len()));
    }

    pub fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut from = 0;
        self.ends.iter().map(move |&(place, end)| (place, &self.text[std::mem::replace(&mut from, end)..end]))
    }
}

/// Puts values into the page's present row, each with its header's place in the list; of no value nothing is put.
pub fn put<'a>(page: &mut PageWriter, list: &str, values: impl IntoIterator<Item = (usize, &'a str)>) {
    let mut is_first = true;
    for (place, value) in values.into_iter().filter(|(place, _)| *place < MOST) {
        if std::mem::take(&mut is_first) {
            page.text(HEADERS, list);
        }
        page.text(column(place), value);
    }
}

/// What a row says in such columns, each with its header.
pub fn of(row: Cursor<'_>) -> impl Iterator<Item = (&str, &str)> {
    (0..MOST)
        .zip(list_of(row).into_iter().flat_map(headers_in))
        .filter_map(move |(place, header)| Some((header, row.text(column(place))?)))
}

/// The headers of a row's file, also of columns in which the row says nothing, as one text. `None`: the row says nothing in any.
pub fn list_of(row: Cursor<'_>) -> Option<&str> {
    row.text(HEADERS)
}

/// The headers of a list.
pub fn headers_in(list: &str) -> impl Iterator<Item = &str> {
    list.split(BETWEEN)
}

/// What a row says in the columns of a list of so many headers, each with its header's place.
pub fn values(row: Cursor<'_>, headers: usize) -> impl Iterator<Item = (usize, &str)> {
    (0..headers.min(MOST)).filter_map(move |place| Some((place, row.text(column(place))?)))
}

/// What two versions of a row come to.
#[derive(PartialEq, Debug)]
pub struct Overlaid {
    /// The headers of both.
    list: String,
    values: Values,
}

impl Overlaid {
    pub fn put(&self, page: &mut PageWriter) {
        put(page, &self.list, self.values.iter());
    }
}

/// What the newer version says in the columns that its file has, blank or not, and what else the older one says. `None`: the same as
/// the older one. `given`: the headers of the newer one's file.
pub fn overlaid(before: Cursor<'_>, newer: Cursor<'_>, given: &[String]) -> Option<Overlaid> {
    let is_given = |header: &str| given.iter().any(|one| one == header);
    let mut said: Vec<(&str, &str)> = of(before).filter(|(header, _)| !is_given(header)).collect();
    let kept = said.len();
    said.extend(of(newer).filter(|(header, _)| is_given(header)));
    let is_same = of(before).count() == said.len() && said[kept..].iter().all(|one| of(before).any(|old| old == *one));
    if is_same {
        return None;
    }
    let mut headers: Vec<&str> = list_of(before).into_iter().flat_map(headers_in).collect();
    let new: Vec<&str> = given.iter().map(String::as_str).filter(|header| !headers.contains(header)).collect();
    headers.extend(new);
    let mut values = Values::default();
    for (header, value) in said {
        let place = headers.iter().position(|one| *one == header);
        place.into_iter().for_each(|place| values.push(place, value));
    }
    Some(Overlaid { list: headers.join("\u{1f}"), values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columnar::Page;

    /// Headers of a row's file, and its values.
    type Line<'a> = (&'a [&'a str], &'a [(usize, &'a str)]);

    fn page(rows: &[Line]) -> Page {
        let mut page = PageWriter::new();
        for (of, values) in rows {
            page.begin_row();
            page.int(Tag(0), 1);
            put(&mut page, &list(&headers(of.iter().copied())), values.iter().copied());
        }
        Page::open(page.finish()).unwrap()
    }

    fn pairs(row: Cursor) -> Vec<(String, String)> {
        of(row).map(|(header, value)| (header.to_owned(), value.to_owned())).collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(header, value)| ((*header).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn rows_of_files_with_other_columns_stand_side_by_side() {
        let page = page(&[(&["甲", "乙"], &[(1, "二")]), (&["丙"], &[(0, "三")]), (&["甲"], &[])]);
        let rows: Vec<_> = page.rows().map(pairs).collect();
        assert_eq!(rows, [owned(&[("乙", "二")]), owned(&[("丙", "三")]), vec![]]);
    }

    #[test]
    fn a_header_is_named_once() {
        assert_eq!(headers(["备注", " 备\u{1f}注 ", "备注", "行 驶\n证"]), ["备注", "备 注", "备注 (2)", "行 驶 证"]);
    }

    #[test]
    fn a_newer_file_speaks_of_its_own_columns_alone() {
        let page = page(&[
            (&["甲", "乙", "丙"], &[(0, "一"), (1, "二"), (2, "三")]),
            (&["乙", "丙"], &[(0, "五")]),
            (&["丙", "甲"], &[(0, "三"), (1, "一")]),
        ]);
        let row = |at| page.row(at).unwrap();
        let come_to = |before: Cursor, newer: Cursor, given: &[&str]| {
            let overlaid = overlaid(before, newer, &headers(given.iter().copied()))?;
            let mut page = PageWriter::new();
            page.begin_row();
            overlaid.put(&mut page);
            Some(pairs(Page::open(page.finish()).unwrap().row(0).unwrap()))
        };
        assert_eq!(come_to(row(0), row(1), &["乙", "丙"]), Some(owned(&[("甲", "一"), ("乙", "五")])));
        assert_eq!(come_to(row(0), row(2), &["丙", "甲"]), None, "the same values in another order");
        assert_eq!(come_to(row(0), Cursor::blank(), &[]), None);
        assert_eq!(come_to(row(1), Cursor::blank(), &["乙"]), Some(vec![]), "blank now");
        assert_eq!(come_to(Cursor::blank(), row(1), &["乙", "丙"]), Some(owned(&[("乙", "五")])));
    }
}
