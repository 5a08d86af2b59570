//! Small files from header to row, the real samples if they are at hand, and arbitrary input, which must never panic.

use super::*;
use crate::model::fields::fields_of;
use crate::{
    diag::Matter,
    exchange::{
        cell::{Cell, CellOf, FileForm, Separator, TextEncoding},
        plan::{Column, Mapping, SkipReason, Skipped},
        recognise::{recognise, remap, suggest},
    },
    model::{
        rows::FILE_KINDS,
        values::{AnswerKind, PolicyKind},
    },
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn sheet(name: &str, text: &str) -> RawSheet {
    let mut sheet = RawSheet::drawn(text.trim());
    sheet.name = name.into();
    sheet
}

fn file(sheets: Vec<RawSheet>) -> RawFile {
    RawFile { form: FileForm::Xlsx, encoding: None, sheets, hidden_sheets: Vec::new(), unread_sheets: Vec::new() }
}

fn one(text: &str) -> RawFile {
    file(vec![sheet("", text)])
}

fn read(raw: &RawFile) -> Vec<ParsedRow> {
    parse(raw, &recognise(raw, &[])).collect()
}

/// The matters of each row, refusals included.
fn check_matters(text: &str, expected: &[&[Matter]]) {
    let raw = one(text);
    let rows = read(&raw);
    let matters: Vec<Vec<Matter>> = rows.iter().map(|row| row.notes.iter().map(|note| note.matter).collect()).collect();
    assert_eq!(matters, expected, "{text}");
    for row in &rows {
        assert_eq!(row.row.is_none(), row.notes.iter().any(Note::refuses), "{text}");
    }
}

#[test]
fn a_visit_sheet_with_title_and_total() {
    let raw = one("展厅来店登记表||||
        客户名称|来访时间|手机号|意向级别|预算金额
        林英|@45232.4375|#18586365427|C|#239800
        |||
        合计||#1||
        制表人：李明");
    let plan = recognise(&raw, &[]);
    let sheet = &plan.sheets[0];
    assert_eq!((sheet.kind, sheet.header_row, sheet.data_rows), (Some(Kind::Visits), 2, 1));
    let skipped = |row, why| Skipped { row, why };
    let expected = [skipped(1, SkipReason::Title), skipped(5, SkipReason::Total), skipped(6, SkipReason::Total)];
    assert_eq!(sheet.skipped, expected);
    let rows: Vec<ParsedRow> = parse(&raw, &plan).collect();
    assert_eq!((rows.len(), rows[0].number, rows[0].notes.len()), (1, 3, 0));
    let Some(Row::Visit(visit)) = &rows[0].row else { panic!("{rows:?}") };
    assert_eq!(visit.at.unwrap().to_string(), "2023-11-02 10:30");
    assert_eq!((visit.phone.key(), visit.budget.as_deref()), (Some("18586365427"), Some("239800")));
}

#[test]
fn date_and_time_in_two_columns() {
    let raw = one("姓名|电话|车型|来访日期|来访时间
        张三|13812345678|X7|2024-01-05|13:20
        李四|13812345679|X7|2024-01-05|
        王五|13812345670|X7|2024-01-05 09:00|13:20");
    let at = |row: &ParsedRow| match &row.row {
        Some(Row::Visit(visit)) => visit.at.unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    let moments: Vec<String> = read(&raw).iter().map(at).collect();
    assert_eq!(moments, ["2024-01-05 13:20", "2024-01-05", "2024-01-05 09:00"]);
}

#[test]
fn a_sheet_a_month() {
    let month = |name| sheet(name, "客户姓名|VIN|交车日期|销售价格\n张三|LX97UL198NB583215|2024-01-05|11.98万");
    let raw = file(vec![month("1月"), sheet("说明", "填写说明"), month("2月")]);
    let plan = recognise(&raw, &[]);
    assert_eq!(
        plan.sheets.iter().map(|sheet| sheet.kind).collect::<Vec<_>>(),
        [Some(Kind::Sales), None, Some(Kind::Sales)]
    );
    assert_eq!(plan.sheets[0].shape, plan.sheets[2].shape);
    assert_eq!(parse(&raw, &plan).map(|row| row.sheet).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn two_header_rows() {
    let raw = one("客户||车辆||
        姓名|电话|VIN|交车日期|销售价格
        张三|13812345678|LX97UL198NB583215|2024.1.5|￥119,800.00
        客户||车辆||
        姓名|电话|VIN|交车日期|销售价格
        李四|13812345679|LX990BZ34RB442498|2024.1.6|￥119,800.00");
    let plan = recognise(&raw, &[]);
    assert_eq!(plan.sheets[0].columns[1].header, "客户 · 电话");
    assert_eq!((plan.sheets[0].header_row, plan.sheets[0].data_rows), (2, 2));
    assert!(parse(&raw, &plan).all(|row| row.notes.is_empty() && matches!(row.row, Some(Row::Sale(_)))));
}

#[test]
fn refusals() {
    use Matter::*;
    check_matters(
        "姓名|手机号|来访时间|意向级别
        张三|13812345678|2024-01-05|H
        |拒绝|2024-01-05|H
        张三|13812345678|明天|N
        ||2024-01-05|H
        |138****5678|2024-01-05|",
        &[
            &[],
            &[PhoneUnusable, NobodyNamed],
            &[DateUnreadable, UnknownWord, KeyDateMissing],
            &[NobodyNamed],
            &[PhoneMasked, NameMissing],
        ],
    );
    check_matters(
        "车架号|姓名|保险类型|保险到期时间
        LX97UL198NB583215||交强险|2024-01-05
        LX97UL198NB583215||意外|2024-01-05
        LX97UL198NB583215||商业险+交强险|2024-01-05
        LX97UL198NB583215||商业险|0000-00-00",
        &[&[], &[UnknownWord, KeyKindMissing], &[UnknownWord], &[DateZero, KeyDateMissing]],
    );
    check_matters(
        "VIN|会员名称|下次保养时间|质保到期时间
        NB583215|张三|2024-01-05|
        |张三|2024-01-05|",
        &[&[VinShort], &[NobodyNamed]],
    );
}

#[test]
fn leads_without_a_creation_time() {
    use Matter::*;
    check_matters(
        "线索ID|姓名|手机号|线索创建时间|分配时间|首触时间|首次到店时间
        1|张三|13812345678|2024-01-05 10:00|2024-01-05 10:05|2024-01-05 09:59|
        2|张三|13812345678||2024-01-05 10:05||2024-01-05
        3|张三|||||
        4|张三||2024-01-05|||2024-01-04",
        &[&[StepBeforeCreation], &[CreationInferred], &[KeyDateMissing], &[PhoneMissing, StepBeforeCreation]],
    );
}

#[test]
fn surveys_without_a_kind_are_told_by_their_items() {
    let raw = one("回访日期|姓名|在线体验|交车过程|议价经历|服务质量|推荐意愿（0-10）
        2024-01-05|甲|8|9|||10
        2024-01-05|乙|8||7||0
        2024-01-05|丙||||9|
        2024-01-05|丁|8||||");
    let kind = |row: &ParsedRow| match &row.row {
        Some(Row::Answer(answer)) => answer.kind,
        _ => None,
    };
    let kinds: Vec<Option<AnswerKind>> = read(&raw).iter().map(kind).collect();
    use AnswerKind::*;
    assert_eq!(kinds, [Some(Buyer), Some(Defeated), Some(Service), None]);
}

#[test]
fn wrong_check_digits_are_noted_where_the_maker_uses_them() {
    use Matter::*;
    let header = "VIN|姓名|下次保养时间|质保到期时间\n";
    let (right, wrong) = ("LX97UL198NB583215|甲||\n", "LX97UL197NB583215|乙||\n");
    check_matters(&format!("{header}{right}{wrong}"), &[&[], &[VinCheckDigit]]);
    check_matters(&format!("{header}{right}{wrong}{wrong}"), &[&[], &[], &[]]);
}

#[test]
fn notes_carry_column_and_value() {
    let raw = one("姓名|手机号（必填）|来访时间|意向级别\n张三|１３８＊＊＊＊5678|2024-01-05|H");
    let notes = &read(&raw)[0].notes;
    assert_eq!(
        (notes[0].field, notes[0].column.as_str(), notes[0].value.as_str()),
        (Some(Field::Phone), "手机号（必填）", "１３８＊＊＊＊5678")
    );
}

#[test]
fn a_remembered_mapping_wins() {
    let raw = one("甲|乙|丙|丁\n张三|13812345678|2024-01-05|X7");
    let mut plan = recognise(&raw, &[]);
    assert_eq!((plan.sheets[0].kind, plan.sheets[0].header_row), (None, 1));
    let fields =
        vec![Some(Field::Name), Some(Field::Phone), Some(Field::VisitAt), Some(Field::Vin), Some(Field::Phone)];
    let mapping = Mapping { shape: plan.sheets[0].shape, kind: Some(Kind::Visits), fields, left_out: Vec::new() };
    remap(&mut plan, &mapping);
    assert_eq!(recognise(&raw, &[mapping]).sheets[0], plan.sheets[0]);
    assert_eq!(plan.sheets[0].columns[3].field, None, "visits have no VIN");
    assert!(plan.sheets[0].remembered);
    assert!(parse(&raw, &plan).all(|row| row.row.is_some()));
}

#[test]
fn a_headerless_mapping_is_used_only_where_it_suits() {
    let raw = one("张三|13812345678|2024-01-05|X7\n李四|13812345679|2024-01-06|X7");
    let plan = recognise(&raw, &[]);
    assert_eq!((plan.sheets[0].kind, plan.sheets[0].header_row, plan.sheets[0].data_rows), (None, 0, 2));
    let fields = vec![Some(Field::Name), Some(Field::Phone), Some(Field::VisitAt), None];
    let mapping = Mapping { shape: plan.sheets[0].shape, kind: Some(Kind::Visits), fields, left_out: Vec::new() };
    assert_eq!(recognise(&raw, std::slice::from_ref(&mapping)).sheets[0].kind, Some(Kind::Visits));
    let other = one("13812345678|张三|X7|2024-01-05");
    assert_eq!(recognise(&other, &[mapping]).sheets[0].kind, None);
}

#[test]
fn a_chosen_kind_suggests_its_fields() {
    let raw = one("客户姓名|车架号|购车日期\n张三|LX97UL198NB583215|2024-01-05");
    let plan = recognise(&raw, &[]);
    assert_eq!(plan.sheets[0].kind, None);
    let suggested = suggest(&plan.sheets[0], Kind::Sales);
    assert_eq!(suggested.fields, [Some(Field::Name), Some(Field::Vin), Some(Field::BoughtOn)]);
}

/// The fictional dealership's text exports, if they are at hand.
mod samples {
    use super::*;
    use std::{fs, path::PathBuf};

    fn bytes(name: &str) -> Option<Vec<u8>> {
        let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
        let folder = std::env::var_os("BENYUAN_EXPORTS").map_or(beside, PathBuf::from);
        let bytes = fs::read(folder.join(name)).ok();
        if bytes.is_none() {
            eprintln!("skipped: no {name} in {}", folder.display());
        }
        bytes
    }

    fn delimited(text: &str, separator: u8) -> RawFile {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let rows = records.iter().map(|record| record.iter().map(Cell::Text).collect());
        RawFile {
            form: FileForm::Delimited(Separator::Comma),
            encoding: Some(TextEncoding::Utf8),
            sheets: vec![RawSheet::of((1..).zip(rows))],
            hidden_sheets: Vec::new(),
            unread_sheets: Vec::new(),
        }
    }

    fn check(raw: &RawFile, kind: Kind, rows: usize, expected: &[(Matter, usize)]) {
        let plan = recognise(raw, &[]);
        assert_eq!(plan.sheets[0].kind, Some(kind));
        let unmapped: Vec<&str> = plan.sheets[0]
            .columns
            .iter()
            .filter(|column| column.field.is_none())
            .map(|column| column.header.as_str())
            .collect();
        let mut matters = BTreeMap::new();
        let mut accepted = 0;
        for row in parse(raw, &plan) {
            accepted += usize::from(row.row.is_some());
            row.notes.iter().for_each(|note| *matters.entry(note.matter).or_insert(0) += 1);
        }
        assert_eq!(
            (accepted, matters.into_iter().collect::<Vec<_>>()),
            (rows, expected.to_vec()),
            "unmapped {unmapped:?}"
        );
    }

    #[test]
    fn leads() {
        let Some(bytes) = bytes("线索导出.csv") else { return };
        let (text, _, broken) = encoding_rs::GB18030.decode(&bytes);
        assert!(!broken);
        check(&delimited(&text, b','), Kind::Leads, 8896, &[(Matter::PhoneMasked, 255)]);
    }

    #[test]
    fn policies() {
        let Some(bytes) = bytes("保险.csv") else { return };
        let text = String::from_utf8(bytes).unwrap();
        check(&delimited(&text, b';'), Kind::Insurance, 11_365, &[(Matter::PhoneDamaged, 307)]);
    }

    #[test]
    fn surveys() {
        let Some(bytes) = bytes("满意度回访.txt") else { return };
        let text = String::from_utf8(bytes).unwrap();
        check(&delimited(&text, b'\t'), Kind::Answers, 5591, &[]);
    }
}

fn any_cell() -> impl Strategy<Value = CellOf<String>> {
    let words = prop::sample::select(vec![
        "VIN",
        "手机号",
        "客户姓名",
        "交车日期",
        "合计",
        "共12条",
        "2024-01-05",
        "2024年",
        "1.38E+10",
        "138****5678",
        "（",
        "E+",
        "下午1:20",
        "０",
        "万",
        "-",
        "86",
        "LX97UL198NB583215",
        "0000-00-00",
        "·",
        "=\"",
        "'",
        "回访类型",
        "设施",
        "Q1.",
    ]);
    prop_oneof![
        Just(CellOf::Empty),
        any::<bool>().prop_map(CellOf::Bool),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(CellOf::Number),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(CellOf::DateSerial),
        (-10.0..80_000.0).prop_map(CellOf::DateSerial),
        "\\PC{0,12}".prop_map(CellOf::Text),
        "[0-9年月日:/ .E+*（）-]{0,20}".prop_map(CellOf::Text),
        prop::collection::vec(words, 1..3).prop_map(|words| CellOf::Text(words.concat())),
    ]
}

fn any_sheet() -> impl Strategy<Value = RawSheet> {
    let row = (any::<u32>(), prop::collection::vec(any_cell(), 0..12));
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        RawSheet::of(rows.iter().map(|(number, cells)| (*number, cells.iter().map(CellOf::as_ref).collect())))
    })
}

fn any_plan() -> impl Strategy<Value = SheetPlan> {
    let kind = prop::sample::select(FILE_KINDS.to_vec());
    (kind, prop::collection::vec(any::<prop::sample::Index>(), 0..40), any::<u32>()).prop_map(|(kind, indices, row)| {
        let column = |index: &prop::sample::Index| Column {
            header: "列".into(),
            field: Some(*index.get(fields_of(kind))),
            ..Column::default()
        };
        SheetPlan {
            name: String::new(),
            kind: Some(kind),
            columns: indices.iter().map(column).collect(),
            shape: 0,
            remembered: false,
            header_row: row % 4,
            data_rows: row,
            skipped: vec![Skipped { row, why: SkipReason::Total }],
            hidden_rows: 0,
        }
    })
}

proptest! {
    #[test]
    fn any_file_is_recognised_and_read(sheets in prop::collection::vec(any_sheet(), 0..3)) {
        let raw = file(sheets);
        let plan = recognise(&raw, &[]);
        prop_assert_eq!(plan.sheets.len(), raw.sheets.len());
        prop_assert_eq!(&plan, &recognise(&raw, &[]));
        for row in parse(&raw, &plan) {
            prop_assert_eq!(row.row.is_none(), row.notes.iter().any(Note::refuses));
        }
    }

    #[test]
    fn any_plan_can_be_followed(sheet in any_sheet(), plan in any_plan(), kind in prop::sample::select(FILE_KINDS.to_vec())) {
        let raw = file(vec![sheet]);
        let mut file_plan = recognise(&raw, &[]);
        let suggested = suggest(&file_plan.sheets[0], kind);
        remap(&mut file_plan, &suggested);
        parse(&raw, &file_plan).for_each(drop);
        file_plan.sheets = vec![plan.clone(), plan];
        for row in parse(&raw, &file_plan) {
            prop_assert_eq!(row.row.is_none(), row.notes.iter().any(Note::refuses));
        }
    }
}

#[test]
fn policies_keep_their_kind() {
    let raw = one("车架号|保险类型|到期日期\nLX97UL198NB583215|交强|2024/1/5");
    let rows = read(&raw);
    assert!(matches!(&rows[0].row, Some(Row::Policy(policy)) if policy.kind == Some(PolicyKind::Compulsory)));
}

/// Every cell trap in one sheet of service orders: real values are read, and every doubt has a note.
#[test]
fn the_traps_of_cells() {
    use Matter::*;
    check_matters(
        "工单号（必填）|接待日期|接待时刻|客户名称|客户电话|车架号|业务类型|进厂里程（ＫＭ）|合计金额
        1|2024/1/5|9:05|张三|1.38E+10|LX97UL198NB583215|首保|１２，３４５|¥1,234.00
        2|2024-01-05 13:20||李四|１３８１２３４５６７８|NB583215|一般保养|1.2万公里|1234
        3|2024年1月5日||王五|138****5678|LX97ULI98NB583215|索赔|12345|￥１，２３４．００
        4|20240105|下午1:20|赵六|#13812345678|1.2E+16|事故|#12345|#1234
        5|2024.1.5||钱七|+86 138 1234 5678|lx97ul198nb583215|首保|12,345 km|1 234元
        6|45296||孙八|13812345678|583215|首保|12345|1234.00
        7|0000-00-00||周九|13812345678|LX97UL198NB583215|首保||",
        &[
            &[PhoneDamaged],
            &[VinShort],
            &[PhoneMasked, VinLetters],
            &[VinDamaged],
            &[],
            &[DateFromSerial, VinShort],
            &[DateZero, KeyDateMissing],
        ],
    );
}

/// A merged title, groups above names, a name merged down its rows, a total: only the data rows remain.
#[test]
fn the_traps_of_sheets() {
    let raw = one("示例店 销售台账||||
        客户||车辆||
        姓名|电话|车架号|交车日期|销售价格
        张三|13812345678|LX97UL198NB583215|2024-01-05|119800
        张三|13812345678|LX990BZ34RB442498|2024-01-06|129800
        小计||||249600
        李四|13812345679|LX9BTGA91NC309823|2024-01-06|129800
        合计：3 台||||379400
        制表：王||审核：李||");
    let plan = recognise(&raw, &[]);
    let why: Vec<SkipReason> = plan.sheets[0].skipped.iter().map(|skipped| skipped.why).collect();
    use SkipReason::*;
    assert_eq!((plan.sheets[0].kind, why), (Some(Kind::Sales), vec![Title, Header, Total, Total, Total]));
    assert_eq!(read(&raw).iter().filter(|row| row.row.is_some()).count(), 3);
}

/// A sheet without a header is all data, except a title above it and a total below.
#[test]
fn a_sheet_without_a_header_keeps_its_first_row() {
    let raw = one("续保清单||||
        LX97UL198NB583215|张三|13812345678|交强险|2024-01-05
        LX990BZ34RB442498|李四|13812345679|商业险|2024-01-06
        LX9BTGA91NC309823|王五|13812345670|商业险|2024-01-07
        合计|||#3|");
    let plan = recognise(&raw, &[]);
    let sheet = &plan.sheets[0];
    assert_eq!((sheet.kind, sheet.header_row, sheet.data_rows), (Some(Kind::Insurance), 0, 3));
    assert_eq!(sheet.skipped.iter().map(|skipped| skipped.row).collect::<Vec<_>>(), [1, 5]);
    assert!(sheet.is_headerless() && read(&raw).iter().all(|row| row.row.is_some()));
}
