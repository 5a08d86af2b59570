//! HTML tables, mostly called .xls.

use encoding_rs::GB18030;

use super::*;
use crate::exchange::cell::{FileForm, TextEncoding};

#[track_caller]
fn check_table(inside: &str, drawing: &str) {
    check(format!("<table>{inside}</table>").as_bytes(), drawing);
}

#[test]
fn a_page_may_lie_about_its_encoding() {
    let page = "<html><meta charset=\"utf-8\"><table><tr><th>车架号</th></tr><tr><td>㐂</td></tr></table></html>";
    let bytes = GB18030.encode(page).0.into_owned();
    check(&bytes, "1: 车架号\n2: 㐂");
    assert_eq!((file(&bytes).form, file(&bytes).encoding), (FileForm::Html, Some(TextEncoding::Gb18030)));
}

#[test]
fn pages_begin_in_many_ways() {
    let table = "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>";
    for before in [
        "",
        "\u{feff}  \n",
        "<!-- c --><!DOCTYPE html>",
        "<?xml version='1.0'?>\n<html>",
        "<style>td{}</style>",
        "<meta http-equiv=x>",
        "Warning: 5\n<br>",
    ] {
        check(format!("{before}{table}").as_bytes(), "1: a\n2: b");
    }
}

#[test]
fn spans_repeat_down_and_leave_gaps_across() {
    check_table(
        "<tr><td rowspan=2>店</td><td colspan=2>一</td><td>二</td></tr><tr><td>x</td><td>y</td><td>z</td></tr>\
         <tr><td>p</td><td>q</td></tr>",
        "1: 店|一||二\n2: 店|x|y|z\n3: p|q",
    );
    check_table("<tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3", "1: a|1\n2: a|2\n3: a|3");
}

#[test]
fn unclosed_cells_and_rows_are_closed() {
    check_table("<tr><td>a<td>b<tr><td>c<td>d", "1: a|b\n2: c|d");
    check_table("<td>a<td>b<tr><td>c", "1: a|b\n2: c");
    check("<table><tr><td>a</td></tr><tr><td>b".as_bytes(), "1: a\n2: b");
}

#[test]
fn text_is_as_shown() {
    check_table(
        "<tr><td> a\n   b </td><td>&lt;&amp;&#20013;&yen;</td></tr><tr><td>x<br>y<br/></td><td>&nbsp;</td></tr>\
         <tr><td><b>m</b><i> n</i></td><td><script>no</script><style>no</style>yes</td></tr>",
        "1: a b|<&中¥\n2: x⏎y\n3: m n|yes",
    );
}

#[test]
fn empty_rows_count() {
    check_table("<tr></tr><tr><td>a</td></tr><tr><td></td></tr><tr><td>b</td></tr>", "2: a\n4: b");
}

#[test]
fn tables_in_cells_are_tables_of_their_own() {
    check_table("<tr><td>菜单<table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr>", "1: a\n2: b");
}

#[test]
fn several_tables_are_several_sheets() {
    let table = |a: &str| format!("<table><tr><td>{a}</td></tr><tr><td>{a}</td></tr></table>");
    let page = format!("<body>{}<table><tr><td>small</td></tr></table>{}</body>", table("x"), table("y"));
    let sheets = file(page.as_bytes()).sheets;
    assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(draw(&sheets[1]), "1: y\n2: y");
}

#[test]
fn a_page_without_rows_has_no_table() {
    assert_eq!(refusal(b"<html><body>Please log in</body></html>"), ReadError::NoTable);
    check_table("<tr><td>only</td><td>headers</td></tr>", "1: only|headers");
}

#[test]
fn a_watcher_sees_pages_go_by_and_may_stop() {
    struct Stop(Vec<u64>);
    impl Watch for Stop {
        fn progress(&mut self, done: u64, _total: u64) -> bool {
            self.0.push(done);
            self.0.len() < 4
        }
    }
    let page = format!("<table>{}", "<tr><td>a<td>b".repeat(50_000));
    let mut watch = Stop(Vec::new());
    assert_eq!(read("x", page.as_bytes(), &Limits::default(), &mut watch), Err(ReadError::Cancelled));
    assert!(watch.0.is_sorted_by(|a, b| a < b), "{:?}", watch.0);
}
