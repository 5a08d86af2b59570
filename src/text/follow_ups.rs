//! Words of the follow-up: ways, outcomes, the form, what it says afterwards.

use super::{Lang, Text, names, numbers::count, people, text};
use crate::{
    protocol::view::{Acted, Written},
    terms::{
        follow_up::{Outcome, Way},
        stage::Step,
    },
    time::Day,
};

pub const TITLE: Text = text("记一次跟进", "Write down a follow-up");
pub const WAY: Text = text("方式", "How");
pub const OUTCOME: Text = text("结果", "Outcome");
pub const STEP: Text = text("这次有进展", "Step made");
pub const LEVEL: Text = text("意向级别", "Intent level");
pub const NEXT: Text = text("下次跟进", "Next follow-up");
pub const NEXT_HINT: Text = text(
    "不填：联系上的按级别时限，没联系上的明天再打。",
    "Left empty: by the level's clock; tomorrow if nobody was reached.",
);
pub const NEXT_HINT_OWNER: Text = text("可以不填。", "May stay empty.");
pub const NOTE: Text = text("备注", "Note");
pub const WHO: Text = text("记录人（你的姓名）", "Your name");
pub const SAVE: Text = text("记下", "Write down");
pub const SAVED: Text = text("已记下。", "Written down.");
pub const NOTE_TITLE: Text = text("加一条备注", "Add a note");
pub const NOTE_TEXT: Text = text("备注内容", "Note");
pub const SAVE_NOTE: Text = text("记下备注", "Write the note down");
pub const MARK_TITLE: Text = text("记一个环节", "Record a touchpoint");
pub const MARK_TOUCHPOINT: Text = text("环节", "Touchpoint");
pub const MARK_HINT: Text = text("输入几个字，从列表里选。", "Type a few letters and choose from the list.");
pub const MARK_UNKNOWN: Text = text("请从列表里选一个环节。", "Choose a touchpoint from the list.");
pub const MARK_DONE: Text = text("做了没有", "Was it done?");
pub const DONE: Text = text("做到了", "Done");
pub const NOT_DONE: Text = text("没做到", "Not done");
pub const MARK_ON: Text = text("哪天", "Day");
pub const MARK_ON_HINT: Text = text("不填就是今天。", "Left empty: today.");
pub const MARK_AHEAD: Text = text("日期还没到。", "This day is still ahead.");
pub const SAVE_MARK: Text = text("记下环节", "Write the touchpoint down");
pub const SEVERAL: Text = text("记跟进", "Follow up");
pub const PICKED: Text = text("已选", "Chosen");
pub const PICK_NONE: Text = text("都不选", "Choose none");
pub const UNDO: Text = text("撤销", "Undo");
pub const REDO: Text = text("恢复", "Redo");

/// 选前 200 位
pub fn pick_first(lang: Lang, rows: u32) -> String {
    let n = count(rows);
    match lang {
        Lang::Zh => format!("选前 {n} 位"),
        Lang::En => format!("Choose the first {n}"),
    }
}

/// The step as something that happened.
pub const fn step(step: Step) -> Text {
    match step {
        Step::Visit => text("到店了", "Came in"),
        Step::TestDrive => text("试驾了", "Test drive"),
        Step::Quote => text("报价了", "Quoted"),
        Step::Order => text("下订了", "Ordered"),
        step => names::step(step),
    }
}

/// 下次 12-05
pub fn next_by(lang: Lang, day: Day) -> String {
    let day = people::short_day(day);
    match lang {
        Lang::Zh => format!("下次 {day}"),
        Lang::En => format!("next {day}"),
    }
}

/// What was done, as the page says it afterwards.
pub fn written(lang: Lang, written: &Written) -> String {
    let n = count(written.people);
    let done = match (lang, written.act) {
        (Lang::Zh, Acted::FollowedUp) if written.people == 1 => "跟进已记下。".to_owned(),
        (Lang::Zh, Acted::FollowedUp) => format!("{n} 位客户的跟进已记下。"),
        (Lang::Zh, Acted::Noted) => "备注已记下。".to_owned(),
        (Lang::Zh, Acted::Marked) => "环节已记下。".to_owned(),
        (Lang::Zh, Acted::Undone) => format!("已撤销，涉及 {n} 位客户。"),
        (Lang::Zh, Acted::Redone) => format!("已恢复，涉及 {n} 位客户。"),
        (Lang::En, Acted::FollowedUp) if written.people == 1 => "Follow-up written down.".to_owned(),
        (Lang::En, Acted::FollowedUp) => format!("Follow-ups of {n} people written down."),
        (Lang::En, Acted::Noted) => "Note written down.".to_owned(),
        (Lang::En, Acted::Marked) => "Touchpoint written down.".to_owned(),
        (Lang::En, Acted::Undone) => format!("Taken back, for {n}."),
        (Lang::En, Acted::Redone) => format!("Done again, for {n}."),
    };
    match (lang, written.left) {
        (_, 0) => done,
        (Lang::Zh, left) => format!("{done}部分生效：另有 {} 位之后有人改过，保持不变。", count(left)),
        (Lang::En, left) => format!("{done} In part: {} changed since and stay as they are.", count(left)),
    }
}

pub const fn way(way: Way) -> Text {
    match way {
        Way::Call => text("电话", "Call"),
        Way::Wechat => text("微信", "WeChat"),
        Way::Sms => text("短信", "Text message"),
        Way::Showroom => text("到店", "In the showroom"),
        Way::AtHome => text("上门", "At their place"),
        Way::Mail => text("邮件", "E-mail"),
    }
}

pub const fn outcome(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Talked => text("已沟通", "Talked"),
        Outcome::MeansToBook => text("有意向预约", "Means to book"),
        Outcome::Booked => text("已经预约", "Booked"),
        Outcome::OtherTime => text("另安排时间", "Another time"),
        Outcome::NoTime => text("没时间接听", "No time to talk"),
        Outcome::ServiceDone => text("已完成保养", "Service done"),
        Outcome::MileageNotReached => text("里程未到", "Mileage not reached"),
        Outcome::UsedElsewhere => text("异地使用", "Car is elsewhere"),
        Outcome::NoAnswer => text("无应答", "No answer"),
        Outcome::Declined => text("拒接", "Call declined"),
        Outcome::SwitchedOff => text("关机", "Phone off"),
        Outcome::Suspended => text("停机", "Number suspended"),
        Outcome::WrongNumber => text("错号/空号", "Wrong number"),
        Outcome::NotCalled => text("未去电", "Not called"),
        Outcome::NoReply => text("已发未回", "Sent, no reply"),
        Outcome::Refused => text("明确拒绝", "Refused"),
        Outcome::HungUp => text("挂断", "Hung up"),
        Outcome::CutOff => text("信号中断", "Cut off"),
        Outcome::CarSold => text("车子转让", "Car sold"),
        Outcome::CarGiven => text("转赠他人", "Car given away"),
        Outcome::Taxi => text("出租车", "Taxi"),
        Outcome::InsuredElsewhere => text("外面投保", "Insured elsewhere"),
        Outcome::QuoteRefused => text("拒绝报价", "Quote refused"),
        Outcome::Other => text("其他", "Other"),
    }
}
