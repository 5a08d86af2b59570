//! What was written is read; copying changes nothing, in columns that nobody knows either.

use super::*;

#[track_caller]
fn check(rows: &[Cells]) {
    let page = page(rows);
    assert_eq!(all(&page), rows);
    assert_eq!(page.len() as usize, rows.len());
}

#[test]
fn few_rows_come_back() {
    check(&[]);
    check(&[vec![]]);
    check(&[vec![int(7, i64::MIN)]]);
    check(&[vec![int(7, i64::MIN)], vec![], vec![int(7, i64::MAX)]]);
    check(&[vec![text(1, "")], vec![], vec![text(1, "本源"), text(2, "")]]);
}

/// Of the first entry of a page.
const ENCODING: usize = 16 + 2;
const WIDTH: usize = 16 + 4;
const OFFSET_WIDTH: usize = 16 + 5;

#[test]
fn integers_take_the_smallest_width_that_holds_their_reach() {
    let widths = [(0, 0), (1, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), (u32::MAX.into(), 4), (1 << 32, 8)];
    for (reach, width) in widths.into_iter().chain([(i64::MAX, 8)]) {
        for rows in
            [[vec![int(1, -5)], vec![], vec![int(1, reach - 5)]], [vec![int(1, -reach)], vec![], vec![int(1, 0)]]]
        {
            check(&rows);
            assert_eq!(bytes(&rows)[WIDTH], width, "{reach}");
        }
    }
}

#[test]
fn offsets_take_the_smallest_width_that_holds_what_is_above_the_step() {
    for (length, width) in [(1, 0), (2, 1), (256, 1), (257, 2), (65_536, 2), (65_537, 4)] {
        let rows = [vec![text(1, "b")], vec![text(1, &"a".repeat(length))]];
        check(&rows);
        assert_eq!(bytes(&rows)[OFFSET_WIDTH], width, "{length}");
    }
    // A step has two bytes, too.
    check(&[vec![text(1, &"a".repeat(70_000))], vec![text(1, &"b".repeat(70_000))]]);
}

#[test]
fn words_of_any_number_come_back() {
    for (words, encoding) in [(1, 3), (2, 3), (256, 3), (257, 3), (20_000, 3), (MOST_ROWS, 2)] {
        let word = |row: u32| vec![text(3, &format!("词{}", row % words))];
        let rows: Vec<Cells> = (0..MOST_ROWS.min(words * 3)).map(word).collect();
        check(&rows);
        assert_eq!(bytes(&rows)[ENCODING], encoding, "{words}");
    }
}

#[test]
fn a_full_page_takes_no_row_and_no_value() {
    let mut writer = PageWriter::new();
    for row in 0..MOST_ROWS {
        assert!(writer.begin_row());
        writer.int(Tag(1), row.into());
    }
    assert!(!writer.begin_row());
    writer.int(Tag(1), -1);
    let page = Page::open(writer.finish()).unwrap();
    let column = page.column(Tag(1)).unwrap();
    assert!((0..MOST_ROWS).all(|row| page.int(column, row) == Some(row.into())));
    assert_eq!(page.int(column, MOST_ROWS), None);
}

#[test]
fn a_tag_has_one_type_and_a_row_one_value_of_it() {
    let mut writer = PageWriter::new();
    writer.int(Tag(1), 1);
    write(&mut writer, &[int(1, 2), int(1, 3), text(1, "x"), int(u16::MAX, 1)]);
    assert_eq!(all(&Page::open(writer.finish()).unwrap()), [[int(1, 3)]]);
    write(&mut writer, &[text(1, "x")]);
    assert_eq!(all(&Page::open(writer.finish()).unwrap()), [[text(1, "x")]]);
}

#[test]
fn columns_that_are_not_known_survive_a_change() {
    let newer = page(&[vec![text(1, "张伟"), int(9, 4), text(10, "")], vec![text(1, "王芳"), text(10, "新")]]);
    let mut writer = PageWriter::new();
    for row in newer.rows() {
        writer.begin_row();
        writer.copy_row(row, |tag| tag != Tag(1));
        writer.text(Tag(1), "李娜");
    }
    let changed = Page::open(writer.finish()).unwrap();
    assert_eq!(all(&changed), [vec![text(1, "李娜"), int(9, 4), text(10, "")], vec![text(1, "李娜"), text(10, "新")]]);
}

proptest! {
    #[test]
    fn rows_come_back(rows in rows(40)) {
        prop_assert_eq!(all(&page(&rows)), rows);
    }

    #[test]
    fn equal_rows_are_equal_bytes(rows in rows(40), other in rows(10)) {
        let expected = bytes(&rows);
        // In another order of tags, by a writer that has written something else.
        let mut writer = PageWriter::new();
        other.iter().for_each(|cells| write(&mut writer, cells));
        writer.finish();
        for cells in &rows {
            write(&mut writer, &cells.iter().rev().cloned().collect::<Vec<_>>());
        }
        prop_assert_eq!(writer.finish(), &expected[..]);
        // Copied from what was read.
        let page = page(&rows);
        for row in page.rows() {
            writer.begin_row();
            writer.copy_row(row, |_| true);
        }
        prop_assert_eq!(writer.finish(), expected);
    }

    #[test]
    fn copies_leave_out_what_they_are_told(rows in rows(20), except in 0_u16..6) {
        let page = page(&rows);
        let mut writer = PageWriter::new();
        for row in page.rows() {
            writer.begin_row();
            writer.copy_row(row, |tag| tag != Tag(except));
        }
        let left: Vec<Cells> = rows.iter().map(|row| row.iter().filter(|cell| cell.0 != Tag(except)).cloned().collect()).collect();
        prop_assert_eq!(all(&Page::open(writer.finish()).unwrap()), left);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn whole_pages_come_back(rows in rows(1025)) {
        prop_assert_eq!(all(&page(&rows)), rows);
    }
}
