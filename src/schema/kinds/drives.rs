//! 试驾记录: test drives, with what the customer said of them.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Prospect, Refusal, Words, dated, note_missing, somebody},
    row::{At, row},
    values::Phone,
};
use crate::{terms::stage::Step, time::Moment};

row! {
    /// A test drive (试驾记录).
    pub struct DriveRow {
        name: String = 0 Name "试驾人|试驾客户|试驾人姓名|试驾客户姓名|试乘试驾客户";
        phone: Phone = 1 Phone "试驾人电话|试驾人手机|试驾人手机号|试驾客户电话|试驾客户手机";
        model: Option<String> = 2 Model "试驾车型|试驾车|试驾车系|试乘试驾车型|试驾车辆|体验车型";
        at: Option<Moment> = 3 TestDriveAt "试驾时间|试驾日期|试乘试驾时间|试乘试驾日期|试驾完成时间|试驾开始时间|\
            实际试驾时间|试驾登记时间|体验时间|Test Drive|Test Drive Date|Test Drive Time";
        consultant: Option<String> = 4 Consultant "试驾顾问|陪驾顾问|试驾专员|陪驾人|陪驾人员|陪驾员|陪同顾问|\
            试乘试驾专员|试驾负责人";
        feedback: Option<String> = 5 DriveFeedback "试驾反馈|试驾评价|试驾感受|试乘试驾反馈|试乘试驾评价|试驾意见|\
            试驾体验反馈|客户反馈|客户评价|反馈|反馈内容|评价|评价内容|试驾备注|Feedback|Comment|Comments";
        score: Option<u8> = 6 DriveScore "试驾评分|试驾满意度|评分|满意度|满意度评分|试乘试驾评分|试乘试驾满意度|\
            试驾得分|试驾打分|打分|得分|Score|Rating";
    }
}

impl At<'_, DriveRow> {
    /// When the customer was asked what the drive was like, if that was noted: with the drive.
    pub fn asked(self) -> Option<Moment> {
        self.at().filter(|_| self.feedback().is_some() || self.score().is_some())
    }
}

impl Import for DriveRow {
    const WORDS: Words = Words {
        name: ("试驾记录", "Test drives"),
        brings: ("试驾与试驾反馈", "test drives and what was said of them"),
        source: ("展厅管理 › 试乘试驾登记 › 导出", "Showroom › Test-drive log › Export"),
        template: "drives.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[TestDriveAt, Name, Phone, Model, Consultant, DriveFeedback, DriveScore];
    const REQUIRED: usize = 3;
    const ROW_FORMATS: &'static [usize] = &[7];
    const OWN: &'static [Field] = &[DriveFeedback, DriveScore];
    const BEFORE: &'static [&'static str] = &["试驾", "试乘试驾"];
    const PART: Part = Part::BeforeBuying;
    const STAFF: Option<Field> = Some(Consultant);

    /// Lists of leads and visits may have the day of a drive too: they have a day of their own that weighs more.
    fn is_told_by(given: &Given) -> bool {
        given.any(&[TestDriveAt]) && given.any(&[Name, Field::Phone]) && given.any(&[Model, DriveFeedback, DriveScore])
    }

    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, false)?;
        dated(self.at.is_some(), TestDriveAt)?;
        note_missing(source, &self.name, &self.phone);
        Ok(())
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.at().map(Moment::day))
    }

    fn prospect(row: At<'_, Self>) -> Option<Prospect<'_>> {
        let (model, consultant) = (row.model(), row.consultant());
        Some(Prospect { step: Step::TestDrive, level: None, model, consultant })
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.person(row.phone(), row.name()).and(row.at())
    }
}
