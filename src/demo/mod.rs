//! The demo dealership: eight years of a fictional store, made by a seeded generator, the same rows everywhere and always.
//! Not how it is stored and opened: that is `engine::demo`.
//!
//! One number per person, [`satisfaction`](names::Person::satisfaction), moves who goes on from step to step, who returns to
//! the workshop, who renews, who recommends and what they answer. Over it lie four failings to be found ([`Plants`]).

mod answers;
mod calendar;
mod cards;
mod channels;
mod course;
mod ending;
mod files;
mod insurance;
mod lead_row;
mod leads;
mod models;
mod names;
mod random;
mod reasons;
mod sales;
mod services;
mod staff;
mod words;

pub use files::{DemoFile, FILES};
pub use staff::{GIVES_UP, LEFT, LEFT_ON};

use crate::{model::tables::Tables, time::Day};
use leads::Cast;
use staff::Staff;

/// Changes whenever the rows change: a store made by another version is made anew. It stands where a device's number
/// stands in the ids of the rows.
pub const VERSION: u32 = 1;

/// 店名
pub const NAME: &str = "演示店";
const DEALER: &str = "远岚汽车临江店";

/// The fixed reporting date (资料截至).
pub fn date() -> Day {
    Day::from_epoch_days(20_757)
}

/// The failings that lie in the data. Each can be left out, to see that it is what a finding rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plants {
    /// [`GIVES_UP`] contacts nobody after day 30 and hardly declares a loss.
    pub gives_up_after_day_30: bool,
    /// Many who drove a car were never given a price.
    pub quotes_missing: bool,
    /// 按下葫芦浮起瓢: the hand-over of cars (交车过程) is scored higher and higher, the service adviser (服务顾问) lower.
    pub see_saw: bool,
    /// [`LEFT`] left on [`LEFT_ON`]; nobody looks after the open leads and the owners.
    pub consultant_left: bool,
}

impl Default for Plants {
    fn default() -> Self {
        Self { gives_up_after_day_30: true, quotes_missing: true, see_saw: true, consultant_left: true }
    }
}

/// All rows of the demo, file by file.
pub fn generate(plants: Plants) -> Tables {
    let staff = Staff::new(plants);
    let mut cast = Cast { people: Vec::new(), owners: Vec::new() };
    let early = sales::early(&staff, &mut cast.people);
    cast.owners = early.iter().map(|owner| (owner.person, owner.delivered)).collect();
    let leads = leads::leads(&staff, &mut cast);
    let owners = sales::owners(early, &leads);

    let mut rows = files::Rows::default();
    for (index, owner) in owners.iter().enumerate() {
        let services = services::services(index, owner, &cast, plants);
        rows.policies.extend(insurance::policies(index, owner, &services, &cast));
        rows.cards.push(cards::card(index, owner, &services, &cast));
        rows.answers.extend(answers::of_buyer(index, owner, &cast, plants));
        for (at, service) in services.iter().enumerate() {
            rows.answers.extend(answers::of_service(index * 64 + at, service, owner, &cast, plants));
        }
        rows.services.extend(services);
        rows.sales.push(owner.row(&cast));
    }
    for (index, lead) in leads.into_iter().enumerate() {
        rows.answers.extend(answers::of_defeated(index, &lead, &cast));
        rows.visits.extend(lead.visits);
        rows.leads.push(lead.row);
    }
    rows.filed()
}
