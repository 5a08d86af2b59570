//! 来店登记: visits to the showroom.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Prospect, Refusal, Words, dated, note_missing, somebody},
    row::{At, row},
    values::{Gender, Phone},
};
use crate::{
    terms::stage::{Level, Step},
    time::Moment,
};

row! {
    /// A visit to the showroom (来店登记).
    pub struct VisitRow {
        name: String = 0 Name;
        gender: Option<Gender> = 1 Gender;
        at: Option<Moment> = 2 VisitAt "来访时间|来店时间|到店时间|进店时间|来访日期|到访时间|接待时间|首次来访时间|\
            到店日期|客流时间|接待开始时间|进展厅时间|入店时间|来电时间|日期|来店登记时间|到店登记时间|来访登记时间|\
            登记时间|Visit Date|Visit Time|Visited At|Visit|Date"
            + VisitTime "来访时刻|到店时刻|来店时刻|进店时刻|时刻|具体时间|时间|Time";
        phone: Phone = 3 Phone;
        focus: Option<String> = 4 Focus "关注重点|关注点|客户关注点|购车关注点|关注因素|Focus";
        level: Option<Level> = 5 Level "意向级别|客户级别|意向等级|客户等级|线索评级|线索等级|线索级别|级别|客户意向|\
            意向|客户意向级别|接待后级别|Level|Grade";
        model: Option<String> = 6 Model;
        colour: Option<String> = 7 Colour "车身颜色|颜色|意向颜色|外观颜色|车色|外色|车辆颜色|Colour|Color";
        budget: Option<String> = 8 Budget "预算金额|预算|购车预算|预算区间|客户预算|预算范围|Budget";
        consultant: Option<String> = 9 Consultant;
    }
}

/// What says that a list with a name and a date is of visits to the showroom.
const SIGNS: &[Field] = &[Field::Level, Model, Focus, Colour, Budget, Consultant, Field::Gender];

impl Import for VisitRow {
    const WORDS: Words = Words {
        name: ("来店登记", "Showroom visits"),
        brings: ("到店、自然进店", "showroom visits, walk-ins"),
        source: ("展厅接待 › 来店登记 › 导出", "Showroom › Visitor log › Export"),
        template: "visits.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[VisitAt, Name, Phone, Level, Model, Consultant, Gender, Focus, Budget];
    const REQUIRED: usize = 3;
    const ROW_FORMATS: &'static [usize] = &[10];
    const OWN: &'static [Field] = &[VisitAt];
    const BEFORE: &'static [&'static str] = &["来店", "到店", "来访", "接待"];
    const PART: Part = Part::BeforeBuying;
    const STAFF: Option<Field> = Some(Consultant);

    fn is_told_by(given: &Given) -> bool {
        given.any(&[VisitAt]) && given.any(&[Name, Field::Phone]) && given.any(SIGNS)
    }

    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, false)?;
        dated(self.at.is_some(), VisitAt)?;
        note_missing(source, &self.name, &self.phone);
        Ok(())
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person { gender: row.gender(), ..Person::seen(row.at().map(Moment::day)) }
    }

    fn prospect(row: At<'_, Self>) -> Option<Prospect<'_>> {
        let (level, model, consultant) = (row.level(), row.model(), row.consultant());
        Some(Prospect { step: Step::Visit, level, model, consultant })
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.person(row.phone(), row.name()).and(row.at())
    }
}
