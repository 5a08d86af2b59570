//! Which field of a row each [`Field`] is, once for all uses: overlaying a newer row and listing values.

use super::{rows::*, values::*};
use crate::model::fields::Field;
use crate::{
    lifecycle::stage::Level,
    time::{Day, Moment},
};
use serde::{Deserialize, Serialize};

/// A value of a fact, still without a language.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ValueView {
    Text(String),
    Moment(Moment),
    Day(Day),
    Count(u32),
    Fen(i64),
    Flag(bool),
    Level(Level),
    Gender(Gender),
    Service(ServiceKind),
    Policy(PolicyKind),
    Answer(AnswerKind),
    /// The file leaves open what it should say.
    Unknown,
}

/// A row whose fields answer to [`Field`].
pub trait Columns: Clone + PartialEq {
    /// Takes over what `newer` says in the fields for which `given` holds: a column the newer file has, blank or not.
    fn overlay(&mut self, newer: Self, given: &dyn Fn(Field) -> bool);

    /// What the row says, in the order of the fields; absent values left out. Telephone numbers come masked.
    fn values(&self) -> Vec<(Field, ValueView)>;
}

/// A value that can be shown.
trait Shown {
    fn shown(&self) -> Option<ValueView>;
}

impl<T: Shown> Shown for Option<T> {
    fn shown(&self) -> Option<ValueView> {
        self.as_ref().and_then(Shown::shown)
    }
}

impl Shown for String {
    fn shown(&self) -> Option<ValueView> {
        (!self.is_empty()).then(|| ValueView::Text(self.clone()))
    }
}

impl Shown for Phone {
    fn shown(&self) -> Option<ValueView> {
        match self {
            Self::Absent => None,
            Self::Damaged(text) | Self::Unusable(text) => Some(ValueView::Text(text.clone())),
            _ => Some(ValueView::Text(self.masked())),
        }
    }
}

impl Shown for Vin {
    fn shown(&self) -> Option<ValueView> {
        Some(ValueView::Text(self.0.clone()))
    }
}

macro_rules! shown_as {
    ($($type:ty => $variant:ident($value:expr)),* $(,)?) => {$(
        impl Shown for $type {
            fn shown(&self) -> Option<ValueView> {
                let value: fn(&$type) -> _ = $value;
                Some(ValueView::$variant(value(self)))
            }
        }
    )*};
}

shown_as! {
    Moment => Moment(|v| *v),
    Day => Day(|v| *v),
    u32 => Count(|v| *v),
    u8 => Count(|v| u32::from(*v)),
    bool => Flag(|v| *v),
    Fen => Fen(|v| v.0),
    Level => Level(|v| *v),
    Gender => Gender(|v| *v),
    ServiceKind => Service(Clone::clone),
    PolicyKind => Policy(|v| *v),
    AnswerKind => Answer(|v| *v),
}

/// The table of one row type: `field path: Field`.
macro_rules! columns {
    ($row:ty { $($place:ident $([$index:literal])?: $field:ident),* $(,)? }) => {
        impl Columns for $row {
            fn overlay(&mut self, newer: Self, given: &dyn Fn(Field) -> bool) {
                $(if given(Field::$field) {
                    self.$place $([$index])? = newer.$place $([$index])?.clone();
                })*
            }

            fn values(&self) -> Vec<(Field, ValueView)> {
                let mut values = Vec::new();
                $(if let Some(value) = self.$place $([$index])?.shown() {
                    values.push((Field::$field, value));
                })*
                values
            }
        }
    };
}

columns!(LeadRow {
    code: LeadCode,
    customer_code: CustomerCode,
    name: Name,
    phone: Phone,
    gender: Gender,
    city: City,
    channel: Channel,
    sub_channel: SubChannel,
    lead_type: LeadType,
    model: Model,
    budget: Budget,
    dealer: Dealer,
    created: LeadCreated,
    assigned: LeadAssigned,
    first_contact: FirstContact,
    level: Level,
    follow_note: FollowNote,
    last_follow: LastFollow,
    next_follow: NextFollow,
    follow_count: FollowCount,
    wechat: Wechat,
    wechat_at: WechatAt,
    first_visit: FirstVisit,
    test_drive: TestDriveAt,
    quote: QuoteAt,
    order: OrderAt,
    order_status: OrderStatus,
    delivered: DealAt,
    defeat: DefeatAt,
    defeat_reason: DefeatReason,
    competitor: Competitor,
    focus: Focus,
    memo: Memo,
    consultant: Consultant,
});

columns!(VisitRow {
    at: VisitAt,
    name: Name,
    gender: Gender,
    phone: Phone,
    focus: Focus,
    level: Level,
    model: Model,
    colour: Colour,
    budget: Budget,
    consultant: Consultant,
});

columns!(SaleRow {
    name: Name,
    phone: Phone,
    address: Address,
    vin: Vin,
    engine: Engine,
    model: Model,
    plate: Plate,
    delivered: DeliveredOn,
    bought: BoughtOn,
    invoiced: InvoicedOn,
    filed: FiledOn,
    price: Price,
    first_service: FirstServiceOn,
    consultant: Consultant,
});

columns!(ServiceRow {
    order: OrderNo,
    at: ServiceAt,
    name: Name,
    phone: Phone,
    plate: Plate,
    model: Model,
    vin: Vin,
    kind: ServiceKind,
    mileage_km: Mileage,
    total: Total,
    payable: Payable,
    adviser: Adviser,
    brought_by: BroughtBy,
    note: Memo,
});

columns!(PolicyRow {
    vin: Vin,
    name: Name,
    phone: Phone,
    plate: Plate,
    kind: PolicyKind,
    last_insurer: LastInsurer,
    insurer: Insurer,
    here: RenewedHere,
    specialist: Specialist,
    signed: SignedOn,
    expires: ExpiresOn,
});

columns!(AnswerRow {
    at: AnsweredOn,
    kind: AnswerKind,
    name: Name,
    phone: Phone,
    vin: Vin,
    items[0]: ItemOnline,
    items[1]: ItemBeforeVisit,
    items[2]: ItemReception,
    items[3]: ItemShowroom,
    items[4]: ItemTestDrive,
    items[5]: ItemDeal,
    items[6]: ItemDelivery,
    items[7]: ItemBargaining,
    items[8]: ItemServiceQuality,
    items[9]: ItemFacility,
    items[10]: ItemServiceHandover,
    items[11]: ItemServiceAdviser,
    items[12]: ItemServiceStart,
    recommend: Recommend,
    verbatim: Verbatim,
});

columns!(CardRow {
    vin: Vin,
    phone: Phone,
    name: Name,
    plate: Plate,
    model: Model,
    filed: FiledOn,
    last_service: LastServiceOn,
    adviser: Adviser,
    next_service: NextServiceOn,
    bought: BoughtOn,
    tag: Tag,
    mileage_km: Mileage,
    warranty_until: WarrantyUntil,
});
