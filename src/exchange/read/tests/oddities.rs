//! Workbooks that Excel opens although something in or beside their cells is missing, odd or broken.

use super::fixtures::*;
use super::*;

fn utf16(xml: &str, big: bool) -> Vec<u8> {
    let xml = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{xml}");
    xml.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// The book with parts changed, or left out if the change returns nothing.
fn changed(book: &Book, change: impl Fn(&str, String) -> Option<Vec<u8>>) -> Vec<u8> {
    let parts = book.parts().into_iter();
    let parts: Vec<(String, Vec<u8>)> =
        parts.filter_map(|(name, xml)| Some((name.clone(), change(&name, xml)?))).collect();
    let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&entries)
}

fn replaced(book: &Book, part: &str, from: &str, to: &str) -> Vec<u8> {
    changed(book, |name, xml| Some(if name == part { xml.replace(from, to) } else { xml }.into_bytes()))
}

fn two_sheets(second: &str) -> Book {
    let mut book = Book::of("<row><c><v>1</v></c></row>");
    book.sheets.push(("旁", "visible", format!("<sheetData>{second}</sheetData>")));
    book
}

#[test]
fn cells_and_rows_without_their_place_follow_one_another() {
    let numbered = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c><v>2</v></c><c r=\"E1\"><v>3</v></c><c><v>4</v></c></row>";
    let bare = "<row><c><v>5</v></c></row><row r=\"0\"><c r=\"A0\"><v>6</v></c><c r=\"0\"><v>7</v></c><c r=\"\"><v>8</v></c></row>";
    let later =
        "<row r=\"7\"><c r=\"C\"><v>9</v></c></row><row><c r=\"B9\"><v>10</v></c></row><row><c><v>11</v></c></row>";
    let drawing = "1: #1|#2|||#3|#4\n2: #5\n3: #6|#7|#8\n7: ||#9\n9: |#10\n10: #11";
    check(&Book::of(&[numbered, bare, later].concat()).bytes(), drawing);
}

#[test]
fn wrong_dimensions_say_nothing() {
    for dimension in ["ref=\"A1\"", "ref=\"1:4\"", "ref=\"\"", "ref=\"XFD1:A\"", ""] {
        let sheet = format!("<dimension {dimension}/><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>");
        check(&Book::of_sheet(&sheet).bytes(), "1: #1|#2");
    }
}

#[test]
fn odd_types_and_values_are_kept_as_they_are() {
    let book = Book::of(
        "<row><c t=\"new\"><v>x</v></c><c t=\"n\"><v>y</v></c><c t=\"b\"><v>true</v></c><c t=\"b\"><v>no</v></c>\
         <c t=\"s\"/><c t=\"inlineStr\"><v>z</v></c><c s=\"99\"><v> 7 </v><extLst><ext/></extLst></c></row>",
    );
    check(&book.bytes(), "1: x|y|?true|no||z|#7");
}

#[test]
fn parts_in_utf16_are_read() {
    let mut book = Book::of(
        "<row><c t=\"s\"><v>0</v></c><c t=\"str\"><v>内</v></c></row><row><c/><c t=\"str\"><v>文</v></c></row>",
    );
    book.sheets[0].2 += "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    book.strings = "<si><t>共享</t></si>".to_owned();
    for big in [false, true] {
        let bytes = changed(&book, |_, xml| Some(utf16(&xml, big)));
        check(&bytes, "1: 共享|内\n2: 共享|文");
        assert_eq!(file(&bytes).sheets[0].name, "表");
    }
}

#[test]
fn a_hidden_sheet_without_a_part_is_hidden_all_the_same() {
    let mut book = two_sheets("");
    book.sheets[1].1 = "hidden";
    for (from, to) in [("r:id=\"rId2\"", "r:id=\"\""), ("r:id=\"rId2\"", ""), ("rId2", "rId9")] {
        let bytes = replaced(&book, "xl/workbook.xml", from, to);
        check(&bytes, "1: #1");
        assert_eq!(file(&bytes).hidden_sheets, ["旁"]);
    }
    let bytes = changed(&book, |name, xml| (!name.ends_with("sheet2.xml")).then(|| xml.into_bytes()));
    check(&bytes, "1: #1");
}

#[test]
fn sheets_that_are_no_tables_are_passed_over() {
    let book = two_sheets("<row><c><v>2</v></c></row>");
    for kind in ["xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "chartsheet"] {
        let bytes = replaced(
            &book,
            "xl/_rels/workbook.xml.rels",
            "/worksheet\" Target=\"worksheets/sheet2",
            &format!("/{kind}\" Target=\"worksheets/sheet2"),
        );
        check(&bytes, "1: #1");
    }
}

#[test]
fn damage_beside_the_sheets_harms_nobody() {
    let book = Book::of("<row><c><v>1</v></c></row>");
    let mut parts: Vec<(String, Vec<u8>)> =
        book.parts().into_iter().map(|(name, xml)| (name, xml.into_bytes())).collect();
    parts.push(("docProps/thumbnail.wmf".to_owned(), b"picture of a workbook".repeat(40)));
    let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut bytes = zipped(&entries);
    let at = bytes.windows(14).position(|name| name == b"/thumbnail.wmf").unwrap() + 20;
    bytes[at] ^= 0x55;
    check(&bytes, "1: #1");
}

#[test]
fn a_cell_out_of_bounds_costs_its_own_sheet_alone() {
    let bytes = two_sheets("<row><c r=\"B1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>").bytes();
    check(&bytes, "1: #1");
    let error = ReadError::TooManyColumns { sheet: "旁".into(), row: 1, column: 16_384, limit: 512 };
    assert_eq!(file(&bytes).unread_sheets, [error]);
    // Spaces far out are ignored.
    let bytes = Book::of("<row><c><v>1</v></c><c r=\"XFD1\" t=\"str\"><v> </v></c></row>").bytes();
    check(&bytes, "1: #1");
    assert_eq!(file(&bytes).unread_sheets, []);
}

#[test]
fn parts_are_found_by_their_relations() {
    let mut book = Book::of("<row><c t=\"s\"><v>0</v></c></row>");
    book.strings = "<si><t>甲</t></si>".to_owned();
    let renamed = |name: &str| {
        let names = [
            ("xl/workbook.xml", "xl/workbook2.xml"),
            ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook2.xml.rels"),
            ("xl/sharedStrings.xml", "xl/texts.xml"),
        ];
        names.into_iter().find(|(old, _)| *old == name).map_or(name.to_owned(), |(_, new)| new.to_owned())
    };
    let relation = "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"/xl/texts.xml\"/></Relationships>";
    let parts = book.parts().into_iter().map(|(name, xml)| {
        let xml = xml.replace("xl/workbook.xml", "xl/workbook2.xml");
        (renamed(&name), if name.ends_with("book.xml.rels") { xml.replace("</Relationships>", relation) } else { xml })
    });
    let parts: Vec<(String, String)> = parts.collect();
    let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    check(&zipped(&entries), "1: 甲");
}

#[test]
fn formulas_without_a_result_are_told_from_empty_ones() {
    let rows = "<row><c><f>1+1</f><v/></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>\"\"</f><v></v></c>\
        <c t=\"str\"><f>A1</f></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><f t=\"shared\" si=\"0\"/><v/></c><c><f>0</f><v>0</v></c></row>";
    check(&Book::of(rows).bytes(), "1: =|=|#2||=||=|#0");
    let asks = "<calcPr fullCalcOnLoad=\"1\"/></workbook>";
    let bytes = replaced(&Book::of(rows), "xl/workbook.xml", "</workbook>", asks);
    check(&bytes, "1: =|=|#2||=||=|=");
    // A row with only that is still a row.
    check(&Book::of("<row><c><f>A1</f><v/></c></row>").bytes(), "1: =");
}

#[test]
fn rows_that_are_not_shown_are_named() {
    let book = Book::of(
        "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c><v>2</v></c></row><row r=\"3\" hidden=\"true\"/>\
         <row r=\"4\" hidden=\"0\"><c><v>4</v></c></row><row hidden=\"true\"><c><v>5</v></c></row>",
    );
    check(&book.bytes(), "1: #1\n2: #2\n4: #4\n5: #5");
    assert_eq!(file(&book.bytes()).sheets[0].hidden_rows, [2, 5]);
    let xml = "<Workbook><Worksheet ss:Name='a'><Table><Row ss:Hidden='1'><Cell><Data ss:Type='Number'>1</Data></Cell></Row>\
        <Row><Cell><Data ss:Type='Number'>2</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(file(xml.as_bytes()).sheets[0].hidden_rows, [1]);
}
