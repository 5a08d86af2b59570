//! Words about a row of a file: notes, refusals, skipped rows.

use super::{Text, text};
use crate::{
    diag::{Matter, Weight},
    exchange::plan::SkipReason,
};

/// The heads of the notes' CSV.
pub const FILE_HEADS: [Text; 7] = [
    text("文件", "File"),
    text("表", "Sheet"),
    text("行", "Row"),
    text("列", "Column"),
    text("值", "Value"),
    text("备注", "Note"),
    text("拒绝", "Refused"),
];
pub const REFUSED: Text = text("是", "yes");

pub const fn matter(matter: Matter) -> Text {
    match matter {
        Matter::PhoneMasked => text(
            "号码已脱敏，不能用来识别客户；按无手机号处理",
            "The number is masked and identifies nobody; imported without a phone",
        ),
        Matter::PhoneMaskedLinked => text(
            "号码已脱敏；前三后四位与姓名只对得上一位客户，已归到他名下并标为推断",
            "The number is masked; digits and name fit exactly one customer: linked, marked as inferred",
        ),
        Matter::PhoneDamaged => text(
            "号码被表格软件损坏（科学计数），缺失的位数不作猜测",
            "A spreadsheet lost digits of the number; they are not guessed",
        ),
        Matter::PhoneUnusable => text("不是电话号码，已按原样保留", "Not a telephone number; kept as read"),
        Matter::PhoneMissing => text("没有电话", "No telephone number"),
        Matter::PhoneShared => text(
            "同一号码下有五个以上姓名，应是门店或员工号码；与姓名一起才能识别客户",
            "Five or more names share this number: a house or staff number, a key only together with the name",
        ),
        Matter::VinShort => {
            text("车架号不足 17 位，按尾号对应车辆", "VIN shorter than 17 characters; linked by its tail")
        }
        Matter::VinUnlinked => {
            text("车架号尾号对不上车辆，或对上不止一辆", "The tail of the VIN fits no vehicle, or more than one")
        }
        Matter::VinCheckDigit => {
            text("车架号第 9 位校验不符，按原样保留", "The check digit (9th character) does not fit; kept as read")
        }
        Matter::VinLetters => text("车架号中的 O、I 已读作 0、1", "O and I in the VIN read as 0 and 1"),
        Matter::VinDamaged => text(
            "车架号被表格软件损坏（科学计数），不作猜测",
            "A spreadsheet lost characters of the VIN; they are not guessed",
        ),
        Matter::VinUnusable => text(
            "车架号不足 6 位、超过 17 位或含其他字符，按空处理",
            "Not a VIN: fewer than 6 or more than 17 characters, or other signs; taken as empty",
        ),
        Matter::DateUnreadable => text("日期读不出，按空处理", "The date cannot be read; taken as empty"),
        Matter::DateFromSerial => text("单元格是数字，已按 Excel 日期读取", "A bare number, read as an Excel date"),
        Matter::DateZero => text("全零日期，按空处理", "A zero date; taken as empty"),
        Matter::DateImplausible => {
            text("日期早于 1990 年或晚于 2050 年，按空处理", "Before 1990 or after 2050; taken as empty")
        }
        Matter::NumberUnreadable => text("数字读不出，按空处理", "The number cannot be read; taken as empty"),
        Matter::ScoreOutOfRange => text("评分超出范围，按空处理", "The score is out of range; taken as empty"),
        Matter::UnknownWord => {
            text("词典里没有这个词，按原文保留或留空", "An unknown word; kept as text or left empty")
        }
        Matter::NameMissing => text("没有姓名", "No name"),
        Matter::CreationInferred => text(
            "没有线索创建时间，以分配或首次响应时间代替",
            "The creation of the lead is missing; assignment or first contact stands in",
        ),
        Matter::StepBeforeCreation => {
            text("这一步早于线索创建时间，按原样保留", "The step is dated before the lead was created; kept as read")
        }
        Matter::NobodyNamed => text(
            "姓名、电话、车架号都没有，无从归属；请补上其一再导入",
            "Neither name, phone nor VIN: nobody it could belong to. Add one and import again",
        ),
        Matter::KeyDateMissing => text(
            "缺关键日期或读不出，无法排进时间；请补上再导入",
            "The date that places the row in time is missing or unreadable. Add it and import again",
        ),
        Matter::KeyKindMissing => text(
            "缺回访类型或保险类型，或不认识这个词；请补上再导入",
            "The kind of survey or policy is missing or unknown. Add it and import again",
        ),
        Matter::CodeDamaged => text(
            "编号被表格软件损坏（科学计数），按原样保留，不用来识别行",
            "A spreadsheet lost digits of the code; kept as read, not used to tell rows apart",
        ),
        Matter::FormulaWithoutResult => text(
            "单元格是公式，文件里没有存计算结果，按空处理；请用 Excel 打开、保存后再导入",
            "The cell holds a formula without a result; taken as empty. Open the file in Excel, save it, import again",
        ),
        Matter::KeyWithoutResult => text(
            "这一行必需的内容是公式，文件里没有存计算结果；请用 Excel 打开、保存后再导入",
            "What the row cannot do without is a formula without a result. Open the file in Excel, save it, import again",
        ),
        Matter::DateZoneAssumed => {
            text("时间带有 CST，已按中国标准时间读取", "A time in CST, read as China Standard Time")
        }
        Matter::CommaUnclear => text(
            "看不出逗号是小数点还是千分位，按空处理；请改成 12.98 或 158,800 的写法",
            "The comma could be a decimal sign and separates no thousands; taken as empty. Write 12.98 or 158,800",
        ),
        Matter::CellsBeyondHeader => text(
            "这一行的单元格比表头多，可能某个值里有没加引号的逗号，后面各列会错位；请核对",
            "More cells than the header: an unquoted comma may have moved the cells after it. Check this row",
        ),
        Matter::CharacterBroken => text(
            "有文字被系统截断成半个字，以 \u{fffd} 代替",
            "Half a character, cut off by the system that wrote the file; \u{fffd} stands in its place",
        ),
        Matter::NumberReused => text(
            "这个编号还用在另一张工单或另一个人的线索上，已当作另一行保留",
            "The number names another order or another person's lead too; kept as a row of its own",
        ),
        Matter::Repeated => text("与前面某行完全相同", "Repeats an earlier row word for word"),
    }
}

pub const fn weight(weight: Weight) -> Text {
    match weight {
        Weight::Refused => text("未导入", "Refused"),
        Weight::Check => text("需核对", "To check"),
        Weight::Hint => text("仅提示", "For information"),
    }
}

pub const fn skipped(why: SkipReason) -> Text {
    match why {
        SkipReason::Title => text("标题行", "title rows"),
        SkipReason::Header => text("重复表头", "repeated headers"),
        SkipReason::Total => text("合计行", "total rows"),
        SkipReason::Guidance => text("填写说明与示例行", "guidance and example rows"),
    }
}
