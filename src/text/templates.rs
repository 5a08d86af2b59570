//! What the columns of the blank import files mean, with an example of each. Which columns: `model::fields::template_of`.

use super::{Text, text};
use crate::model::fields::Field;

pub const SHEET: &str = "说明";
pub const HEADS: [&str; 5] = ["填写的列", "是否必需", "含义", "Meaning", "示例 Example"];
pub const NEEDED: &str = "必需";
/// Of the columns that say who or which car.
pub const ONE_NEEDED: &str = "至少填一项";
pub const OPTIONAL: &str = "可空";

/// A column's meaning and a value for it.
pub const fn column(field: Field) -> (Text, &'static str) {
    use Field::*;
    match field {
        Name => (text("客户姓名或公司全称", "The customer's name, or the firm's"), "王小明"),
        Phone => (text("11 位手机号，隐去中间四位也可以", "Mobile number; a masked one is accepted"), "13800138000"),
        Vin => {
            (text("17 位车架号，只有末 6–8 位也可以", "VIN of 17 characters, or its last 6 to 8"), "LX97UL198NB583215")
        }
        Plate => (text("车牌号", "Licence plate"), "苏A12345"),
        Gender => (text("男或女", "男 (male) or 女 (female)"), "男"),
        City => (text("客户所在城市", "The customer's city"), "南京市"),
        Address => (text("客户地址", "The customer's address"), "南京市示例路 1 号"),
        Model => (text("车型名称", "Model of the car"), "远岚 X7"),
        Consultant => (text("负责的销售顾问", "Sales consultant in charge"), "陈立"),
        Adviser => (text("接待的服务顾问", "Service adviser in charge"), "马骁"),
        Mileage => (text("当时的里程，公里", "Odometer at the time, in km"), "12345"),
        LeadCode => (
            text("线索在系统里的编号，重复导入靠它对上", "The lead's number; matches it when imported again"),
            "XS0001",
        ),
        Channel => (text("线索来自哪里", "Where the lead came from"), "自然到店"),
        Level => (text("意向级别：O、H、A、B、C", "Intent level: O, H, A, B or C"), "A"),
        LeadCreated => (text("线索进入系统的时间", "When the lead came in"), "2024-01-05 13:20"),
        LeadAssigned => (text("分给顾问的时间", "When it was given to a consultant"), "2024-01-05 13:25"),
        FirstContact => {
            (text("顾问第一次联系到客户的时间", "When the customer was first contacted"), "2024-01-05 13:40")
        }
        LastFollow => (text("最近一次跟进的时间", "Latest follow-up"), "2024-01-12"),
        FirstVisit => (text("第一次到店的时间", "First visit to the store"), "2024-01-06"),
        TestDriveAt => (text("第一次试驾的时间", "First test drive"), "2024-01-06"),
        QuoteAt => (text("第一次报价的时间", "First quote"), "2024-01-06"),
        OrderAt => (text("下订的时间", "When the deposit was paid"), "2024-01-08"),
        DealAt => (text("成交（交车）的日期", "When the deal was closed by delivery"), "2024-01-20"),
        DefeatAt => (text("判定战败的时间", "When the lead was declared lost"), "2024-02-01"),
        DefeatReason => (text("战败原因", "Why it was lost"), "价格偏高"),
        Competitor => (text("客户改买的车型", "The model bought instead"), "山河 S5"),
        Wechat => (text("是否已加微信：是或否", "Added on WeChat: 是 (yes) or 否 (no)"), "是"),
        WechatAt => (text("加上微信的时间", "When added on WeChat"), "2024-01-05"),
        Budget => (text("客户的预算", "The customer's budget"), "16-19万"),
        Focus => (text("客户最关心什么", "What matters most to the customer"), "油耗"),
        VisitAt => (text("到店的时间", "When the customer came"), "2024-01-06 10:30"),
        DeliveredOn => {
            (text("交车的日期，车主阶段从这天算起", "Delivery; the owner's stages count from it"), "2024-01-20")
        }
        BoughtOn => (text("购车的日期", "When the car was bought"), "2024-01-20"),
        InvoicedOn => (text("开票的日期", "Date of the invoice"), "2024-01-18"),
        FirstServiceOn => (text("计划首保的日期", "When the first service is planned"), "2024-04-20"),
        Price => (text("销售价格，元", "Price in yuan"), "129800"),
        OrderNo => (text("工单号", "Number of the repair order"), "RO0001"),
        ServiceAt => (text("进厂的日期", "When the car came in"), "2024-04-15 09:10"),
        ServiceKind => (
            text(
                "首保、一般保养、索赔或事故",
                "首保 first service, 一般保养 maintenance, 索赔 warranty, 事故 accident",
            ),
            "首保",
        ),
        Total => (text("合计金额，元", "Total in yuan"), "829.94"),
        Payable => (text("客户应付的金额，元", "What the customer pays, in yuan"), "829.94"),
        BroughtBy => (text("送车来的人", "Who brought the car"), "李晓华"),
        PolicyKind => (text("交强险或商业险，各一行", "交强险 compulsory or 商业险 commercial, a row each"), "商业险"),
        LastInsurer => (text("上一年承保的公司", "Insurer of the year before"), "众和保险"),
        Insurer => (text("本年承保的公司", "Insurer this year"), "同舟保险"),
        RenewedHere => (text("是否在本店续保：是或否", "Renewed at this store: 是 (yes) or 否 (no)"), "是"),
        Specialist => (text("续保专员", "Insurance specialist"), "郑凯"),
        SignedOn => {
            (text("续保签单的日期；没有的填起保日期", "When the renewal was signed, else when it starts"), "2025-01-06")
        }
        ExpiresOn => (text("保单到期的日期", "When the policy ends"), "2025-01-19"),
        AnsweredOn => (text("回访的日期", "Date of the call"), "2024-01-27"),
        AnswerKind => (text("购车、战败或售后", "购车 buyers, 战败 the lost, 售后 service"), "购车"),
        Recommend => (text("推荐意愿，0–10 分", "Would recommend, 0 to 10"), "9"),
        Verbatim => (text("客户原话", "In the customer's own words"), "顾问很专业"),
        LastServiceOn => (text("上次保养的日期", "Last service"), "2024-04-15"),
        NextServiceOn => (text("下次该保养的日期", "Next service due"), "2024-10-15"),
        WarrantyUntil => (text("质保到期的日期", "End of the warranty"), "2027-01-20"),
        _ => (text("这一项的打分，1–10 分；没问到的留空", "Score of this item, 1 to 10; empty if not asked"), "8"),
    }
}
