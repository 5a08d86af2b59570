//! The look of the distribution's parts, the same in every figure: they differ by hue and lightness, two of them by
//! hatching. Also their swatches for legends.

use super::list::{Figure, Frame, Item, Paint, Point, Role, Segment, point};
use crate::{protocol::query::ProspectPart, terms::activity::Activity};

/// Distance between two lines of a hatching.
const HATCH_PX: f64 = 7.0;

#[derive(Clone, Copy)]
pub struct Look {
    pub paint: Paint,
    /// For a number inside the part.
    pub ink: Role,
    hatch: Option<Role>,
}

pub fn activity(activity: Activity) -> Look {
    match activity {
        Activity::Active => strong(Role::Pass),
        Activity::AtRisk => soft(Role::StillSoft, Role::Still),
        Activity::Churned => Look { hatch: Some(Role::Leak), ..soft(Role::LeakSoft, Role::Leak) },
        Activity::LongChurned => strong(Role::Leak),
    }
}

pub fn prospect(part: ProspectPart) -> Look {
    match part {
        ProspectPart::All | ProspectPart::InTime => strong(Role::Pass),
        ProspectPart::Stagnant => soft(Role::StillSoft, Role::Still),
        ProspectPart::Dormant => Look { hatch: Some(Role::Still), ..soft(Role::StillSoft, Role::Still) },
    }
}

const fn strong(role: Role) -> Look {
    Look { paint: Paint::fill(role), ink: Role::Surface, hatch: None }
}

const fn soft(fill: Role, line: Role) -> Look {
    Look { paint: Paint::fill(fill).outlined(line, 1.0), ink: Role::Ink, hatch: None }
}

impl Look {
    /// A bar, with its hatching.
    pub fn bar(self, figure: &mut Figure, frame: Frame, radius: f64) {
        figure.push(Item::Rect {
            frame,
            radius: radius.min(frame.width / 2.0).min(frame.height / 2.0),
            paint: self.paint,
        });
        if let Some(role) = self.hatch {
            let paint = Paint { opacity: 0.4, ..Paint::stroke(role, 1.0) };
            figure.push(Item::Path { segments: hatching(frame), paint });
        }
    }

    /// A small square, with the middle of its left side at `at`.
    pub fn swatch(self, figure: &mut Figure, at: Point) {
        self.bar(figure, Frame { x: at.x, y: at.y - 5.0, width: 10.0, height: 10.0 }, 2.0);
    }
}

/// Lines rising to the right, clipped to the frame.
fn hatching(frame: Frame) -> Vec<Segment> {
    let lines = ((frame.width + frame.height) / HATCH_PX) as usize;
    let line = |nth: usize| {
        // Points whose distances across and down have this sum are on the line.
        let sum = nth as f64 * HATCH_PX;
        let at = |across: f64| point(frame.x + across, frame.y + sum - across);
        let (from, to) = ((sum - frame.height).max(0.0), sum.min(frame.width));
        [Segment::Move(at(from)), Segment::Line(at(to))]
    };
    (1..=lines).flat_map(line).collect()
}
