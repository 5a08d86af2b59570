//! The bytes, for ever: what is written today is read by every later program.

use super::*;

fn rows() -> Vec<Cells> {
    vec![
        vec![int(1, 1000), int(2, 7), text(3, "首保"), text(4, "甲"), text(5, "保养维修"), int(9, -1)],
        vec![int(1, 1255), int(2, 7), text(3, "首保"), text(4, ""), text(5, "事故")],
        vec![int(1, 1001), int(2, 7), text(3, "首保"), text(5, "保养维修")],
        vec![int(1, 1000), int(2, 7), text(3, "首保"), text(4, "b"), text(5, "事故"), int(9, 70_000)],
    ]
}

#[rustfmt::skip]
const PAGE: [&str; 15] = [
    "4243010004000600c20000001c000000", // head
    "0100010001000400a000000000000000e803000000000000", // entry of 1
    "0200010000000400a4000000000000000700000000000000", // entry of 2
    "0300030000000400a4000000010006000000000006000000", // entry of 3
    "0400020100010300a4000000000000000600000004000000", // entry of 4
    "0500030001010400aa000000020006000a00000012000000", // entry of 5
    "0900010104000200b100000000000000ffffffffffffffff", // entry of 9
    "00ff0100", // 1: above 1000
    "0b", // 4: presence
    "0003030304", // 4: offsets
    "000606", // 5: offsets less 6 a word
    "00010001", // 5: codes
    "09", // 9: presence
    "00000000000000000000000071110100", // 9: above -1
    "e9a696e4bf9de794b262e4bf9de585bbe7bbb4e4bfaee4ba8be69585", // texts of 3, 4 and 5
];

#[test]
fn a_page_of_each_encoding_is_these_bytes() {
    let bytes = bytes(&rows());
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, PAGE.concat());
    assert_eq!(all(&Page::open(bytes).unwrap()), rows());
}
