//! The demo dealership: eight years of a fictional store from a seeded generator; the rows are always and everywhere
//! the same. How it is stored and opened is in `engine::demo`.
//!
//! One number per person, [`satisfaction`](names::Person::satisfaction), decides who goes on from step to step, who
//! returns to the workshop, who renews, who recommends, and what they answer. Four failings are planted on top
//! ([`Plants`]).

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

/// Increased whenever the rows change: a store from another version is made anew. In row ids it takes the place of the
/// device's number.
pub const VERSION: u32 = 1;

/// 店名
pub const NAME: &str = "演示店";
const DEALER: &str = "远岚汽车临江店";

/// The fixed reporting date (资料截至).
pub fn date() -> Day {
    Day::from_epoch_days(20_757)
}

/// The planted failings. Each can be left out, to show that a finding depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plants {
    /// [`GIVES_UP`] contacts nobody after day 30 and declares hardly any loss.
    pub gives_up_after_day_30: bool,
    /// Many who had a test drive never got a price.
    pub quotes_missing: bool,
    /// 按下葫芦浮起瓢: the scores of the delivery (交车过程) rise and rise, those of the service adviser (服务顾问) fall.
    pub see_saw: bool,
    /// [`LEFT`] left on [`LEFT_ON`]; nobody takes over the open leads and the owners.
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
