//! Entries as bytes: round trips, damage, and what a newer program wrote.

use super::*;
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

fn stamps() -> impl Strategy<Value = Stamp> {
    (0..Stamp::MOST_MS, any::<u16>(), any::<u32>()).prop_map(|(ms, count, device)| Stamp { ms, count, device })
}

fn values() -> impl Strategy<Value = crate::ledger::Value> {
    prop_oneof![any::<i64>().prop_map(Value::Int), any::<String>().prop_map(Value::Text)]
}

fn ops() -> impl Strategy<Value = Op> {
    let row = || any::<u64>().prop_map(RowId);
    let tag = || any::<u16>().prop_map(Tag);
    let seen = || prop::collection::vec(stamps(), 0..3).prop_map(Seen::of);
    let value = || prop::option::of(values());
    let cells = prop::collection::vec((tag(), values()), 0..5);
    prop_oneof![
        (row(), any::<u16>(), cells).prop_map(|(record, kind, cells)| Op::Put { record, kind, cells }),
        (row(), tag(), value(), value(), seen()).prop_map(|(record, tag, before, after, seen)| Op::Set {
            record,
            tag,
            before,
            after,
            seen
        }),
        (row(), seen()).prop_map(|(record, seen)| Op::Drop { record, seen }),
        row().prop_map(|record| Op::Keep { record }),
        (row(), row()).prop_map(|(one, other)| Op::Join { one, other }),
        (row(), row()).prop_map(|(one, other)| Op::Part { one, other }),
        any::<u32>().prop_map(|batch| Op::Batch { batch }),
        any::<u32>().prop_map(|batch| Op::Retract { batch }),
        any::<u32>().prop_map(|batch| Op::Restore { batch }),
        row().prop_map(|record| Op::Erase { record }),
        (10u16.., any::<Vec<u8>>()).prop_map(|(number, bytes)| Op::Unknown { number, bytes }),
    ]
}

fn entries() -> impl Strategy<Value = Entry> {
    let act = any::<u16>().prop_map(Act::of_number);
    let parts = (stamps(), any::<String>(), act, prop::option::of(stamps()), prop::collection::vec(ops(), 0..5));
    parts.prop_map(|(stamp, who, act, undoes, ops)| Entry { stamp, who, act, undoes, ops })
}

proptest! {
    #[test]
    fn an_entry_comes_back(entry in entries()) {
        let bytes = entry.encode().unwrap();
        let read = Entry::decode(&bytes).unwrap();
        prop_assert_eq!(&read, &entry);
        prop_assert_eq!(read.encode().unwrap(), bytes);
    }

    #[test]
    fn every_changed_byte_is_noticed(entry in entries(), change in 1u8..) {
        let bytes = entry.encode().unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= change;
            prop_assert_eq!(Entry::decode(&changed), Err(Fault::Damaged));
        }
    }

    #[test]
    fn cut_bytes_are_damaged(entry in entries()) {
        let bytes = entry.encode().unwrap();
        for end in 0..bytes.len() {
            prop_assert_eq!(Entry::decode(&bytes[..end]), Err(Fault::Damaged));
        }
    }

    /// The hash is right, so the reader itself is tried; what it takes for an entry, it writes back as an entry.
    #[test]
    fn any_bytes_are_read_without_a_panic(mut bytes: Vec<u8>) {
        let _ = Entry::decode(&bytes);
        bytes.insert(0, 1);
        if let Ok(entry) = Entry::decode(&sealed(bytes)) {
            prop_assert_eq!(Entry::decode(&entry.encode().unwrap()), Ok(entry));
        }
    }

    /// A good entry with a few bytes changed and sealed anew gets deeper into the reader.
    #[test]
    fn changed_bytes_are_read_without_a_panic(
        entry in entries(),
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = entry.encode().unwrap();
        bytes.truncate(bytes.len() - 8);
        for (place, byte) in changes {
            let place = 1 + place % (bytes.len() - 1);
            bytes[place] = byte;
        }
        if let Ok(entry) = Entry::decode(&sealed(bytes)) {
            prop_assert_eq!(Entry::decode(&entry.encode().unwrap()), Ok(entry));
        }
    }
}

fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = xxh3_64(&bytes);
    bytes.extend(hash.to_le_bytes());
    bytes
}

/// Written out by hand: stamp, act 9 000, nobody, undoes nothing; a keep, and operation 300 with three bytes.
#[test]
fn what_a_newer_program_wrote_stays_as_it_is() {
    let keep = [&[3, 8][..], &ROW.0.to_le_bytes()].concat();
    let bytes = sealed([&[1, 5, 0, 2, 0xa8, 0x46, 0, 0, 2][..], &keep, &[0xac, 2, 3, 7, 8, 9]].concat());
    let entry = Entry::decode(&bytes).unwrap();
    assert_eq!(entry.act, Act::Unknown(9_000));
    assert_eq!(entry.ops, [Op::Keep { record: ROW }, Op::Unknown { number: 300, bytes: vec![7, 8, 9] }]);
    assert_eq!(entry.encode().unwrap(), bytes);
    assert_eq!(fold([&entry]).known().collect::<Vec<_>>(), [ROW]);
}

/// A value of an unknown sort (9) in a set, and a keep that is longer: both are the newer program's.
#[test]
fn a_known_operation_of_another_shape_stays_as_it_is() {
    let row = ROW.0.to_le_bytes();
    let value = [&[1, 12][..], &row, &[1, 9, 0, 0]].concat();
    let longer = [&[3, 9][..], &row, &[1]].concat();
    let bytes = sealed([&[1, 5, 0, 2, 0, 0, 0, 2][..], &value, &longer].concat());
    let entry = Entry::decode(&bytes).unwrap();
    assert!(entry.ops.iter().all(|op| matches!(op, Op::Unknown { .. })), "{entry:?}");
    assert_eq!(entry.encode().unwrap(), bytes);
}

#[test]
fn another_format_is_newer() {
    let mut bytes = entry(at(5, 2), Vec::new()).encode().unwrap();
    bytes.truncate(bytes.len() - 8);
    bytes[0] = 2;
    assert_eq!(Entry::decode(&sealed(bytes.clone())), Err(Fault::TooNew));
    bytes[0] = 0;
    assert_eq!(Entry::decode(&sealed(bytes)), Err(Fault::Damaged));
}

#[test]
fn what_would_come_back_as_something_else_is_not_written() {
    let number = |act| Entry { act, ..entry(at(5, 2), Vec::new()) };
    assert_eq!(number(Act::Unknown(3)).encode(), Err(Fault::NotEncoded));
    let unknown = Op::Unknown { number: 3, bytes: ROW.0.to_le_bytes().to_vec() };
    assert_eq!(entry(at(5, 2), vec![unknown]).encode(), Err(Fault::NotEncoded));
    assert_eq!(entry(at(Stamp::MOST_MS, 2), Vec::new()).encode(), Err(Fault::NotEncoded));
}

#[test]
fn a_follow_up_takes_about_150_bytes() {
    let note = "客户本周末来店试驾并带家人看车等优惠答复";
    assert_eq!(note.chars().count(), 20);
    let numbers = [1_796_000_000, 3, 1, 0, 20_789, 15, 2, 1].into_iter().zip(101..);
    let mut cells: Vec<_> = numbers.map(|(number, tag)| (Tag(tag), Value::Int(number))).collect();
    cells.extend([(Tag(109), Value::Text(note.to_owned())), (Tag(110), Value::Text("李娜".to_owned()))]);
    let stamp = Stamp { ms: 1_796_000_000_000, count: 3, device: 0xdead_beef };
    let ops = vec![Op::Put { record: ROW, kind: 21, cells }];
    let entry = Entry { stamp, who: "王小明".to_owned(), act: Act::FollowUp, undoes: None, ops };
    let bytes = entry.encode().unwrap().len();
    assert_eq!(bytes, 148);
}
