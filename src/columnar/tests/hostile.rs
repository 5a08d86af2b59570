//! Any bytes are refused, or a page whose every cell can be asked for.

use super::*;

/// Asks for everything, and a little more than there is.
fn visit(bytes: Vec<u8>) -> Option<Fault> {
    let page = match Page::open(bytes) {
        Ok(page) => page,
        Err(fault) => return Some(fault),
    };
    for (tag, _, column) in page.columns() {
        for row in (0..=page.len()).chain([u32::MAX]) {
            let text = page.text(column, row);
            assert!(row < page.len() || (text, page.int(column, row)) == (None, None));
        }
        assert_eq!(page.column(tag), Some(column));
    }
    page.rows().for_each(|row| drop(cells(row)));
    None
}

fn sample() -> Vec<Cells> {
    let row = |at: i64| {
        let mut cells = vec![int(1, at * 70_000), int(2, 3), text(3, "首保"), text(4, &format!("工单{at}"))];
        cells.retain(|(tag, _)| (at + i64::from(tag.0)) % 5 > 0);
        cells
    };
    (0..11).map(row).collect()
}

fn changes(bytes: &[u8], mut seen: impl FnMut(usize, Option<Fault>)) {
    for at in 0..bytes.len() {
        for value in 0..=u8::MAX {
            let mut changed = bytes.to_vec();
            changed[at] = value;
            seen(at, visit(changed));
        }
    }
}

#[test]
fn every_change_of_a_byte_is_refused_or_can_be_visited() {
    let mut refused = 0;
    changes(&bytes(&sample()), |_, fault| refused += usize::from(fault.is_some()));
    assert!(refused > 20_000, "{refused}");
}

#[test]
fn offsets_that_go_back_or_into_a_letter_and_codes_of_no_word_are_refused() {
    // Words of 3, 6 and 3 bytes: their offsets, less 3 for each word, behind head and entry; then a code a row.
    let rows: Vec<Cells> = (0..12).map(|row| vec![text(1, ["甲", "乙丙", "丁"][row % 3])]).collect();
    let bytes = bytes(&rows);
    let offsets = 16 + 24;
    assert_eq!(bytes[offsets..offsets + 7], [0, 0, 3, 3, 0, 1, 2]);
    for (at, value) in [(0, 3), (1, 1), (1, 4), (1, 9), (1, 255), (2, 2), (3, 0), (3, 6), (4, 3), (5, 255)] {
        let mut changed = bytes.clone();
        changed[offsets + at] = value;
        assert_eq!(visit(changed), Some(Fault::Damaged), "{at} {value}");
    }
}

#[test]
fn every_prefix_and_anything_behind_is_refused() {
    let mut bytes = bytes(&sample());
    for end in 0..bytes.len() {
        assert_eq!(visit(bytes[..end].to_vec()), Some(Fault::Damaged), "{end}");
    }
    bytes.push(b'a');
    assert_eq!(visit(bytes), Some(Fault::Damaged));
}

#[test]
fn what_a_newer_program_writes_is_too_new_and_never_damaged() {
    let newer = |at: usize, value: u8| {
        let mut bytes = bytes(&sample());
        bytes[at] = value;
        visit(bytes)
    };
    assert_eq!(newer(2, 2), Some(Fault::TooNew));
    assert_eq!(newer(3, 1), Some(Fault::TooNew));
    for entry in 0..4 {
        for encoding in [0, 4, 255] {
            assert_eq!(newer(16 + 24 * entry + 2, encoding), Some(Fault::TooNew));
        }
    }
    // Bodies of an encoding that is not known may stand anywhere.
    let mut bytes = bytes(&sample());
    bytes[16 + 2] = 4;
    bytes[16 + 8] ^= 1;
    assert_eq!(visit(bytes), Some(Fault::TooNew));
    assert_eq!(newer(0, b'X'), Some(Fault::Damaged));
    assert_eq!(newer(2, 0), Some(Fault::Damaged));
}

#[test]
fn texts_that_are_no_utf_8_are_refused() {
    let mut bytes = bytes(&[vec![text(1, "甲")]]);
    *bytes.last_mut().unwrap() = 0xFF;
    assert_eq!(visit(bytes), Some(Fault::Damaged));
}

proptest! {
    #[test]
    fn any_bytes_behind_a_head_can_be_taken(rows in 0_u16..9, columns in 0_u16..4, rest in proptest::collection::vec(0_u8..6, 0..160)) {
        let mut bytes = vec![b'B', b'C', 1, 0];
        bytes.extend(rows.to_le_bytes());
        bytes.extend(columns.to_le_bytes());
        bytes.extend(rest);
        visit(bytes);
    }

    #[test]
    fn several_changes_are_refused_or_can_be_visited(rows in rows(12), changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..4)) {
        let mut bytes = bytes(&rows);
        for (at, value) in changes {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        visit(bytes);
    }
}
