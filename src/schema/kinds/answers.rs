//! 满意度: answers to satisfaction surveys. A row without a kind is told by the items it fills.

use super::super::{
    cell::{Cell, Source},
    fields::{
        Field::{self, *},
        Shape,
    },
    import::{Given, Import, Key, Part, Person, Refusal, Words, dated, somebody},
    row::{At, Columns, row},
    values::{AnswerKind, Phone, Vin},
};
use crate::{
    diag::Matter,
    terms::touchpoint::SurveyItem,
    time::{Day, Moment},
};

row! {
    /// An answer to a survey (满意度).
    pub struct AnswerRow {
        at: Option<Day> = 0 AnsweredOn "回访日期|回访时间|调研日期|调查日期|调研时间|访问日期|答题时间|提交时间|\
            填写时间|评价时间|评价日期|问卷提交时间|答卷时间|访问时间|提交答卷时间|答卷提交时间|作答时间|\
            答题完成时间|日期|Survey Date|Answered On|Date";
        kind: Option<AnswerKind> = 1 AnswerKind "回访类型|调研类型|问卷类型|回访类别|调查类型|访问类型|问卷名称|\
            满意度类型|回访业务|Survey Type";
        name: String = 2 Name;
        phone: Phone = 3 Phone;
        vin: Option<Vin> = 4 Vin;
        /// Scores 1–10 by item.
        items: [Option<u8>; ITEMS] =
            5 [Online] ItemOnline "在线体验|线上体验|网上体验|网络体验|Online",
            6 [BeforeVisit] ItemBeforeVisit "入店前沟通|到店前沟通|邀约沟通|进店前沟通|Before Visit",
            7 [Reception] ItemReception "到店接待|进店接待|展厅接待|销售接待|接待|Reception",
            8 [Showroom] ItemShowroom "店内看车|看车体验|店内看车体验|展厅看车|车辆展示|Showroom",
            9 [TestDrive] ItemTestDrive "试乘试驾|试驾|试驾体验|试乘试驾体验|Test Drive",
            10 [Deal] ItemDeal "交易过程|成交过程|签约过程|购车交易|Deal",
            11 [Delivery] ItemDelivery "交车过程|新车交付|交车体验|交付过程|Delivery",
            12 [Bargaining] ItemBargaining "议价经历|议价过程|价格谈判|谈价过程|Bargaining",
            13 [ServiceQuality] ItemServiceQuality "服务质量|维修质量|保养质量|Service Quality",
            14 [Facility] ItemFacility "设施|服务设施|店内设施|环境设施|经销店设施|Facility|Service Facility",
            15 [ServiceHandover] ItemServiceHandover "服务后交车|取车|维修后交车|服务交车|取车过程|Vehicle Pick Up|\
            Service Handover",
            16 [ServiceAdviser] ItemServiceAdviser "服务顾问|服务顾问评分|服务顾问满意度|Service Adviser|\
            Service Advisor",
            17 [ServiceStart] ItemServiceStart "服务启动|服务开始|服务预约|预约接待|Service Initiation|Service Start";
        /// 推荐意愿 0–10
        recommend: Option<u8> = 18 Recommend "推荐意愿|推荐度|NPS|推荐分|推荐可能性|净推荐值|NPS评分|推荐意愿评分|\
            推荐评分|Recommend";
        /// 客户原话
        verbatim: Option<String> = 19 Verbatim "客户原话|客户反馈|客户意见|意见建议|客户心声|客户建议|反馈内容|\
            评价内容|客户评价|意见|建议|原话|备注|Verbatim|Comment|Comments";
    }
}

impl At<'_, AnswerRow> {
    pub fn item(self, item: SurveyItem) -> Option<u8> {
        Option::<u8>::get(self.row(), AnswerRow::COLUMNS[FIRST_ITEM + item as usize].1)
    }
}

/// Where the items stand among the columns.
const FIRST_ITEM: usize = 5;

/// Number of survey items.
pub const ITEMS: usize = SurveyItem::ALL.len();

/// The columns of the survey items, in their order.
pub const ITEM_FIELDS: [Field; ITEMS] = {
    let mut fields = [Recommend; ITEMS];
    let (mut at, mut found) = (0, 0);
    while at < AnswerRow::FIELDS.len() {
        if matches!(AnswerRow::FIELDS[at].shape(), Shape::Score) {
            fields[found] = AnswerRow::FIELDS[at];
            found += 1;
        }
        at += 1;
    }
    fields
};

/// The questionnaire with these items; `None` where they are common to two, or of two.
fn told_by(items: &[bool; ITEMS]) -> Option<AnswerKind> {
    use SurveyItem::*;
    let any = |wanted: &[SurveyItem]| wanted.iter().any(|item| items[*item as usize]);
    let service = any(&[ServiceQuality, Facility, ServiceHandover, ServiceAdviser, ServiceStart]);
    let buyer = any(&[Deal, Delivery]);
    let defeated = any(&[Bargaining]);
    let prospect = any(&[Online, BeforeVisit, Reception, Showroom, TestDrive]);
    match (service, buyer, defeated) {
        (true, false, false) if !prospect => Some(AnswerKind::Service),
        (false, true, false) => Some(AnswerKind::Buyer),
        (false, false, true) => Some(AnswerKind::Defeated),
        _ => None,
    }
}

impl Import for AnswerRow {
    const WORDS: Words = Words {
        name: ("满意度", "Satisfaction answers"),
        brings: ("满意度与客户原话", "satisfaction and the customers' words"),
        source: ("客户关怀 › 满意度回访 › 导出", "Customer care › Satisfaction calls › Export"),
        template: "answers.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[
        AnsweredOn,
        AnswerKind,
        Name,
        Phone,
        Field::Vin,
        ItemOnline,
        ItemBeforeVisit,
        ItemReception,
        ItemShowroom,
        ItemTestDrive,
        ItemDeal,
        ItemDelivery,
        ItemBargaining,
        ItemServiceQuality,
        ItemFacility,
        ItemServiceHandover,
        ItemServiceAdviser,
        ItemServiceStart,
        Recommend,
        Verbatim,
    ];
    const REQUIRED: usize = 4;
    const ROW_FORMATS: &'static [usize] = &[20];
    const OWN: &'static [Field] = &[Field::AnswerKind, AnsweredOn, Recommend];
    const PART: Part = Part::Voice;
    const STAFF: Option<Field> = None;

    fn is_told_by(given: &Given) -> bool {
        let scores = given.count(&ITEM_FIELDS) + given.count(&[Recommend]);
        given.any(&[AnsweredOn]) && scores >= if given.any(&[Field::AnswerKind]) { 1 } else { 2 }
    }

    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, self.vin.is_some())?;
        dated(self.at.is_some(), AnsweredOn)?;
        self.kind = self.kind.or_else(|| told_by(&self.items.map(|item| item.is_some())));
        self.kind = self.kind.or_else(|| told_by(&ITEM_FIELDS.map(|field| source.has(field))));
        self.kind.map(|_| ()).ok_or((Some(Field::AnswerKind), Matter::KeyKindMissing))
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at().map(Day::moment)
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.at())
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        let car = row.vin().filter(|_| row.phone().key().is_none());
        let kind = format!("{:?}", row.kind());
        key.vehicle_or_person(car, row.phone(), row.name()).and(row.at()).and(Some(kind))
    }
}
