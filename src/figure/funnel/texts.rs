//! The words and numbers of the funnel's rows. Bars: the parent module.

use super::{Layout, NAME_SIZE, NOTE_SIZE, PAD, RADIUS, SPACE, said};
use crate::{
    figure::{
        list::{Anchor, Figure, Frame, Item, Label, Paint, Point, Role, TOUCH, Weight, point},
        metrics, words,
    },
    protocol::{
        query::{Selection, StepPart},
        view::{FunnelView, StepView},
    },
    text::{Lang, names},
};

const COUNT_SIZE: f64 = 13.0;

/// One number beside a bar.
pub struct Run {
    text: String,
    role: Role,
    weight: Weight,
    part: StepPart,
    people: u32,
}

/// The numbers, the most important first.
pub fn runs(step: &StepView, lang: Lang, strong: bool) -> Vec<Run> {
    let loss = if strong { Weight::Bold } else { Weight::Regular };
    let run = |text, role, weight, part, people| Run { text, role, weight, part, people };
    let all = [
        run(words::count(step.reached), Role::Ink, Weight::Bold, StepPart::Reached, step.reached),
        run(format!("−{}", words::count(step.leaked)), Role::Leak, loss, StepPart::Leaked, step.leaked),
        run(words::stagnant_count(lang, step.stagnant), Role::Still, loss, StepPart::Stagnant, step.stagnant),
        run(
            words::with_count(lang, words::IN_TIME, step.in_time),
            Role::Pass,
            Weight::Regular,
            StepPart::InTime,
            step.in_time,
        ),
    ];
    let is_shown = |run: &Run| run.people > 0 || run.part == StepPart::Reached;
    if step.lacks.is_empty() { all.into_iter().filter(is_shown).collect() } else { Vec::new() }
}

impl Run {
    /// The width in bold, so that emphasis moves nothing.
    fn width(&self) -> f64 {
        metrics::width(&self.text, COUNT_SIZE, Weight::Bold)
    }
}

/// Includes room to touch the last number.
pub fn runs_width(runs: &[Run]) -> f64 {
    let last = runs.last().map_or(0.0, |run| (TOUCH - run.width() - SPACE).max(0.0));
    runs.iter().map(|run| run.width() + SPACE).sum::<f64>() + last
}

/// Width of the names' column; the number that bypassed a step is below the step's name.
pub fn column_width(view: &FunnelView, lang: Lang) -> f64 {
    let name = |step: &StepView| metrics::width(names::step(step.step).get(lang), NAME_SIZE, Weight::Bold);
    let note = |step: &StepView| metrics::width(&bypassed(step, lang), NOTE_SIZE, Weight::Regular);
    view.steps.iter().map(|step| name(step).max(note(step))).fold(TOUCH, f64::max)
}

fn bypassed(step: &StepView, lang: Lang) -> String {
    let shown = step.bypassed > 0 && step.lacks.is_empty();
    if shown { words::with_count(lang, words::BYPASSED, step.bypassed) } else { String::new() }
}

/// The words and numbers of one row.
pub struct Texts<'a> {
    pub layout: &'a Layout,
    pub lang: Lang,
    pub row: usize,
    pub step: &'a StepView,
    /// Whether the finding is about this step.
    pub strong: bool,
}

impl Texts<'_> {
    pub fn draw(&self, figure: &mut Figure, is_last: bool) {
        if self.step.lacks.is_empty() {
            self.numbers(figure);
            self.bypassed(figure, is_last);
        } else {
            self.outline(figure);
        }
        figure.push(self.name().into());
        if !is_last {
            self.conversion(figure);
        }
    }

    fn middle(&self) -> f64 {
        self.layout.bar_top(self.row) + self.layout.bar / 2.0
    }

    fn name(&self) -> Label {
        let text = names::step(self.step.step).get(self.lang);
        let (at, anchor) = match self.layout.beside {
            true => (point(self.layout.left - 12.0, self.name_baseline()), Anchor::End),
            false => (point(self.layout.left, self.header_baseline()), Anchor::Start),
        };
        let label = Label::new(at, text, Role::Ink, NAME_SIZE).bold().anchor(anchor);
        if self.step.lacks.is_empty() { label } else { Label { role: Role::Ink2, weight: Weight::Regular, ..label } }
    }

    fn name_baseline(&self) -> f64 {
        let lift = if bypassed(self.step, self.lang).is_empty() { 0.0 } else { 9.0 };
        self.middle() + metrics::MIDDLE * NAME_SIZE - lift
    }

    fn header_baseline(&self) -> f64 {
        self.layout.bar_top(self.row) - 7.0
    }

    /// Beside the bar, or above it after the name; numbers that do not fit are left to the segments and the table.
    fn numbers(&self, figure: &mut Figure) {
        let mut at = match self.layout.beside {
            true => {
                let x = self.layout.end(self.step.reached) + SPACE;
                point(x, self.middle() + metrics::MIDDLE * COUNT_SIZE)
            }
            false => point(self.name().frame().right() + SPACE + 3.0, self.header_baseline()),
        };
        for run in runs(self.step, self.lang, self.strong) {
            if at.x + run.width().max(TOUCH) > figure.width {
                break;
            }
            let label = Label::new(at, &*run.text, run.role, COUNT_SIZE).weight(run.weight);
            at.x += run.width() + SPACE;
            self.touch(figure, self.reach(&label, &run), run.part, run.people);
            figure.push(label.into());
        }
    }

    /// Starts at the number and goes right; the next number's region lies above it there. Above the bar, the name
    /// before the first number opens the same list.
    fn reach(&self, label: &Label, run: &Run) -> Frame {
        let frame = Frame { width: run.width().max(TOUCH), ..label.frame() };
        let named = run.part == StepPart::Reached && !self.layout.beside;
        if named { frame.union(self.name().frame()) } else { frame }
    }

    fn touch(&self, figure: &mut Figure, frame: Frame, part: StepPart, people: u32) {
        let label = said(self.step, &part, people, self.lang);
        figure.touch(frame, Selection::Step(self.step.step, part), label);
    }

    /// Below the name; if the names are above the bars, at the right end of the gap.
    fn bypassed(&self, figure: &mut Figure, is_last: bool) {
        let text = bypassed(self.step, self.lang);
        if text.is_empty() || (is_last && !self.layout.beside) {
            return;
        }
        let at = match self.layout.beside {
            true => point(self.layout.left - 12.0, self.middle() + 16.0),
            false => point(figure.width - 1.0, self.gap_baseline()),
        };
        let label = Label::new(at, text, Role::Ink2, NOTE_SIZE).anchor(Anchor::End);
        self.touch(figure, label.frame(), StepPart::Bypassed, self.step.bypassed);
        figure.push(label.into());
    }

    fn gap_baseline(&self) -> f64 {
        let bottom = self.layout.bar_bottom(self.row);
        bottom + self.layout.after / 2.0 + metrics::MIDDLE * NOTE_SIZE
    }

    /// In the gap below the bar: who went on, and how long it took.
    fn conversion(&self, figure: &mut Figure) {
        let Some(conversion) = self.step.conversion.filter(|_| self.step.lacks.is_empty()) else { return };
        let (left, y) = (self.layout.left, self.gap_baseline());
        figure.push(arrow(point(left + 14.0, y - metrics::MIDDLE * NOTE_SIZE)));
        let interval = words::interval(conversion);
        let median = self.step.median_days.map(|(days, _)| words::median_days(self.lang, days));
        let share = Label::new(point(left + 26.0, y), words::percent(conversion.share()), Role::Pass, NOTE_SIZE).bold();
        let interval_label = after(&share, 4.0, &interval);
        let median_label = median.as_ref().map(|median| after(&interval_label, 14.0, median));
        let labels = [Some(share), Some(interval_label), median_label].into_iter().flatten();
        let frame = labels.clone().map(|label| label.frame()).reduce(Frame::union).unwrap_or_default();
        let said = said(self.step, &StepPart::Next, self.step.next, self.lang);
        let clauses: Vec<String> = [said, interval].into_iter().chain(median).collect();
        let target = Selection::Step(self.step.step, StepPart::Next);
        figure.touch(frame, target, words::joined(self.lang, &clauses));
        figure.items.extend(labels.map(Item::Text));
    }

    /// A dashed row with what would fill it.
    fn outline(&self, figure: &mut Figure) {
        let layout = self.layout;
        let text = words::lacks(self.lang, &self.step.lacks);
        let room = figure.width - PAD - layout.left - 24.0;
        let text = metrics::fit(&text, NOTE_SIZE, room);
        let width = metrics::width(&text, NOTE_SIZE, Weight::Regular) + 24.0;
        let frame = Frame { x: layout.left, y: layout.bar_top(self.row), width, height: layout.bar };
        let paint = Paint { fill: None, ..Paint::fill(Role::Surface) }.dashed(Role::Outline, 1.2);
        figure.push(Item::Rect { frame, radius: RADIUS + 1.0, paint });
        let at = point(layout.left + 12.0, self.middle() + metrics::MIDDLE * NOTE_SIZE);
        figure.push(Label::new(at, text, Role::Ink2, NOTE_SIZE).into());
    }
}

/// A plain note to the right of another label.
fn after(label: &Label, space: f64, text: &str) -> Label {
    Label::new(point(label.frame().right() + space, label.at.y), text, Role::Ink2, NOTE_SIZE)
}

/// A downward arrow from bar to bar.
fn arrow(at: Point) -> Item {
    let points = vec![point(at.x - 4.0, at.y - 1.0), point(at.x, at.y + 3.0), point(at.x + 4.0, at.y - 1.0)];
    Item::Polyline { points, closed: false, paint: Paint::stroke(Role::Pass, 1.8) }
}
