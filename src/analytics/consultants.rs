//! The funnel by consultant (按顾问): follow-up, guard list, the unattended.

use super::members::{Frame, Member};
use crate::protocol::view::ConsultantsView;

pub fn consultants(frame: &Frame) -> ConsultantsView {
    ConsultantsView { as_of: frame.picture.as_of, period: frame.period }
}

/// Open leads between day 30 and day 90 of their creation (30–90 天守护名单).
pub fn guard(_frame: &Frame) -> Vec<Member> {
    Vec::new()
}

/// Open leads and owners whose consultant has left (孤儿客户).
pub fn unattended(_frame: &Frame) -> Vec<Member> {
    Vec::new()
}
