//! 维修工单: service orders.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Refusal, Words, dated, somebody},
    row::{At, row},
    values::{Fen, Phone, ServiceKind, Vin},
};
use crate::time::Moment;

row! {
    /// A service order (维修工单).
    pub struct ServiceRow {
        /// 工单号
        order: Option<String> = 0 OrderNo "工单号|工单编号|委托书号|RO号|维修工单号|结算单号|委托单号|维修单号|\
            工单号码|派工单号|施工单号|单据号|工单代码|工单编码|单据编号|任务委托书号|服务单号|业务单号|RO单号|\
            RO编号|维修合同号|维修工单编号|委托书编号|结算单编号|单号|工单|RO|RO No|RO Number|Order No|Order Number|\
            Repair Order|Work Order";
        at: Option<Moment> = 1 ServiceAt "接待日期|接待时间|进厂日期|进厂时间|进站日期|来厂日期|接车日期|接车时间|\
            入厂日期|开单日期|开单时间|工单日期|开工单日期|工单创建时间|工单开立时间|维修日期|维修时间|送修日期|\
            送修时间|进店日期|进店时间|进站时间|来厂时间|入厂时间|业务日期|修理日期|修理时间|报修日期|交修日期|\
            进场日期|到厂日期|工单开始时间|出单日期|派工日期|制单日期|制单时间|服务日期|登记日期|单据日期|创建时间|\
            下单日期|结算日期|结算时间|结账日期|竣工日期|日期|Service Date|RO Date|Date In|Check In|Order Date|Date"
            + ServiceTime "接待时刻|进厂时刻|时刻|具体时间|时间|Time";
        name: String = 2 Name;
        phone: Phone = 3 Phone;
        plate: Option<String> = 4 Plate;
        model: Option<String> = 5 Model;
        vin: Option<Vin> = 6 Vin;
        kind: Option<ServiceKind> = 7 ServiceKind "业务类型|维修类型|工单类型|维修类别|服务类型|业务类别|修理类型|\
            修理类别|维修种类|业务种类|工单类别|维修性质|作业类型|来厂类型|进厂类型|维修业务类型|Service Type|\
            Job Type|Repair Type|Order Type";
        mileage_km: Option<u32> = 8 Mileage;
        /// 合计金额
        total: Option<Fen> = 9 Total "合计金额|总金额|维修金额|工单金额|费用合计|总费用|金额合计|维修总金额|维修费用|\
            产值|总产值|工单总金额|维修总费用|合计|总计|消费金额|金额|维修总额|工单总额|合计费用|费用总计|Total|\
            Total Amount|Amount";
        /// 应结金额
        payable: Option<Fen> = 10 Payable "应结金额|结算金额|应收金额|实收金额|实结金额|客户应付|实付金额|应付金额|\
            结算总金额|客户付费金额|实际金额|优惠后金额|结账金额|应收合计|实收合计|Payable|Amount Due|Paid|Net Amount";
        adviser: Option<String> = 11 Adviser;
        /// 送修人, a contact and not the owner.
        brought_by: Option<String> = 12 BroughtBy "送修人|送修人姓名|送车人|送修客户|送修联系人|来厂人|送车人姓名|\
            Brought By";
        note: Option<String> = 13 Memo "备注|备忘|备注信息|维修备注|工单备注|说明|客户描述|故障描述|维修内容|\
            维修项目|Remark|Remarks|Memo|Note|Notes";
    }
}

/// Orders of one number that lie further apart than this are two, also of one car: an order's day may be the one it was opened or
/// settled, but numbers start anew each month at the earliest.
const ONE_ORDER_DAYS: i32 = 20;

impl Import for ServiceRow {
    const WORDS: Words = Words {
        name: ("维修工单", "Service orders"),
        brings: ("首保、保养、流失预警", "first service, maintenance, owners at risk"),
        source: ("售后管理 › 维修工单（结算单）查询 › 导出", "After-sales › Repair orders › Export"),
        template: "services.xlsx",
    };
    const TEMPLATE: &'static [Field] = &[
        ServiceAt,
        Field::Vin,
        Plate,
        Name,
        Phone,
        OrderNo,
        ServiceKind,
        Mileage,
        Model,
        Total,
        Payable,
        Adviser,
        BroughtBy,
    ];
    const REQUIRED: usize = 5;
    const ROW_FORMATS: &'static [usize] = &[14];
    const OWN: &'static [Field] = &[OrderNo, Field::ServiceKind, BroughtBy, Payable];
    const BEFORE: &'static [&'static str] = &["工单", "维修", "进厂", "进站", "服务"];
    const PART: Part = Part::Service;
    const STAFF: Option<Field> = Some(Adviser);

    fn is_told_by(given: &Given) -> bool {
        given.any(&[ServiceAt])
            && given.car_or_person()
            && given.any(&[OrderNo, Field::ServiceKind, Mileage, Total, Payable])
    }

    fn settle(&mut self, _: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, self.vin.is_some() || self.plate.is_some())?;
        dated(self.at.is_some(), ServiceAt)
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.at()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.at().map(Moment::day))
    }

    fn number(row: At<'_, Self>) -> Option<&str> {
        row.order()
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.vehicle_or_person(row.vin(), row.phone(), row.name())
            .and(row.at().map(Moment::day))
            .and(row.total().or(row.payable()))
    }

    /// Small workshops start their numbers anew each month or year: another car on another day is another order.
    fn is_one(row: At<'_, Self>, other: At<'_, Self>) -> bool {
        let Some((day, other_day)) = row.at().zip(other.at()).map(|(a, b)| (a.day(), b.day())) else { return true };
        let is_other_car = match (row.vin(), other.vin()) {
            (Some(a), Some(b)) => !a.0.ends_with(b.0) && !b.0.ends_with(a.0),
            _ => row.plate().zip(other.plate()).is_some_and(|(a, b)| a != b),
        };
        (day == other_day || !is_other_car) && day.days_since(other_day).abs() <= ONE_ORDER_DAYS
    }
}
