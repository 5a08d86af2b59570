//! Which rows of a sheet are totals or counts of others: by a word for it in any cell, or by sums that fit. Titles and
//! headers are in `skip`. A row that names somebody is never a total, unless it opens with a word for a subtotal.

use super::{
    cell::{Cell, RawRow},
    values::{
        decimal::DecimalSign,
        number::fen,
        phone::is_mobile,
        text::{fold, is_filler, seen, text_of, trim},
        vin,
    },
};

/// 合计, 共12条, 3月小计, 制表人：…, with nobody named. `plain` are the columns of `plain_columns`. The cheap test of single cells
/// comes first, because every row of a file is asked; a subtotal comes before the search for names, because it may
/// repeat a customer's number.
pub fn is_total(row: RawRow, plain: &[usize]) -> bool {
    let labels = |cell: Cell| matches!(cell, Cell::Text(text) if may_label(text));
    if !row.cells.iter().any(labels) && !filled(row).next().is_some_and(opens_remark) {
        return false;
    }
    let plain = || plain.iter().filter_map(|at| row.cells.get(*at));
    if opens_subtotal(row) || plain().any(sums_somebody) {
        return true;
    }
    let hit = opens_total(row) || labels_sums(row) || plain().any(says_total);
    hit && !filled(row).any(names_somebody)
}

/// The columns, by their headers, in which a word for a total is never a real value: nobody is called 合计, nor is a car
/// or a kind of work. Remarks may hold anything.
pub fn plain_columns(headers: &[String]) -> Vec<usize> {
    const PLAIN: &str = "姓名 名称 客户 车主 车型 车系 车牌 电话 手机 类型 类别 顾问 渠道 来源";
    const REMARKS: &str = "备注 说明 内容 描述 意见 反馈 评价 原因 要求";
    let holds = |words: &str, header: &str| words.split(' ').any(|word| header.contains(word));
    let plain = |header: &str| holds(PLAIN, header) && !holds(REMARKS, header) || header.eq_ignore_ascii_case("name");
    headers.iter().enumerate().filter(|(_, header)| plain(trim(header))).map(|(at, _)| at).collect()
}

/// The cells that hold something.
pub fn filled(row: RawRow<'_>) -> impl Iterator<Item = Cell<'_>> {
    row.cells.iter().filter(|cell| !cell.is_blank())
}

/// A mobile number or a VIN; no total has one.
pub fn names_somebody(cell: Cell) -> bool {
    let text = text_of(&cell);
    is_mobile(&text) || vin::is_full(&text)
}

/// How many rows without a word are compared with the sums of the rows above.
const ROWS_COMPARED: usize = 64;

/// Finds rows that hold nothing but sums of the rows above.
pub struct Sums<'a> {
    /// The data rows so far; `page` is the first that no total has summed yet.
    rows: Vec<RawRow<'a>>,
    page: usize,
    widest: usize,
    compared: usize,
}

impl<'a> Sums<'a> {
    pub fn new() -> Self {
        Self { rows: Vec::new(), page: 0, widest: 0, compared: 0 }
    }

    pub fn add(&mut self, row: RawRow<'a>) {
        self.widest = self.widest.max(filled(row).count());
        self.rows.push(row);
    }

    pub fn end_page(&mut self) {
        self.page = self.rows.len();
    }

    /// Whether the row is at most half as wide as the data, holds only quantities, and one of them is the sum of two or
    /// more above it.
    pub fn fit(&mut self, row: RawRow) -> bool {
        let is_narrow = filled(row).count() * 2 <= self.widest;
        if !is_narrow || self.compared >= ROWS_COMPARED || !filled(row).all(is_quantity) {
            return false;
        }
        self.compared += 1;
        let quantities = row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, amount(cell)?)));
        let mut sums = quantities.filter(|(_, amount)| *amount != 0.0);
        sums.any(|(at, amount)| [0, self.page].into_iter().any(|from| self.is_sum(from, at, amount)))
    }

    fn is_sum(&self, from: usize, column: usize, amount: f64) -> bool {
        let cells = self.rows.get(from..).unwrap_or_default().iter().filter_map(|row| row.cells.get(column));
        let amounts: Vec<f64> = cells.filter_map(self::amount).collect();
        amounts.len() >= 2 && (amounts.iter().sum::<f64>() - amount).abs() < 0.005
    }
}

/// 合计 in the first filled cell, or in the second after a number; 制表人：… in the first of a few cells.
fn opens_total(row: RawRow) -> bool {
    let mut cells = filled(row);
    let Some(first) = cells.next() else { return false };
    let count = || filled(row).count();
    says_total(first)
        || (opens_remark(first) && count() <= 4)
        || (is_serial_number(first) && cells.next().is_some_and(says_total) && count() <= 6)
}

/// A word for a total in any cell (甲店 3月合计), and beside it only quantities, other such words, and text that the word
/// repeats.
fn labels_sums(row: RawRow) -> bool {
    let Some(label) = filled(row).find(|cell| says_total(*cell) || ends_in_total(*cell)) else { return false };
    let label = text_of(&label);
    filled(row).all(|cell| {
        let repeats = || matches!(cell, Cell::Text(text) if label.contains(trim(text)));
        is_quantity(cell) || says_total(cell) || opens_remark(cell) || repeats()
    })
}

/// The words that sum one customer's rows; the customer's number may then be on the row.
fn sums_somebody(cell: Cell) -> bool {
    let letters = letters(cell).unwrap_or_default();
    ["小计", "合计", "总计", "subtotal"].iter().any(|word| word.eq_ignore_ascii_case(without_time(&letters)))
}

/// 小计 or 甲一 小计 in the first filled cell: a customer's subtotal may carry the customer's number.
fn opens_subtotal(row: RawRow) -> bool {
    let Some(Cell::Text(text)) = filled(row).next() else { return false };
    let text = fold(trim(text));
    let last = text.split_whitespace().last().unwrap_or_default();
    ["小计", "本页小计", "subtotal"].iter().any(|word| last.trim_end_matches(':').eq_ignore_ascii_case(word))
}

fn is_serial_number(cell: Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => trim(text).bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

const WORDS: &str = "合计 总计 小计 汇总 累计 共计 总和 求和 总数 总额 总金额 总台数 总台次 总条数 合计数 记录数 计数 平均 平均值 总合计 total totals subtotal grandtotal sum count";

/// Longer texts are not labels.
const LONGEST_LABEL: usize = 60;

/// Whether a text may be a label: every word for a total contains one of these letter combinations, which are rare in
/// names and codes. It works on bytes, because every cell of a file is tested.
fn may_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST_LABEL && bytes.iter().enumerate().any(|(at, byte)| may_be_mark(text, at, *byte))
}

fn may_be_mark(text: &str, at: usize, byte: u8) -> bool {
    let next = || text.as_bytes().get(at + 1).map_or(b' ', u8::to_ascii_lowercase);
    match byte {
        // total, count, sum
        b'o' | b'O' => matches!(next(), b't' | b'u'),
        b'u' | b'U' => next() == b'm',
        0xe5 | 0xe6 | 0xe8 => text.get(at..).is_some_and(is_mark),
        _ => false,
    }
}

/// Whether a word for a total begins here, or its last letter is here.
fn is_mark(rest: &str) -> bool {
    const LAST: [char; 3] = ['计', '汇', '均'];
    const FIRST: [&str; 11] = ["总和", "总数", "总额", "总金", "总台", "总条", "总合", "总 ", "求和", "求 和", "共"];
    let counts = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphabetic()) || rest.starts_with('计');
    rest.starts_with(LAST)
        || FIRST.iter().any(|first| rest.strip_prefix(first).is_some_and(|rest| *first != "共" || counts(rest)))
}

/// The letters of a cell that may be a label.
fn letters(cell: Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    if !may_label(text) {
        return None;
    }
    Some(fold(text).chars().filter(|letter| letter.is_alphabetic()).collect())
}

/// 合 计：, 3月合计, 本页小计, 合计1500元, 共12条.
fn says_total(cell: Cell) -> bool {
    let Some(letters) = letters(cell) else { return false };
    is_word(&letters) || is_word(without_time(without_unit(&letters))) || is_count(&text_of(&cell))
}

/// 甲店 小计, Smith Total: a word at the end, which counts only beside sums.
fn ends_in_total(cell: Cell) -> bool {
    const ENDS: [&str; 7] = ["合计", "小计", "总计", "汇总", "累计", "共计", "total"];
    letters(cell).is_some_and(|letters| ENDS.iter().any(|end| letters.to_lowercase().ends_with(end)))
}

fn is_word(letters: &str) -> bool {
    WORDS.split(' ').any(|word| word.eq_ignore_ascii_case(letters))
}

/// Removes the scope of the total: 本页, 3月, 2024年度, 全店. 总计 does not become 计.
fn without_time(letters: &str) -> &str {
    letters.trim_start_matches(|letter| "本当上全截至第年月日季期度页店".contains(letter))
}

fn without_unit(letters: &str) -> &str {
    letters.trim_end_matches(|letter| "金额元台次条人辆笔单项".contains(letter))
}

/// 共12条, 共 12 条记录.
fn is_count(text: &str) -> bool {
    let text = fold(text);
    let rest = text.trim().strip_prefix('共').map(|rest| rest.trim_start_matches(['计', ':', ' ']));
    rest.is_some_and(|rest| {
        let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || ", ".contains(letter));
        unit.len() < rest.len() && unit.starts_with(['条', '行', '人', '台', '笔', '单', '项', '辆', '个'])
    })
}

/// A line under a table: 制表人：李 · 打印时间：2024-01-05 · 备注：….
fn opens_remark(cell: Cell) -> bool {
    const WORDS: &str = "合计 总计 小计 汇总 制表 审核 复核 打印 导出 统计 填表 签字 签名 日期 备注 说明 注 数据来源 负责人 制单 店总 经理";
    let Cell::Text(text) = cell else { return false };
    if !text.contains([':', '：', '(', '（']) {
        return false;
    }
    let text = seen(text);
    WORDS.split(' ').any(|word| text.strip_prefix(word).is_some_and(opens_value))
}

/// 人：…, 时间: …, （…
fn opens_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|letter: char| "人时间日期员章单位 ".contains(letter));
    rest.starts_with([':', '：', '(', '（'])
}

/// A number, an amount, a date, a share, or a filler.
fn is_quantity(cell: Cell) -> bool {
    let Cell::Text(text) = cell else { return true };
    let text = fold(trim(text));
    let opens = text.starts_with(|letter: char| letter.is_ascii_digit() || "¥￥$+-(".contains(letter));
    is_filler(&text) || (opens && text.chars().filter(|letter| letter.is_alphabetic()).count() <= 3)
}

fn amount(cell: Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number),
        Cell::Text(_) => fen(&cell, DecimalSign::Point).0.map(|amount| amount.0 as f64 / 100.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::cell::RawSheet, *};

    fn check(line: &str, expected: bool) {
        let names = ["工单号", "日期", "客户姓名", "电话", "车牌", "类型", "金额", "客户备注"].map(str::to_owned);
        let row = RawSheet::drawn(line);
        assert_eq!(is_total(row.rows().get(0).unwrap(), &plain_columns(&names)), expected, "{line}");
    }

    #[test]
    fn a_word_at_the_start() {
        check("合计|||#1837", true);
        check("合 计：||#3|#4|#5|#6|#7|#8", true);
        check("|总计|#3", true);
        check("#13|合计||#5", true);
        check("共 123 条|", true);
        check("共12条记录", true);
        check("合计：12台|", true);
        check("制表人：李明||审核：王", true);
        check("打印时间：2024-01-05", true);
        check("备注：以上为本月数据", true);
        check("Total|#5", true);
        check("Grand Total|#5", true);
        check("Sub-total:|#5", true);
    }

    #[test]
    fn a_word_in_any_place() {
        check("|||||合计：|1500", true);
        check("||合计||||1500", true);
        check("X9|2024-03-31|合计||苏A00001||1500", true);
        check("|||||共3台次|合计1500元", true);
        check("3月合计|2024-03-31|||||1500", true);
        check("2024年3月 小计|||||¥1,500.00", true);
        check("本月累计|||||12|1.5万", true);
        check("#4|2024-03-31||||本日合计|1500", true);
    }

    #[test]
    fn a_subtotal_of_somebody() {
        check("甲一 小计|2024-03-31|甲一||||1500", true);
        check("|2024-03-31|甲一汇总||||1500", true);
        check("小计|2024-03-31|甲一|13910000001|苏A00001||1500", true);
        check("|2024-03-31|甲一|||小计|1500", true);
        check("G1|2024-03-31|甲一|13910000001|苏A00001|小计|1500", true);
        check("Smith Total|2024-03-31|||||1500", true);
    }

    #[test]
    fn rows_of_data_are_not_lost() {
        check("合计|13812345678|2024-01-05", false);
        check("张三|合计|#5", false);
        check("共和国|13812345678", false);
        check("注册用户|#5", false);
        check("日期|#5", false);
        check("G1|2024-03-01|总计华|||常规保养|500", false);
        check("||总计华||||500", false);
        check("G1|2024-03-01|甲一||苏A00001|合计优惠100|500", false);
        check("G1|2024-03-01|甲一||苏A00001|常规保养|500|合计", false);
        check("G1|2024-03-01|甲一|13910000001|苏A00001|常规保养|500|小计", false);
        check("G1|2024-03-01|Sum|13910000001|苏A00001|常规保养|500", false);
        check("共享出行|2024-03-01|||苏A00001||500", false);
        check("|2024-03-01||13910000001|||500", false);
    }

    #[test]
    fn sums_without_a_word() {
        let data = RawSheet::drawn("a|甲一|#500|#1\nb|甲二|#500|#1\nc|甲三|#700|#2");
        let fit = |sums: &mut Sums, line| sums.fit(RawSheet::drawn(line).rows().get(0).unwrap());
        let fits = |line| {
            let mut sums = Sums::new();
            data.rows().iter().for_each(|row| sums.add(row));
            fit(&mut sums, line)
        };
        assert!(fits("||#1700|#4"));
        assert!(fits("||1,700.00"));
        assert!(!fits("||#1600"));
        assert!(!fits("甲四||#1700"));
        assert!(!fits("#9|#9|#1700|#4"), "as full as the data");
        let mut paged = Sums::new();
        paged.add(data.rows().get(0).unwrap());
        paged.end_page();
        data.rows().from(1).iter().for_each(|row| paged.add(row));
        assert!(fit(&mut paged, "||#1200"), "of this page");
        assert!(fit(&mut paged, "||#1700"), "of all");
    }
}
