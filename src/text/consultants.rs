//! Words of the funnel by consultant.

use super::{Text, text};

pub const TITLE: Text = text("按顾问", "By consultant");
pub const GUARD: Text = text("30–90 天守护名单", "Guard list, day 30 to 90");
pub const UNATTENDED: Text = text("顾问已离开的客户", "Customers whose consultant has left");
