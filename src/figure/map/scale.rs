//! The map's single scale: square pixels per person, for circles and streams alike.

use crate::protocol::view::MapView;
use std::f64::consts::PI;

/// A circle without anybody is still visible.
const SMALLEST_RADIUS: f64 = 4.5;
/// However few people there are, one person is at most a dot: a circle of [`SMALLEST_RADIUS`].
const LARGEST_PERSON: f64 = PI * SMALLEST_RADIUS * SMALLEST_RADIUS;
const THINNEST: f64 = 1.2;
/// The radius of the legend's circle.
const LEGEND_RADIUS: f64 = 13.0;
const ROUND: [u32; 15] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

/// The largest sizes of marks, in pixels.
pub struct Limits {
    pub radius: f64,
    pub stream_width: f64,
    pub stream_length: f64,
}

pub struct Scale {
    /// In square pixels.
    person: f64,
    pub limits: Limits,
}

impl Scale {
    pub fn new(view: &MapView, limits: Limits) -> Self {
        let most = |count: fn(&crate::protocol::view::NodeView) -> u32| {
            f64::from(view.nodes.iter().map(count).max().unwrap_or(0).max(1))
        };
        let by_circles = PI * limits.radius.powi(2) / most(super::plan::people);
        let by_streams = limits.stream_width * limits.stream_length / most(|node| node.exits.leaked);
        Self { person: by_circles.min(by_streams).min(LARGEST_PERSON), limits }
    }

    pub fn radius(&self, people: u32) -> f64 {
        (f64::from(people) * self.person / PI).sqrt().max(SMALLEST_RADIUS)
    }

    pub fn stream_width(&self, people: u32) -> f64 {
        (f64::from(people) * self.person / self.limits.stream_length).max(THINNEST)
    }

    /// A round number of people for the legend.
    pub fn unit(&self) -> u32 {
        let fits = |people: &&u32| f64::from(**people) * self.person / PI <= LEGEND_RADIUS.powi(2);
        ROUND.iter().rev().find(fits).copied().unwrap_or(1)
    }
}
