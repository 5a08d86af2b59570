//! 保养档案: what the workshop keeps of a car.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Refusal, Words},
    row::{At, row},
    values::{Phone, Vin},
};
use crate::{
    diag::Matter,
    time::{Day, Moment},
};

row! {
    /// A car as the workshop keeps it (保养档案).
    pub struct CardRow {
        vin: Option<Vin> = 0 Vin;
        phone: Phone = 1 Phone;
        /// 会员名称
        name: String = 2 Name;
        plate: Option<String> = 3 Plate;
        model: Option<String> = 4 Model;
        /// 建档时间
        filed: Option<Day> = 5 FiledOn "建档时间|建档日期|建卡时间|创建时间|入会时间|注册时间|会员建档时间";
        /// 进店时间 or 上次保养时间
        last_service: Option<Day> = 6 LastServiceOn "上次保养时间|进店时间|上次保养日期|最近保养时间|最近进店时间|\
            最近进厂日期|最后进厂日期|上次进厂日期|最近一次保养时间|最后保养日期|最近到店时间|上次到店时间|\
            最近来厂日期|上次进店时间|最后来厂日期|末次进厂日期|最近维修日期|最后一次进厂时间|保养时间|上次维修日期|\
            Last Service|Last Service Date";
        adviser: Option<String> = 7 Adviser;
        /// 下次保养时间
        next_service: Option<Day> = 8 NextServiceOn "下次保养时间|下次保养日期|预计下次保养时间|预计保养日期|\
            保养到期时间|预计下次保养日期|应保养日期|下次应保养日期|预计下次进厂日期|下次保养|下次保养提醒日期|\
            保养提醒日期|到期保养日期|Next Service|Next Service Date";
        /// 下次保养里程
        next_service_km: Option<u32> = 13 NextServiceMileage "下次保养里程|预计下次保养里程|下次保养公里数|应保养里程|\
            下次应保养里程|预计保养里程|Next Service Mileage";
        /// 购车时间
        bought: Option<Day> = 9 BoughtOn "购车时间|购车日期|购买日期|销售日期|交车日期|成交日期|提车日期|\
            Purchase Date|Sale Date";
        /// 客户标签
        tag: Option<String> = 10 Tag "客户标签|标签|用户标签|会员标签|车主标签|客户分类|Tag|Tags";
        mileage_km: Option<u32> = 11 Mileage;
        /// 质保到期时间
        warranty_until: Option<Day> = 12 WarrantyUntil "质保到期时间|质保到期日期|保修到期日期|质保截止日期|\
            保修截止日期|三包到期日期|质保到期|保修到期|质保结束日期|保修终止日期|质保终止日期|保修结束日期|\
            三包结束日期|保修期至|质保期至|保修止期|质保止期|Warranty Until|Warranty End|Warranty Expiry";
    }
}

impl Import for CardRow {
    const WORDS: Words = Words {
        name: ("保养档案", "Vehicle cards"),
        brings: ("里程、下次保养、质保到期", "mileage, next service, warranty end"),
        source: ("客户管理 › 车辆（保养）档案 › 导出", "Customers › Vehicle files › Export"),
        template: "cards.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[
        Field::Vin,
        Name,
        Phone,
        Plate,
        Model,
        BoughtOn,
        Mileage,
        LastServiceOn,
        NextServiceOn,
        WarrantyUntil,
        Adviser,
    ];
    const REQUIRED: usize = 1;
    const ROW_FORMATS: &'static [usize] = &[13, 14];
    const OWN: &'static [Field] = &[LastServiceOn, NextServiceOn, WarrantyUntil];
    const PART: Part = Part::Service;
    const STAFF: Option<Field> = Some(Adviser);

    fn is_told_by(given: &Given) -> bool {
        given.any(&[Field::Vin, Plate])
            && given.any(&[LastServiceOn, NextServiceOn, WarrantyUntil, Tag, FiledOn])
            && (given.any(&[NextServiceOn, WarrantyUntil])
                || given.count(&[LastServiceOn, FiledOn, Tag, BoughtOn, Mileage]) >= 2)
    }

    /// A card is about a vehicle: without a VIN and a plate there is nothing it could be kept under.
    fn settle(&mut self, _: &mut dyn Source) -> Result<(), Refusal> {
        let is_of_a_car = self.vin.is_some() || self.plate.is_some();
        if is_of_a_car { Ok(()) } else { Err((Some(Field::Vin), Matter::NobodyNamed)) }
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.bought().or(row.filed()).or(row.last_service()).map(Day::moment)
    }

    fn days(row: At<'_, Self>) -> impl Iterator<Item = Day> {
        [row.filed(), row.bought(), row.last_service()].into_iter().flatten()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.bought().or(row.filed()))
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        let car = row.vin().map(|vin| vin.0).or(row.plate());
        key.car_or_person(car, row.phone(), row.name())
    }
}
