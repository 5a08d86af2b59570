//! The fields a file's columns can mean, per kind. Which headers mean them: `exchange::columns`.

use crate::model::rows::{ITEMS, Kind};
use crate::numbered::numbered;

numbered! {
    /// What a column means. Shared by all kinds; [`fields_of`] says which a kind has. Stored by its number.
    pub enum Field {
        Name = 0,
        Phone = 1,
        Gender = 2,
        City = 3,
        Address = 4,
        Vin = 5,
        Plate = 6,
        Model = 7,
        Engine = 8,
        Consultant = 9,
        Adviser = 10,
        Mileage = 11,
        Memo = 12,
        // Leads
        LeadCode = 13,
        CustomerCode = 14,
        Channel = 15,
        SubChannel = 16,
        LeadType = 17,
        Budget = 18,
        Dealer = 19,
        LeadCreated = 20,
        LeadAssigned = 21,
        FirstContact = 22,
        Level = 23,
        FollowNote = 24,
        LastFollow = 25,
        NextFollow = 26,
        FollowCount = 27,
        Wechat = 28,
        WechatAt = 29,
        FirstVisit = 30,
        TestDriveAt = 31,
        QuoteAt = 32,
        OrderAt = 33,
        OrderStatus = 34,
        DealAt = 35,
        DefeatAt = 36,
        DefeatReason = 37,
        Competitor = 38,
        Focus = 39,
        // Visits
        VisitAt = 40,
        /// The time of day, where the date stands in a column of its own.
        VisitTime = 41,
        Colour = 42,
        // Sales
        DeliveredOn = 43,
        BoughtOn = 44,
        InvoicedOn = 45,
        FiledOn = 46,
        Price = 47,
        FirstServiceOn = 48,
        // Services
        OrderNo = 49,
        ServiceAt = 50,
        ServiceTime = 51,
        ServiceKind = 52,
        Total = 53,
        Payable = 54,
        BroughtBy = 55,
        // Insurance
        PolicyKind = 56,
        LastInsurer = 57,
        Insurer = 58,
        RenewedHere = 59,
        Specialist = 60,
        ExpiresOn = 61,
        // Answers
        AnsweredOn = 62,
        AnswerKind = 63,
        ItemOnline = 64,
        ItemBeforeVisit = 65,
        ItemReception = 66,
        ItemShowroom = 67,
        ItemTestDrive = 68,
        ItemDeal = 69,
        ItemDelivery = 70,
        ItemBargaining = 71,
        ItemServiceQuality = 72,
        ItemFacility = 73,
        ItemServiceHandover = 74,
        ItemServiceAdviser = 75,
        ItemServiceStart = 76,
        Recommend = 77,
        Verbatim = 78,
        // Cards
        LastServiceOn = 79,
        NextServiceOn = 80,
        Tag = 81,
        WarrantyUntil = 82,
        // Insurance
        SignedOn = 83,
    }
}

impl Field {
    /// A number by which a paper, a car or a lead is found. It is shown as it is, whatever it looks like.
    pub fn is_document_number(self) -> bool {
        use Field::*;
        matches!(self, LeadCode | CustomerCode | OrderNo | Vin | Plate | Engine)
    }

    /// Number of fields; a field as an index is below it.
    pub const COUNT: usize = Self::SignedOn as usize + 1;

    /// Whether the column holds dates (a time of day beside a date is none).
    pub fn is_date(self) -> bool {
        use Field::*;
        matches!(
            self,
            LeadCreated
                | LeadAssigned
                | FirstContact
                | LastFollow
                | NextFollow
                | WechatAt
                | FirstVisit
                | TestDriveAt
                | QuoteAt
                | OrderAt
                | DealAt
                | DefeatAt
                | VisitAt
                | DeliveredOn
                | BoughtOn
                | InvoicedOn
                | FiledOn
                | FirstServiceOn
                | ServiceAt
                | SignedOn
                | ExpiresOn
                | AnsweredOn
                | LastServiceOn
                | NextServiceOn
                | WarrantyUntil
        )
    }
}

/// The columns of the survey items, in the order of [`SurveyItem`](crate::lifecycle::touchpoint::SurveyItem).
pub const ITEM_FIELDS: [Field; ITEMS] = [
    Field::ItemOnline,
    Field::ItemBeforeVisit,
    Field::ItemReception,
    Field::ItemShowroom,
    Field::ItemTestDrive,
    Field::ItemDeal,
    Field::ItemDelivery,
    Field::ItemBargaining,
    Field::ItemServiceQuality,
    Field::ItemFacility,
    Field::ItemServiceHandover,
    Field::ItemServiceAdviser,
    Field::ItemServiceStart,
];

/// The fields of a kind, in the order they are shown.
pub fn fields_of(kind: Kind) -> &'static [Field] {
    use Field::*;
    match kind {
        Kind::Leads => &[
            LeadCode,
            CustomerCode,
            Name,
            Phone,
            Gender,
            City,
            Channel,
            SubChannel,
            LeadType,
            Model,
            Budget,
            Dealer,
            LeadCreated,
            LeadAssigned,
            FirstContact,
            Level,
            FollowNote,
            LastFollow,
            NextFollow,
            FollowCount,
            Wechat,
            WechatAt,
            FirstVisit,
            TestDriveAt,
            QuoteAt,
            OrderAt,
            OrderStatus,
            DealAt,
            DefeatAt,
            DefeatReason,
            Competitor,
            Focus,
            Memo,
            Consultant,
        ],
        Kind::Visits => &[Name, Gender, VisitAt, VisitTime, Phone, Focus, Level, Model, Colour, Budget, Consultant],
        Kind::Sales => &[
            Name,
            Phone,
            Address,
            Vin,
            Engine,
            Model,
            Plate,
            DeliveredOn,
            BoughtOn,
            InvoicedOn,
            FiledOn,
            Price,
            FirstServiceOn,
            Consultant,
        ],
        Kind::Services => &[
            OrderNo,
            ServiceAt,
            ServiceTime,
            Name,
            Phone,
            Plate,
            Model,
            Vin,
            ServiceKind,
            Mileage,
            Total,
            Payable,
            Adviser,
            BroughtBy,
            Memo,
        ],
        Kind::Insurance => {
            &[Vin, Name, Phone, Plate, PolicyKind, LastInsurer, Insurer, RenewedHere, Specialist, SignedOn, ExpiresOn]
        }
        Kind::Answers => &[
            AnsweredOn,
            AnswerKind,
            Name,
            Phone,
            Vin,
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
        ],
        Kind::Cards => &[
            Vin,
            Phone,
            Name,
            Plate,
            Model,
            FiledOn,
            LastServiceOn,
            Adviser,
            NextServiceOn,
            BoughtOn,
            Tag,
            Mileage,
            WarrantyUntil,
        ],
    }
}

/// The columns of a kind's blank template: what the product works with, what a row cannot do without first.
pub fn template_of(kind: Kind) -> &'static [Field] {
    use Field::*;
    match kind {
        Kind::Leads => &[
            LeadCreated,
            Name,
            Phone,
            LeadCode,
            Channel,
            Level,
            Model,
            LeadAssigned,
            FirstContact,
            LastFollow,
            FirstVisit,
            TestDriveAt,
            QuoteAt,
            OrderAt,
            DealAt,
            DefeatAt,
            DefeatReason,
            Competitor,
            Consultant,
            Wechat,
            WechatAt,
            Gender,
            City,
            Budget,
            Focus,
        ],
        Kind::Visits => &[VisitAt, Name, Phone, Level, Model, Consultant, Gender, Focus, Budget],
        Kind::Sales => {
            &[DeliveredOn, Name, Phone, Vin, Model, Price, Plate, InvoicedOn, FirstServiceOn, Address, Consultant]
        }
        Kind::Services => &[
            ServiceAt,
            Vin,
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
        ],
        Kind::Insurance => {
            &[ExpiresOn, PolicyKind, Vin, Name, Phone, Plate, RenewedHere, SignedOn, LastInsurer, Insurer, Specialist]
        }
        Kind::Answers => fields_of(kind),
        Kind::Cards => {
            &[Vin, Name, Phone, Plate, Model, BoughtOn, Mileage, LastServiceOn, NextServiceOn, WarrantyUntil, Adviser]
        }
    }
}

/// How many of a template's first columns a row cannot do without; of name, phone, VIN and plate one is enough.
pub const fn required_in(kind: Kind) -> usize {
    match kind {
        Kind::Leads | Kind::Visits | Kind::Insurance => 3,
        Kind::Sales | Kind::Answers => 4,
        Kind::Services => 5,
        Kind::Cards => 1,
    }
}
