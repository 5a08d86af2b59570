//! Rows of prospects: leads (线索) and showroom visits (来店登记).

use super::{
    super::values::{number, word},
    Refusal,
    reader::{RowReader, dated, somebody},
};
use crate::model::fields::Field;
use crate::{
    diag::Matter,
    model::rows::{LeadRow, VisitRow},
    time::{Moment, Precision},
};

/// A lead. Where its creation is missing its assignment, else its first contact, stands in, with a note.
pub fn lead(r: &mut RowReader) -> Result<LeadRow, Refusal> {
    let mut lead = LeadRow {
        code: r.code(Field::LeadCode),
        customer_code: r.code(Field::CustomerCode),
        name: r.name(),
        phone: r.phone(),
        created: r.moment(Field::LeadCreated),
        assigned: r.moment(Field::LeadAssigned),
        first_contact: r.moment(Field::FirstContact),
        ..LeadRow::default()
    };
    somebody(&lead.name, &lead.phone, lead.code.is_some() || lead.customer_code.is_some())?;
    if lead.created.is_none() {
        lead.created = lead.assigned.or(lead.first_contact);
        dated(lead.created.is_some(), Field::LeadCreated)?;
        r.note(Some(Field::LeadCreated), Matter::CreationInferred);
    }
    describe(&mut lead, r);
    follow(&mut lead, r);
    steps(&mut lead, r);
    r.note_missing(&lead.name, &lead.phone);
    note_early_step(&lead, r);
    Ok(lead)
}

pub fn visit(r: &mut RowReader) -> Result<VisitRow, Refusal> {
    let visit = VisitRow {
        name: r.name(),
        gender: r.gender(),
        at: r.moment_with(Field::VisitAt, Field::VisitTime),
        phone: r.phone(),
        focus: r.words(Field::Focus),
        level: r.level(),
        model: r.words(Field::Model),
        colour: r.words(Field::Colour),
        budget: r.words(Field::Budget),
        consultant: r.words(Field::Consultant),
    };
    somebody(&visit.name, &visit.phone, false)?;
    dated(visit.at.is_some(), Field::VisitAt)?;
    r.note_missing(&visit.name, &visit.phone);
    Ok(visit)
}

fn describe(lead: &mut LeadRow, r: &mut RowReader) {
    lead.channel = r.words(Field::Channel);
    lead.sub_channel = r.words(Field::SubChannel);
    lead.lead_type = r.words(Field::LeadType);
    lead.gender = r.gender();
    lead.city = r.words(Field::City);
    lead.model = r.words(Field::Model);
    lead.budget = r.words(Field::Budget);
    lead.dealer = r.words(Field::Dealer);
    lead.level = r.level();
    lead.focus = r.words(Field::Focus);
    lead.memo = r.words(Field::Memo);
    lead.consultant = r.words(Field::Consultant);
}

fn follow(lead: &mut LeadRow, r: &mut RowReader) {
    lead.follow_note = r.words(Field::FollowNote);
    lead.last_follow = r.moment(Field::LastFollow);
    lead.next_follow = r.moment(Field::NextFollow);
    lead.follow_count = r.take(Field::FollowCount, number::count);
    lead.wechat = r.take(Field::Wechat, word::yes_or_no);
    lead.wechat_at = r.moment(Field::WechatAt);
}

fn steps(lead: &mut LeadRow, r: &mut RowReader) {
    lead.first_visit = r.moment(Field::FirstVisit);
    lead.test_drive = r.moment(Field::TestDriveAt);
    lead.quote = r.moment(Field::QuoteAt);
    lead.order = r.moment(Field::OrderAt);
    lead.order_status = r.words(Field::OrderStatus);
    lead.delivered = r.moment(Field::DealAt);
    lead.defeat = r.moment(Field::DefeatAt);
    lead.defeat_reason = r.words(Field::DefeatReason);
    lead.competitor = r.words(Field::Competitor);
}

/// One note per row, on the first step that is too early.
fn note_early_step(lead: &LeadRow, r: &mut RowReader) {
    let steps = [
        (Field::LeadAssigned, lead.assigned),
        (Field::FirstContact, lead.first_contact),
        (Field::FirstVisit, lead.first_visit),
        (Field::TestDriveAt, lead.test_drive),
        (Field::QuoteAt, lead.quote),
        (Field::OrderAt, lead.order),
        (Field::DealAt, lead.delivered),
        (Field::DefeatAt, lead.defeat),
    ];
    let Some(created) = lead.created else { return };
    let early = steps.into_iter().find(|(_, step)| step.is_some_and(|step| is_before(step, created)));
    if let Some((field, _)) = early {
        r.note(Some(field), Matter::StepBeforeCreation);
    }
}

/// By the minute where both are known to the minute, else by the day.
fn is_before(step: Moment, created: Moment) -> bool {
    match (step.precision(), created.precision()) {
        (Precision::Minute, Precision::Minute) => step.order_key() < created.order_key(),
        _ => step.day() < created.day(),
    }
}
