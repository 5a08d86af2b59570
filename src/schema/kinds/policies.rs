//! 保险: policies of cars, renewed here or elsewhere.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Refusal, Words, dated, somebody},
    row::{At, row},
    values::{Phone, PolicyKind, Vin},
};
use crate::{
    diag::Matter,
    time::{Day, Moment},
};

row! {
    /// A policy (保险).
    pub struct PolicyRow {
        vin: Option<Vin> = 0 Vin;
        name: String = 1 Name;
        phone: Phone = 2 Phone;
        plate: Option<String> = 3 Plate;
        kind: Option<PolicyKind> = 4 PolicyKind "保险类型|险种|险别|保单类型|保险种类|险种类型|险种名称|保险类别|\
            险类|投保险种|Policy Type|Insurance Type";
        last_insurer: Option<String> = 5 LastInsurer "上一年承保公司|上年承保公司|去年承保公司|上年保险公司|\
            原保险公司|上一年保险公司|去年保险公司|上年度承保公司|上期保险公司|Last Insurer";
        insurer: Option<String> = 6 Insurer "本年承保公司|承保公司|保险公司|本年保险公司|今年承保公司|本期保险公司|\
            投保公司|承保保险公司|本年度承保公司|投保保险公司|保险机构|承保机构|Insurer|Insurance Company";
        /// 是否本店
        here: Option<bool> = 7 RenewedHere "是否本店|是否本店续保|本店续保|是否在店续保|是否本店投保|是否在店|\
            是否本店承保|是否店内续保|Renewed Here";
        specialist: Option<String> = 8 Specialist "续保专员|保险专员|续保人员|续保顾问|保险顾问|续保员|保险员|续保人|\
            保险业务员|专员|Specialist|Agent";
        /// 签单日期, else 起保日期: the day of the renewal.
        signed: Option<Day> = 10 SignedOn "签单日期|出单日期|续保日期|投保日期|承保日期|保单签订日期|保险签单日期|\
            签约日期|购险日期|起保日期|保险起保日期|保险起期|保单起期|起期|起保|保险开始日期|保单开始日期|\
            保险生效日期|保单生效日期|生效日期|保险起始日期|保单起始日期|起始日期|开始日期|Signed On|Policy Start|\
            Start Date|Effective Date";
        /// 保险到期时间
        expires: Option<Day> = 9 ExpiresOn "保险到期时间|保险到期日期|到期日期|到期时间|保险终止日期|保单到期日期|\
            保险到期日|保险终期|终保日期|终保时间|保险止期|保险结束日期|保单终止日期|保单到期日|截止日期|保单止期|\
            失效日期|保险截止日期|投保到期日期|续保到期日期|保险到期|结束日期|止期|到期|终止日期|Expiry Date|Expires|\
            Expires On|Policy End";
    }
}

impl At<'_, PolicyRow> {
    /// When the policy was renewed, if it was, here or elsewhere. A list without a day of its own says no more than when it was due.
    pub fn renewed_on(self) -> Option<Day> {
        self.signed().or(self.expires())
    }
}

impl Import for PolicyRow {
    const WORDS: Words = Words {
        name: ("保险", "Insurance"),
        brings: ("续保与外投", "renewals here and elsewhere"),
        source: ("续保管理 › 保单到期清单 › 导出", "Renewals › Expiring policies › Export"),
        template: "insurance.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[
        ExpiresOn,
        PolicyKind,
        Field::Vin,
        Name,
        Phone,
        Plate,
        RenewedHere,
        SignedOn,
        LastInsurer,
        Insurer,
        Specialist,
    ];
    const REQUIRED: usize = 3;
    const ROW_FORMATS: &'static [usize] = &[10, 11];
    const OWN: &'static [Field] = &[Field::PolicyKind, ExpiresOn, LastInsurer, Insurer];
    const BEFORE: &'static [&'static str] =
        &["保险", "保单", "投保", "交强险", "商业险", "交强", "商业", "交强险保单", "商业险保单"];
    const PART: Part = Part::Insurance;
    const STAFF: Option<Field> = Some(Specialist);
    const IS_ANNOUNCED: bool = true;

    fn is_told_by(given: &Given) -> bool {
        given.any(&[ExpiresOn])
            && given.car_or_person()
            && given.any(&[Field::Vin, Plate, Field::PolicyKind, Insurer, LastInsurer])
    }

    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, self.vin.is_some() || self.plate.is_some())?;
        dated(self.expires.is_some(), ExpiresOn)?;
        // A word that names something else than the two (驾意险) makes it another policy; no word leaves it open.
        let is_other = self.kind.is_none() && source.text(Field::PolicyKind).is_some();
        if is_other { Err((Some(Field::PolicyKind), Matter::KeyKindMissing)) } else { Ok(()) }
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.expires().map(Day::moment)
    }

    fn person(_: At<'_, Self>) -> Person<'_> {
        Person::seen(None)
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.vehicle_or_person(row.vin(), row.phone(), row.name()).and(row.expires())
    }

    /// A list without the kind may mean either policy of a car, until another file says which.
    fn is_one(row: At<'_, Self>, other: At<'_, Self>) -> bool {
        row.kind().is_none() || other.kind().is_none() || row.kind() == other.kind()
    }
}
