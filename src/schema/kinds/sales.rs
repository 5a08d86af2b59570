//! 销售: cars sold.

use super::super::{
    cell::Source,
    fields::Field::{self, *},
    import::{Given, Import, Key, Part, Person, Refusal, Words, dated, somebody},
    row::{At, row},
    values::{Fen, Phone, Vin},
};
use crate::time::{Day, Moment};

row! {
    /// A car sold (销售).
    pub struct SaleRow {
        name: String = 0 Name "客户姓名|购方名称|购货单位|开票名称|发票客户名称|买方|买方名称|Buyer|Buyer Name";
        phone: Phone = 1 Phone;
        address: Option<String> = 2 Address;
        vin: Option<Vin> = 3 Vin;
        engine: Option<String> = 4 Engine;
        model: Option<String> = 5 Model;
        plate: Option<String> = 6 Plate;
        /// 交车日期
        delivered: Option<Day> = 7 DeliveredOn "交车日期|交车时间|提车日期|交付日期|实际交车日期|交车完成日期|\
            实际交付日期|提车时间|交付时间|交车|出库交车日期|实际提车日期|交车上报日期|Delivery Date|Delivered|\
            Delivered On|Delivery|Handover Date";
        /// 购车日期
        bought: Option<Day> = 8 BoughtOn "购车日期|购车时间|销售日期|购买日期|成交日期|购买时间|成交时间|销售时间|\
            零售日期|实销日期|上牌销售日期|订单日期|订购日期|签约日期|合同日期|Sale Date|Sales Date|Purchase Date|\
            Sold On|Date Of Sale";
        /// 开票日期
        invoiced: Option<Day> = 9 InvoicedOn "开票日期|开票时间|发票日期|发票时间|机动车发票日期|开具发票日期|\
            Invoice Date|Invoiced On";
        /// 建档日期
        filed: Option<Day> = 10 FiledOn "建档日期|建档时间|建卡日期|创建日期|录入日期|登记日期";
        price: Option<Fen> = 11 Price "销售价格|成交价|成交价格|销售价|实际售价|实际成交价|开票价|开票价格|开票金额|\
            车价|裸车价|成交金额|销售金额|车辆售价|售价|合同金额|实销价|实际销售价格|整车价格|发票金额|车辆价格|\
            成交总价|车款金额|销售总价|Price|Sale Price|Sales Price|Selling Price";
        /// 首保日期 as planned.
        first_service: Option<Day> = 12 FirstServiceOn "首保日期|首保时间|预计首保日期|计划首保日期|首保到期日期|\
            首次保养日期|预计首保时间|First Service Date";
        consultant: Option<String> = 13 Consultant;
    }
}

impl At<'_, SaleRow> {
    /// The day the owner's time starts: 交车日期, else 购车日期, else 开票日期.
    pub fn start(self) -> Option<Day> {
        self.delivered().or(self.bought()).or(self.invoiced())
    }
}

impl Import for SaleRow {
    const WORDS: Words = Words {
        name: ("销售", "Sales"),
        brings: ("交车与车主各阶段", "deliveries and the owner stages"),
        source: ("整车销售 › 交车（销售）台账 › 导出", "Vehicle sales › Delivery ledger › Export"),
        template: "sales.xlsx",
    };
    const TEMPLATE: &'static [Field] =
        &[DeliveredOn, Name, Phone, Field::Vin, Model, Price, Plate, InvoicedOn, FirstServiceOn, Address, Consultant];
    const REQUIRED: usize = 4;
    const ROW_FORMATS: &'static [usize] = &[14];
    const OWN: &'static [Field] = &[DeliveredOn, InvoicedOn, Price];
    const BEFORE: &'static [&'static str] = &["销售", "购车", "新车", "成交", "车主"];
    const PART: Part = Part::Purchase;
    const STAFF: Option<Field> = Some(Consultant);

    fn is_told_by(given: &Given) -> bool {
        given.any(&[Name, Field::Phone, Field::Vin])
            && given.any(&[Field::Vin, Price, Engine])
            && (given.any(&[DeliveredOn, InvoicedOn]) || given.any(&[BoughtOn]) && given.any(&[Price, Engine]))
    }

    fn settle(&mut self, source: &mut dyn Source) -> Result<(), Refusal> {
        somebody(&self.name, &self.phone, self.vin.is_some())?;
        let named = [DeliveredOn, BoughtOn, InvoicedOn].into_iter().find(|field| source.has(*field));
        let start = self.delivered.or(self.bought).or(self.invoiced);
        dated(start.is_some(), named.unwrap_or(DeliveredOn))
    }

    fn at(row: At<'_, Self>) -> Option<Moment> {
        row.start().map(Day::moment)
    }

    fn days(row: At<'_, Self>) -> impl Iterator<Item = Day> {
        [row.delivered(), row.bought(), row.invoiced()].into_iter().flatten()
    }

    fn person(row: At<'_, Self>) -> Person<'_> {
        Person::seen(row.start())
    }

    fn key(row: At<'_, Self>, key: Key) -> Key {
        key.vehicle_or_person(row.vin(), row.phone(), row.name()).and(row.start())
    }
}
