//! Leads by their number: a list with one line per follow-up repeats the number, and those lines are one lead.

use super::Opportunity;
use crate::{
    model::{
        notation::is_damaged,
        rows::{At, Kind, LeadRow},
        tables::Tables,
    },
    time::Moment,
};

/// A lead of an opportunity: the lines that carry its number.
pub struct LeadLines<'a>(Vec<At<'a, LeadRow>>);

/// The leads of an opportunity, in row order. A line with no number, or with one that lost digits, is a lead by itself.
pub fn leads<'a>(opportunity: &Opportunity, tables: &'a Tables) -> Vec<LeadLines<'a>> {
    let mut leads: Vec<LeadLines<'a>> = Vec::new();
    for row in opportunity.rows.iter().filter(|row| row.kind == Kind::Leads) {
        let row = tables.leads().at(row.get());
        match leads.iter_mut().find(|lead| lead.has_number_of(row)) {
            Some(lead) => lead.0.push(row),
            None => leads.push(LeadLines(vec![row])),
        }
    }
    leads
}

impl LeadLines<'_> {
    fn has_number_of(&self, row: At<LeadRow>) -> bool {
        number(row).is_some_and(|code| self.0.iter().any(|line| number(*line) == Some(code)))
    }

    pub fn created(&self) -> Option<Moment> {
        earliest(self.0.iter().map(|line| line.created()))
    }

    pub fn first_contact(&self) -> Option<Moment> {
        earliest(self.0.iter().map(|line| line.first_contact()))
    }

    /// Whether any line says that the customer was added in WeChat; a dated addition counts only if `is_known` holds
    /// for it.
    pub fn has_wechat(&self, is_known: impl Fn(Moment) -> bool) -> bool {
        self.0.iter().any(|line| line.wechat() == Some(true) || line.wechat_at().is_some_and(&is_known))
    }
}

fn number(row: At<'_, LeadRow>) -> Option<&str> {
    row.code().filter(|code| !is_damaged(code))
}

fn earliest(moments: impl Iterator<Item = Option<Moment>>) -> Option<Moment> {
    moments.flatten().min_by_key(|at| at.order_key())
}
