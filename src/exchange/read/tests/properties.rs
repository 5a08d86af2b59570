//! No bytes make a reader panic: arbitrary bytes, and real files with holes, flipped bits and cut ends.

use proptest::prelude::*;

use super::fixtures::*;
use super::*;

fn small() -> Limits {
    Limits { cells: 20_000, columns: 64, inflated_bytes: 4 << 20, ..Limits::default() }
}

fn survive(bytes: &[u8]) {
    let _ = read("x", bytes, &small(), &mut Unwatched);
}

/// Small whole files of every form.
fn seeds() -> Vec<Vec<u8>> {
    let xls = [label(0, 0, "甲"), number(1, 1, 1, 45_000.0), record(0x00E5, &words(&[1, 0, 3, 0, 0]))].concat();
    vec![
        "姓名,电话\n\"a\"\"b\",1\n".as_bytes().to_vec(),
        encoding_rs::GB18030.encode("姓名;电话\n王;1\n").0.into_owned(),
        b"<table><tr><td rowspan=2 colspan=3>a&amp;<br>b<table><td>c</table><tr><th>d".to_vec(),
        b"<Workbook><Worksheet ss:Name='a'><Table><Row ss:Index='2'><Cell ss:MergeDown='3'><Data ss:Type='DateTime'>2024-01-05T00:00:00</Data></Cell></Row></Table></Worksheet></Workbook>".to_vec(),
        ole("Workbook", &biff8(&[], &[("表", 0, xls.clone())])),
        biff8(&[], &[("表", 0, xls)]),
    ]
}

/// Cuts the bytes off at a share and changes some at shares.
fn mutate(mut bytes: Vec<u8>, cut: f64, changes: &[(f64, u8)]) -> Vec<u8> {
    for (at, value) in changes {
        let at = (at * bytes.len() as f64) as usize;
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *value;
        }
    }
    bytes.truncate((cut * bytes.len() as f64).ceil() as usize);
    bytes
}

fn changes() -> impl Strategy<Value = (f64, Vec<(f64, u8)>)> {
    let cut = prop_oneof![Just(1.0), 0.0..1.0];
    (cut, prop::collection::vec((0.0..1.0, prop_oneof![any::<u8>(), Just(0xFF), Just(0)]), 0..12))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2_000), magic in 0_usize..8) {
        let magics: [&[u8]; 8] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"<table>", b"<Workbook>",
            b"\x09\x08\x10\x00\x00\x06", b"\xFF\xFE", b"sep=;\n"];
        survive(&[magics[magic], &bytes].concat());
    }

    #[test]
    fn mutated_files(seed in 0_usize..6, (cut, changes) in changes()) {
        survive(&mutate(seeds().swap_remove(seed), cut, &changes));
    }

    #[test]
    fn mutated_parts_of_xlsx(part in 0_usize..6, (cut, changes) in changes()) {
        let mut book = Book::of_sheet("<dimension ref=\"A1:B9\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
            <c r=\"B1\" s=\"1\"><v>45000.5</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A9\"/></mergeCells>");
        book.strings = "<si><t>甲</t></si>".to_owned();
        book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>".to_owned();
        let parts: Vec<(String, Vec<u8>)> = book.parts().into_iter().enumerate().map(|(index, (name, xml))| {
            (name, if index == part { mutate(xml.into_bytes(), cut, &changes) } else { xml.into_bytes() })
        }).collect();
        let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_slice())).collect();
        survive(&zipped(&entries));
    }

    #[test]
    fn mutated_archives((cut, changes) in changes()) {
        survive(&mutate(Book::of("<row><c><v>1</v></c></row>").bytes(), cut, &changes));
    }

    #[test]
    fn delimited_text_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-z,;\t\n\"中]{1,6}", 2..5), 1..20)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let Ok(file) = read("x", text.as_bytes(), &Limits::default(), &mut Unwatched) else { return Ok(()) };
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        prop_assert_eq!(file.sheets[0].rows().len(), filled.count());
    }
}
