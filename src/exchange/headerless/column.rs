//! One column's values, read once, and what they look like. What they mean beside other columns is decided per kind.

use super::{
    super::{
        cell::{Cell, RawRow},
        values::{
            date::{is_time_of_day, moment},
            decimal::DecimalSign,
            number::{decimal_sign, fen},
            text::{is_filler, text_of},
        },
    },
    look::{self, Look},
};
use crate::{
    diag::Matter,
    time::{Moment, Precision},
};
use std::collections::BTreeSet;

/// The serials of 2000 to 2030: a column with nothing else holds dates that lost their format.
const RECENT_SERIALS: std::ops::RangeInclusive<f64> = 36_526.0..=47_848.0;
/// With this many cells, "nothing else" means something.
const ENOUGH: usize = 20;
/// The cheapest car.
const CAR_PRICE: f64 = 20_000.0;
const FARTHEST_KM: f64 = 2_000_000.0;
/// The staff have at most this many names.
const MOST_STAFF: usize = 60;

/// The values of one column, one for each row examined.
pub struct ValueColumn {
    pub look: Look,
    pub texts: Vec<String>,
    /// The values that are dates.
    pub moments: Vec<Option<Moment>>,
    /// The values that are numbers.
    pub numbers: Vec<Option<f64>>,
}

impl ValueColumn {
    pub fn new(rows: &[RawRow], at: usize) -> Self {
        let cells: Vec<Cell> = rows.iter().map(|row| row.cells.get(at).unwrap_or(Cell::Empty)).collect();
        let sample = Sample::new(&cells);
        let look = sample.look();
        let texts = cells
            .iter()
            .map(|cell| text_of(cell))
            .map(|text| if is_filler(&text) { String::new() } else { text.into() })
            .collect();
        let read = |wanted: &[Look]| wanted.contains(&look);
        let dates = read(&[Look::Date]);
        let numbers = read(&[Look::Score, Look::Price, Look::Distance, Look::Money]);
        let sign = decimal_sign(cells.iter().copied());
        Self {
            look,
            texts,
            moments: cells.iter().map(|cell| if dates { moment(cell).0 } else { None }).collect(),
            numbers: cells.iter().map(|cell| if numbers { number(cell, sign) } else { None }).collect(),
        }
    }

    pub fn filled(&self) -> usize {
        self.texts.iter().filter(|text| !text.is_empty()).count()
    }

    /// Nearly every row has a value.
    pub fn is_dense(&self) -> bool {
        self.filled() * 10 >= self.texts.len() * 9
    }

    /// Most of the dates carry a time of day.
    pub fn is_timed(&self) -> bool {
        let known = || self.moments.iter().flatten();
        known().filter(|moment| moment.precision() == Precision::Minute).count() * 2 > known().count()
    }
}

/// A look, the least share of cells that must have it, and how a cell shows it.
type Test = (Look, f64, fn(&Cell) -> bool);

/// The filled cells of a column.
struct Sample<'a> {
    cells: Vec<Cell<'a>>,
    distinct: usize,
}

impl<'a> Sample<'a> {
    fn new(cells: &[Cell<'a>]) -> Self {
        let cells: Vec<Cell> = cells.iter().filter(|cell| !is_filler(&text_of(cell))).copied().collect();
        let distinct = cells.iter().map(|cell| text_of(cell)).collect::<BTreeSet<_>>().len();
        Self { cells, distinct }
    }

    fn look(&self) -> Look {
        if self.cells.is_empty() {
            return Look::Other;
        }
        let known = self.exact().or_else(|| self.dictionary()).or_else(|| self.people()).or_else(|| self.numeric());
        known.or_else(|| self.shaped()).unwrap_or(Look::Other)
    }

    /// Known by spelling.
    fn exact(&self) -> Option<Look> {
        if self.share(look::is_vin) > 0.6 && self.share(look::is_vin_or_tail) > 0.95 {
            Some(Look::Vin)
        } else if self.share(look::is_phone) > 0.8 {
            Some(Look::Phone)
        } else if self.share(look::is_plate) > 0.8 {
            Some(Look::Plate)
        } else if self.holds_dates() {
            Some(Look::Date)
        } else {
            (self.share(|cell| is_time_of_day(&text_of(cell))) > 0.95).then_some(Look::TimeOfDay)
        }
    }

    /// Known by words from a dictionary.
    fn dictionary(&self) -> Option<Look> {
        if self.cells.iter().any(|cell| look::is_intent(cell)) && self.share(look::is_level) > 0.8 {
            return Some(Look::Level);
        }
        let tests: [Test; 10] = [
            (Look::Gender, 0.9, look::is_gender),
            (Look::PolicyKind, 0.9, look::is_policy_kind),
            (Look::Here, 0.9, look::is_here),
            (Look::State, 0.8, look::is_state),
            (Look::ServiceKind, 0.6, look::is_service_kind),
            (Look::AnswerKind, 0.9, look::is_answer_kind),
            (Look::Insurer, 0.8, look::is_insurer),
            (Look::Reason, 0.6, look::is_reason),
            (Look::Channel, 0.5, look::is_channel),
            (Look::City, 0.8, look::is_city),
        ];
        let found = tests.into_iter().find(|(_, least, test)| self.is_few() && self.share(test) >= *least);
        let colour = || (self.is_few() && self.share(look::is_colour) > 0.8).then_some(Look::Colour);
        found.map(|(look, ..)| look).or_else(colour)
    }

    /// Customers have many names, staff few.
    fn people(&self) -> Option<Look> {
        let people = self.share(look::is_name) > 0.8;
        if people && self.distinct * 3 >= self.cells.len() {
            return Some(Look::Name);
        }
        (people && self.distinct <= MOST_STAFF && self.distinct * 10 <= self.cells.len()).then_some(Look::Staff)
    }

    fn numeric(&self) -> Option<Look> {
        let sign = decimal_sign(self.cells.iter().copied());
        let mut numbers: Vec<f64> = self.cells.iter().filter_map(|cell| number(cell, sign)).collect();
        if numbers.len() * 20 < self.cells.len() * 19 {
            return None;
        }
        numbers.sort_by(f64::total_cmp);
        let share = |test: &dyn Fn(&f64) -> bool| {
            numbers.iter().filter(|number| test(number)).count() as f64 / numbers.len() as f64
        };
        let (whole, round) = (share(&|number| number.fract() == 0.0), share(&|number| number % 10.0 == 0.0));
        let (least, low, most) = (numbers[0], numbers[numbers.len() / 20], numbers[numbers.len() - 1]);
        if whole == 1.0 && least >= 0.0 && most <= 10.0 {
            Some(Look::Score)
        } else if low >= CAR_PRICE && round > 0.8 {
            Some(Look::Price)
        } else if whole < 0.8 || self.share(look::is_marked) > 0.8 {
            Some(Look::Money)
        } else {
            let distance = whole == 1.0 && round < 0.5 && least >= 0.0 && (1_000.0..FARTHEST_KM).contains(&most);
            (distance && self.distinct * 2 >= self.cells.len()).then_some(Look::Distance)
        }
    }

    /// The rest: codes, ranges and model names.
    fn shaped(&self) -> Option<Look> {
        if self.is_unique() && self.share(look::is_code) == 1.0 {
            Some(Look::Code)
        } else if self.is_few() && self.share(look::is_price_range) > 0.8 {
            Some(Look::PriceRange)
        } else {
            (self.is_few() && self.share(look::is_model) > 0.6).then_some(Look::Model)
        }
    }

    /// Written dates. Bare serials count only among them, or if the whole column can be nothing else.
    fn holds_dates(&self) -> bool {
        let read: Vec<_> = self.cells.iter().map(|cell| moment(cell)).collect();
        let all = read.len();
        let dates = read.iter().filter(|(moment, _)| moment.is_some());
        let empty = read.iter().filter(|(_, said)| said.contains(&Matter::DateZero)).count();
        let bare = dates.clone().filter(|(_, said)| said.contains(&Matter::DateFromSerial)).count();
        let dates = dates.count();
        let recent = || {
            self.share(|cell| number(cell, DecimalSign::Point).is_some_and(|serial| RECENT_SERIALS.contains(&serial)))
                == 1.0
        };
        let spelled = (bare * 2 < dates) || (all >= ENOUGH && recent());
        dates > 0 && (dates + empty) * 10 >= all * 9 && spelled
    }

    fn share(&self, test: impl Fn(&Cell) -> bool) -> f64 {
        self.cells.iter().filter(|cell| test(cell)).count() as f64 / self.cells.len() as f64
    }

    /// A different value in every row.
    fn is_unique(&self) -> bool {
        self.cells.len() >= 2 && self.distinct == self.cells.len()
    }

    /// The same few values repeated, as far as a short file can show it.
    fn is_few(&self) -> bool {
        self.distinct <= 300 && (self.cells.len() < ENOUGH || self.distinct * 4 <= self.cells.len())
    }
}

fn number(cell: &Cell, sign: DecimalSign) -> Option<f64> {
    fen(cell, sign).0.map(|fen| fen.0 as f64 / 100.0)
}
