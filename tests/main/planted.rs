//! Each failing planted in the demo is its picture's finding; without the failing, the finding is another. What the
//! rows themselves show of the failings, and the funnel's finding, are in `demo_rows`.

use crate::demo_rows::{without, world, world_of};
use benyuan::{
    analytics::{
        consultants::consultants,
        map::map,
        satisfaction::satisfaction,
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    demo::{self, GIVES_UP, LEFT},
    protocol::view::{ConsultantFinding, ConsultantsView, MapFinding, SatisfactionView},
    terms::{
        stage::Node,
        touchpoint::SurveyItem::{Delivery, ServiceAdviser},
    },
    time::Period,
};

fn look<T>(world: &World, at: impl Fn(&Viewpoint) -> T) -> T {
    let standings = Standings::new(world, demo::date());
    let period = Period::last_full_months(demo::date(), 6);
    at(&Viewpoint { world, standings: &standings, period, slice: Slice::default() })
}

fn surveys(world: &World) -> SatisfactionView {
    look(world, |viewpoint| satisfaction(viewpoint, None, None))
}

fn staff(world: &World) -> ConsultantsView {
    look(world, consultants)
}

fn stops(view: &ConsultantsView) -> Option<&str> {
    match &view.finding {
        ConsultantFinding::StopsAfterDay30 { name, .. } => Some(name),
        _ => None,
    }
}

#[test]
fn the_see_saw_is_named_where_it_is() {
    let (up, down) = surveys(world()).see_saw().expect("one line rises, another sinks");
    assert_eq!((up.item, down.item), (Some(Delivery), Some(ServiceAdviser)));
    let off = surveys(&world_of(without(|plants| plants.see_saw = false)));
    let named = off.see_saw().map(|(up, down)| (up.item, down.item));
    assert_ne!(named, Some((Some(Delivery), Some(ServiceAdviser))));
}

/// Quotes never given show as people lost after the test drive.
#[test]
fn the_map_finds_who_was_lost_after_the_test_drive() {
    let lost = |world: &World| match look(world, map).finding {
        MapFinding::MostLost { node, people, still, .. } => Some((node, people, still)),
        _ => None,
    };
    let (node, people, still) = lost(world()).expect("a finding");
    assert_eq!((node, still.map(|(node, _)| node)), (Node::TestDrive, Some(Node::TestDrive)));
    let (_, fewer, _) = lost(&world_of(without(|plants| plants.quotes_missing = false))).expect("a finding");
    assert!(fewer < people, "{fewer} without the failing, {people} with it");
}

#[test]
fn who_stops_following_up_is_named() {
    assert_eq!(stops(&staff(world())), Some(GIVES_UP));
    let off = staff(&world_of(without(|plants| plants.gives_up_after_day_30 = false)));
    assert_ne!(stops(&off), Some(GIVES_UP));
}

#[test]
fn who_left_is_named() {
    let names = |view: &ConsultantsView| view.left.iter().map(|left| left.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&staff(world())), [LEFT]);
    let off = world_of(without(|plants| plants.consultant_left = false));
    assert!(names(&staff(&off)).is_empty());
}
