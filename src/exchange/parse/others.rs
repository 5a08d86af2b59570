//! Rows of owners: sales, service orders, cards.

use super::{
    super::values::word,
    Refusal,
    reader::{RowReader, dated, somebody},
};
use crate::model::fields::Field;
use crate::{
    diag::Matter,
    model::rows::{CardRow, SaleRow, ServiceRow},
};

pub fn sale(r: &mut RowReader) -> Result<SaleRow, Refusal> {
    let sale = SaleRow {
        name: r.name(),
        phone: r.phone(),
        address: r.words(Field::Address),
        vin: r.vin(),
        engine: r.code(Field::Engine),
        model: r.words(Field::Model),
        plate: r.plate(),
        delivered: r.day(Field::DeliveredOn),
        bought: r.day(Field::BoughtOn),
        invoiced: r.day(Field::InvoicedOn),
        filed: r.day(Field::FiledOn),
        price: r.money(Field::Price),
        first_service: r.day(Field::FirstServiceOn),
        consultant: r.words(Field::Consultant),
    };
    somebody(&sale.name, &sale.phone, sale.vin.is_some())?;
    let dates =
        [(Field::DeliveredOn, sale.delivered), (Field::BoughtOn, sale.bought), (Field::InvoicedOn, sale.invoiced)];
    let named = dates.iter().find(|(field, _)| r.has(*field)).map_or(Field::DeliveredOn, |(field, _)| *field);
    dated(dates.iter().any(|(_, day)| day.is_some()), named)?;
    Ok(sale)
}

pub fn service(r: &mut RowReader) -> Result<ServiceRow, Refusal> {
    let service = ServiceRow {
        order: r.code(Field::OrderNo),
        at: r.moment_with(Field::ServiceAt, Field::ServiceTime),
        name: r.name(),
        phone: r.phone(),
        plate: r.plate(),
        model: r.words(Field::Model),
        vin: r.vin(),
        kind: r.take(Field::ServiceKind, word::service_kind),
        mileage_km: r.kilometres(),
        total: r.money(Field::Total),
        payable: r.money(Field::Payable),
        adviser: r.words(Field::Adviser),
        brought_by: r.words(Field::BroughtBy),
        note: r.words(Field::Memo),
    };
    somebody(&service.name, &service.phone, service.vin.is_some() || service.plate.is_some())?;
    dated(service.at.is_some(), Field::ServiceAt)?;
    Ok(service)
}

/// A card is about a vehicle: without a VIN and a plate there is nothing it could be kept under.
pub fn card(r: &mut RowReader) -> Result<CardRow, Refusal> {
    let card = CardRow {
        vin: r.vin(),
        phone: r.phone(),
        name: r.name(),
        plate: r.plate(),
        model: r.words(Field::Model),
        filed: r.day(Field::FiledOn),
        last_service: r.day(Field::LastServiceOn),
        adviser: r.words(Field::Adviser),
        next_service: r.day(Field::NextServiceOn),
        bought: r.day(Field::BoughtOn),
        tag: r.words(Field::Tag),
        mileage_km: r.kilometres(),
        warranty_until: r.day(Field::WarrantyUntil),
    };
    let is_of_a_car = card.vin.is_some() || card.plate.is_some();
    is_of_a_car.then_some(card).ok_or((Some(Field::Vin), Matter::NobodyNamed))
}
