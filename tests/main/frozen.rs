//! The numbers under which values are stored. A released number never changes and never gets another meaning: changing
//! a line here would make released stores say something else. New values are appended to the lines.

use benyuan::{
    diag::Matter,
    model::{
        fields::Field,
        rows::Kind,
        values::{AnswerKind, Gender, Phone, PolicyKind, ServiceKind},
    },
    terms::{
        follow_up::{Outcome, Way},
        level_clock::LevelPreset,
        stage::{Level, Step, SubjectKind},
        touchpoint::SurveyItem,
    },
    time::Precision,
};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// Each value is read back from the bytes of its number in a page; the next unused number is refused.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(all: &[T], frozen: &str) {
    let number = |one: &T| postcard::from_bytes::<u32>(&postcard::to_stdvec(one).unwrap()).unwrap();
    let mut said: Vec<(u32, String)> = all.iter().map(|one| (number(one), format!("{one:?}"))).collect();
    said.sort();
    let said: Vec<String> = said.into_iter().map(|(number, name)| format!("{number} {name}")).collect();
    assert_eq!(said.join(", "), frozen);
    for one in all {
        assert_eq!(&postcard::from_bytes::<T>(&postcard::to_stdvec(&number(one)).unwrap()).unwrap(), one);
    }
    let beyond = all.iter().map(number).max().unwrap() + 1;
    assert!(postcard::from_bytes::<T>(&postcard::to_stdvec(&beyond).unwrap()).is_err());
}

#[test]
fn kinds() {
    check(
        &Kind::ALL,
        "0 Leads, 1 Visits, 2 Sales, 3 Services, 4 Insurance, 5 Answers, 6 Cards, 7 Drives, 8 FollowUps, 9 Notes, 10 Marks",
    );
}

#[test]
fn fields() {
    check(
        &Field::ALL,
        "0 Name, 1 Phone, 2 Gender, 3 City, 4 Address, 5 Vin, 6 Plate, 7 Model, 8 Engine, 9 Consultant, 10 \
        Adviser, 11 Mileage, 12 Memo, 13 LeadCode, 14 CustomerCode, 15 Channel, 16 SubChannel, 17 LeadType, 18 \
        Budget, 19 Dealer, 20 LeadCreated, 21 LeadAssigned, 22 FirstContact, 23 Level, 24 FollowNote, 25 \
        LastFollow, 26 NextFollow, 27 FollowCount, 28 Wechat, 29 WechatAt, 30 FirstVisit, 31 TestDriveAt, 32 \
        QuoteAt, 33 OrderAt, 34 OrderStatus, 35 DealAt, 36 DefeatAt, 37 DefeatReason, 38 Competitor, 39 Focus, \
        40 VisitAt, 41 VisitTime, 42 Colour, 43 DeliveredOn, 44 BoughtOn, 45 InvoicedOn, 46 FiledOn, 47 Price, \
        48 FirstServiceOn, 49 OrderNo, 50 ServiceAt, 51 ServiceTime, 52 ServiceKind, 53 Total, 54 Payable, 55 \
        BroughtBy, 56 PolicyKind, 57 LastInsurer, 58 Insurer, 59 RenewedHere, 60 Specialist, 61 ExpiresOn, 62 \
        AnsweredOn, 63 AnswerKind, 64 ItemOnline, 65 ItemBeforeVisit, 66 ItemReception, 67 ItemShowroom, 68 \
        ItemTestDrive, 69 ItemDeal, 70 ItemDelivery, 71 ItemBargaining, 72 ItemServiceQuality, 73 ItemFacility, \
        74 ItemServiceHandover, 75 ItemServiceAdviser, 76 ItemServiceStart, 77 Recommend, 78 Verbatim, 79 \
        LastServiceOn, 80 NextServiceOn, 81 Tag, 82 WarrantyUntil, 83 SignedOn, 84 DriveFeedback, \
        85 DriveScore, 86 NextServiceMileage, 87 FollowedAt, 88 FollowWay, 89 FollowOutcome, 90 StepMade, \
        91 LevelBefore, 92 RecordedBy, 93 NotedAt, 94 NoteText, 95 MarkedAt, 96 TouchpointKey, 97 MarkDone",
    );
}

#[test]
fn levels() {
    check(&Level::ALL, "0 O, 1 H, 2 A, 3 B, 4 C");
}

#[test]
fn genders() {
    check(&Gender::ALL, "0 Female, 1 Male");
}

#[test]
fn kinds_of_policy() {
    check(&PolicyKind::ALL, "0 Compulsory, 1 Commercial");
}

#[test]
fn kinds_of_survey() {
    check(&AnswerKind::ALL, "0 Buyer, 1 Defeated, 2 Service");
}

#[test]
fn survey_items() {
    check(
        &SurveyItem::ALL,
        "0 Online, 1 BeforeVisit, 2 Reception, 3 Showroom, 4 TestDrive, 5 Deal, 6 Delivery, 7 Bargaining, 8 \
        ServiceQuality, 9 Facility, 10 ServiceHandover, 11 ServiceAdviser, 12 ServiceStart",
    );
}

#[test]
fn presets_of_levels() {
    check(&LevelPreset::ALL, "0 BeijingHyundai, 1 GacHonda, 2 Third");
}

#[test]
fn matters_of_notes() {
    check(
        &Matter::ALL,
        "0 PhoneMasked, 1 PhoneMaskedLinked, 2 PhoneDamaged, 3 PhoneUnusable, 4 PhoneMissing, 5 PhoneShared, 6 \
        VinShort, 7 VinUnlinked, 8 VinCheckDigit, 9 VinLetters, 10 VinDamaged, 11 VinUnusable, 12 \
        DateUnreadable, 13 DateFromSerial, 14 DateZero, 15 DateImplausible, 16 NumberUnreadable, 17 \
        ScoreOutOfRange, 18 UnknownWord, 19 NameMissing, 20 CreationInferred, 21 StepBeforeCreation, 22 \
        NobodyNamed, 23 KeyDateMissing, 24 KeyKindMissing, 25 Repeated, 26 CodeDamaged, 27 FormulaWithoutResult, \
        28 KeyWithoutResult, 29 DateZoneAssumed, 30 CommaUnclear, 31 CellsBeyondHeader, 32 CharacterBroken, 33 \
        NumberReused",
    );
}

#[test]
fn precisions() {
    check(&Precision::ALL, "0 Day, 1 Minute");
}

/// A variant with a text is numbered by its position in the enum.
#[test]
fn telephones_and_kinds_of_service() {
    let text = || "x".to_owned();
    let phones =
        [Phone::Absent, Phone::Full(text()), Phone::Masked(text()), Phone::Damaged(text()), Phone::Unusable(text())];
    let bytes: Vec<Vec<u8>> = phones.iter().map(|phone| postcard::to_stdvec(phone).unwrap()).collect();
    assert_eq!(bytes, [vec![0], vec![1, 1, b'x'], vec![2, 1, b'x'], vec![3, 1, b'x'], vec![4, 1, b'x']]);
    use ServiceKind::*;
    let bytes = [First, Maintenance, Warranty, Accident, Other(text())].map(|kind| postcard::to_stdvec(&kind).unwrap());
    assert_eq!(bytes, [vec![0], vec![1], vec![2], vec![3], vec![4, 1, b'x']]);
}

#[test]
fn words_of_follow_ups() {
    check(&Way::ALL, "0 Call, 1 Wechat, 2 Sms, 3 Showroom, 4 AtHome, 5 Mail");
    check(
        &Outcome::ALL,
        "0 Talked, 1 MeansToBook, 2 Booked, 3 OtherTime, 4 NoTime, 5 ServiceDone, 6 MileageNotReached, 7 UsedElsewhere, \
        20 NoAnswer, 21 Declined, 22 SwitchedOff, 23 Suspended, 24 WrongNumber, 25 NotCalled, 26 NoReply, 40 Refused, \
        41 HungUp, 42 CutOff, 43 CarSold, 44 CarGiven, 45 Taxi, 46 InsuredElsewhere, 47 QuoteRefused, 48 Other",
    );
    check(&Step::ALL, "0 Lead, 1 FirstResponse, 2 Visit, 3 TestDrive, 4 Quote, 5 Order, 6 Delivery");
    check(&SubjectKind::ALL, "0 Lead, 1 Ownership, 2 Customer");
}
