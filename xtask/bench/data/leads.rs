//! Leads as a dealer system exports them, with every column it has; a file uses the first thirty or twenty.

use anyhow::Result;

use super::workbook::{self, Cell};
use super::{LEADS, MODELS, When, name, phone, pick};

const DAYS: usize = 2_640;
const CSV_COLUMNS: usize = 30;
const XLSX_COLUMNS: usize = 20;
const HEADER: [&str; CSV_COLUMNS] = [
    "线索唯一ID",
    "客户ID（店端）",
    "客户姓名",
    "手机号",
    "一级渠道名称",
    "二级渠道名称",
    "线索类型",
    "客户性别",
    "所在城市/市名称",
    "意向车型",
    "预算区间（购车预算）",
    "经销店代码",
    "经销店名称",
    "线索创建时间",
    "分配时间",
    "首触时间",
    "线索评级",
    "首触跟进记录",
    "最近跟进时间",
    "跟进次数",
    "是否加微",
    "首次到店时间",
    "首次试驾完成时间",
    "首次报价时间",
    "下订时间",
    "订单状态",
    "成交日期",
    "战败时间",
    "战败原因",
    "竞品车型",
];

/// GBK, with quoted commas, as Excel in Chinese saves it.
pub fn csv() -> Vec<u8> {
    let mut text = HEADER.join(",") + "\r\n";
    for row in 0..LEADS {
        let cells: Vec<String> = cells(row).iter().map(Cell::csv).collect();
        text += &(cells.join(",") + "\r\n");
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}

/// Shared texts, and dates as styled numbers, as Excel saves them.
pub fn xlsx() -> Result<Vec<u8>> {
    let header = HEADER[..XLSX_COLUMNS].iter().map(|name| Cell::Text((*name).to_owned())).collect();
    let rows = (0..LEADS).map(|row| cells(row).into_iter().take(XLSX_COLUMNS).collect());
    workbook::of(std::iter::once(header).chain(rows))
}

fn cells(row: usize) -> Vec<Cell> {
    // One person in ten comes back with a second lead.
    let person = row - row / 10;
    let day = row * DAYS / LEADS;
    let text = |text: &str| Cell::Text(text.to_owned());
    let when = |after: usize| Cell::When(When::new(day + after, row + after));
    // Nine in ten are followed up; each later step loses some of these.
    let step = |of: usize, after: usize| if row % 20 < of { when(after) } else { Cell::Empty };
    let lost = row % 3 == 1;
    vec![
        Cell::Text(format!("XS{row:08}")),
        Cell::Text(format!("C{person:08}")),
        Cell::Text(name(person)),
        Cell::Text(phone(person)),
        text(pick(&["老客户转介绍", "短视频直播", "自然到店", "懂车圈", "车展"], row)),
        text(pick(&["", "同城", ""], row)),
        text("新增"),
        text(pick(&["男", "女"], person)),
        text(pick(&["南京市", "苏州市", "无锡市"], person)),
        text(pick(&MODELS, row)),
        text(pick(&["9-12万", "12-16万", "16-19万", "23-26万"], row)),
        text("NJ0087"),
        text("示例店"),
        when(0),
        when(0),
        step(18, 0),
        text(pick(&["H", "A", "B", "C"], row)),
        text(pick(&["客户关注油耗,要求周末来店", "", "", "已约试驾"], row)),
        step(18, 9),
        Cell::Number((row % 7) as f64),
        text(pick(&["是", "否"], row)),
        step(8, 3),
        step(6, 4),
        step(5, 4),
        step(3, 8),
        text(if row % 20 < 3 {
            "已交车"
        } else if lost {
            "战败"
        } else {
            "跟进中"
        }),
        step(3, 20),
        if lost { when(25) } else { Cell::Empty },
        text(if lost { pick(&["车型缺货", "价格", "竞品"], row) } else { "" }),
        text(if lost { pick(&["山河 S5", ""], row) } else { "" }),
    ]
}
