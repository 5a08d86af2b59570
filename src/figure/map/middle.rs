//! The map's statement, set in lines in the middle or above it.

use crate::{
    figure::{
        list::{Anchor, Figure, Label, Role, Weight, point},
        metrics, words,
    },
    protocol::{
        query::Selection,
        view::{MapView, NodeView},
    },
    text::{
        Lang,
        headline::{self, Accent, Clause, Sentence},
        names, reasons,
    },
};

/// Sizes tried for the loud sentences, the largest first.
const SIZES: [f64; 7] = [30.0, 27.0, 24.0, 22.0, 20.0, 18.0, 16.0];
const LEADING: f64 = 1.32;
const QUIET_LEADING: f64 = 1.6;
const GAP: f64 = 10.0;

/// Lines around x = 0, from y = 0 down.
pub struct Middle {
    lines: Vec<(Label, Option<Selection>)>,
    pub height: f64,
    pub center: f64,
    pub top: f64,
}

/// At most `rows` loud lines, if that is possible.
pub fn middle(view: &MapView, lang: Lang, room: f64, rows: usize, largest: f64, quiet: f64) -> Middle {
    let sentences = headline::sentences(lang, view);
    let (soft, loud): (Vec<_>, Vec<_>) = sentences.into_iter().partition(|sentence| sentence.is_quiet);
    let sizes = SIZES.into_iter().filter(|size| *size <= largest);
    let fitting = |size: f64| {
        let lines: Vec<Line<'_>> = loud.iter().flat_map(|sentence| lines(sentence, size, Weight::Bold, room)).collect();
        let fits = lines.len() <= rows && lines.iter().all(|line| line.width <= room);
        (lines, size, fits)
    };
    let mut tried: Vec<_> = sizes.map(fitting).collect();
    let place = tried.iter().position(|(.., fits)| *fits).unwrap_or(tried.len().saturating_sub(1));
    let mut middle = Middle { lines: Vec::new(), height: 0.0, center: 0.0, top: 0.0 };
    if place < tried.len() {
        let (lines, size, _) = tried.swap_remove(place);
        lines.iter().for_each(|line| middle.push(line, Role::Ink, Weight::Bold, size, LEADING, room));
    }
    let soft: Vec<Line<'_>> = soft.iter().flat_map(|sentence| lines(sentence, quiet, Weight::Regular, room)).collect();
    middle.height += if soft.is_empty() { 0.0 } else { GAP };
    soft.iter().for_each(|line| middle.push(line, Role::Ink2, Weight::Regular, quiet, QUIET_LEADING, room));
    middle
}

struct Line<'a> {
    clauses: Vec<&'a Clause>,
    sentence: &'a Sentence,
    width: f64,
}

/// The fewest lines that fit, and of these the most even.
fn lines<'a>(sentence: &'a Sentence, size: f64, weight: Weight, room: f64) -> Vec<Line<'a>> {
    let widest = filled(sentence, size, weight, room);
    let narrower = (1..=6).map(|step| filled(sentence, size, weight, room * (1.0 - 0.1 * f64::from(step))));
    narrower.take_while(|lines| lines.len() == widest.len()).last().unwrap_or(widest)
}

/// As many clauses per line as fit.
fn filled<'a>(sentence: &'a Sentence, size: f64, weight: Weight, room: f64) -> Vec<Line<'a>> {
    let width = |clauses: &[&Clause]| {
        let text: String = clauses.iter().map(|clause| clause.text()).collect();
        metrics::width(text.trim(), size, weight)
    };
    let mut lines: Vec<Line<'a>> = Vec::new();
    for clause in &sentence.clauses {
        if let Some(line) = lines.last_mut() {
            line.clauses.push(clause);
            let wider = width(&line.clauses);
            if wider <= room {
                line.width = wider;
                continue;
            }
            line.clauses.pop();
        }
        lines.push(Line { clauses: vec![clause], sentence, width: width(&[clause]) });
    }
    lines
}

impl Middle {
    fn push(&mut self, line: &Line<'_>, role: Role, weight: Weight, size: f64, leading: f64, room: f64) {
        let (mut text, mut runs) = (String::new(), Vec::new());
        for clause in &line.clauses {
            let lead = if text.is_empty() { clause.before.trim_start() } else { &clause.before };
            text.push_str(lead);
            runs.push((text.len(), role));
            if let Some((accent, loud)) = &clause.loud {
                text.push_str(loud);
                runs.push((text.len(), role_of(*accent)));
            }
            text.push_str(&clause.after);
            runs.push((text.len(), role));
        }
        text.truncate(text.trim_end().len());
        if line.width > room {
            text = metrics::fit(&text, size, room / 1.07);
        }
        let end = text.len();
        let cut = |to: usize| if to >= end || !text.is_char_boundary(to) { end } else { to };
        let runs = runs.into_iter().map(|(to, role)| (cut(to), role)).collect();
        let baseline = self.height + (leading - 1.0) / 2.0 * size + metrics::ASCENT * size;
        let label = Label::new(point(0.0, baseline), text, role, size).weight(weight).anchor(Anchor::Middle);
        let people = line.sentence.people.clone();
        self.lines.push((Label { runs, ..label }, people));
        self.height += size * leading;
    }

    pub fn draw(&self, figure: &mut Figure, view: &MapView, lang: Lang) {
        for (label, people) in &self.lines {
            let at = point(self.center + label.at.x, self.top + label.at.y);
            let label = Label { at, ..label.clone() };
            let opens = people.as_ref().filter(|_| label.runs.iter().any(|(_, role)| *role != label.role));
            if let Some(people) = opens {
                figure.touch(label.frame(), people.clone(), spoken(lang, view, people));
            }
            figure.push(label.into());
        }
    }
}

fn role_of(accent: Accent) -> Role {
    match accent {
        Accent::Lost => Role::Leak,
        Accent::Still => Role::StillText,
        Accent::Link => Role::Link,
    }
}

fn spoken(lang: Lang, view: &MapView, people: &Selection) -> String {
    let node = |wanted| view.nodes.iter().find(|node| node.node == wanted);
    match people {
        Selection::Node(wanted, part) => {
            let said = node(*wanted).and_then(|node| super::spoken_part(lang, node, *part));
            said.unwrap_or_else(|| {
                let n = view.finding.unresolved().map_or(0, |(_, n)| n);
                words::spoken(lang, names::node(*wanted).get(lang), words::node_part(*part), n, None)
            })
        }
        Selection::LostFor(wanted, reason) => {
            let n = node(*wanted).and_then(|node: &NodeView| node.reason.as_ref()).map_or(0, |(_, n)| *n);
            let said = words::spoken(lang, names::node(*wanted).get(lang), words::LEAKED, n, None);
            words::joined(lang, &[said, reasons::cause(lang, reason)])
        }
        _ => String::new(),
    }
}
