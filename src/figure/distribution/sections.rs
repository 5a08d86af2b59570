//! What the distribution shows: owners by stage and prospects by level, each row in parts.

use crate::{
    figure::{
        stand::{self, Look},
        words,
    },
    protocol::{
        query::{ProspectPart, Selection},
        view::{PROSPECT_PARTS, StandView, owners_of},
    },
    terms::{
        activity::ACTIVITIES,
        stage::{LEVELS, Level, OWNER_STAGES, Stage},
    },
    text::{Lang, Text, distribution as text, names},
};

pub struct Section {
    pub lang: Lang,
    pub title: &'static str,
    /// What each colour means.
    pub parts: Vec<(Look, &'static str)>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub name: &'static str,
    pub people: u32,
    pub all: Selection,
    pub said: String,
    /// The parts with anybody in them, in order.
    pub parts: Vec<Part>,
}

pub struct Part {
    pub look: Look,
    pub people: u32,
    pub word: Text,
    pub target: Selection,
    pub said: String,
}

/// The sections with anybody in them. If there is nobody at all: the owners, who are looked for most.
pub fn sections(now: &StandView, lang: Lang) -> Vec<Section> {
    let mut found = Vec::new();
    if now.all_owners() > 0 || now.all_prospects() == 0 {
        found.push(owners(now, lang));
    }
    if now.all_prospects() > 0 {
        found.push(prospects(now, lang));
    }
    found
}

fn owners(now: &StandView, lang: Lang) -> Section {
    let unknown = now.owners(None).iter().any(|people| *people > 0).then_some(None);
    let stages = OWNER_STAGES.map(Some).into_iter().chain(unknown);
    Section {
        lang,
        title: text::OWNERS.get(lang),
        parts: ACTIVITIES.map(|one| (stand::activity(one), names::activity(one).get(lang))).to_vec(),
        rows: stages.map(|stage| owner_row(now, stage, lang)).collect(),
    }
}

fn owner_row(now: &StandView, stage: Option<Stage>, lang: Lang) -> Row {
    let counts = now.owners(stage);
    let parts = ACTIVITIES.into_iter().zip(counts).map(|(activity, people)| {
        let target = owners_of(stage, Some(activity));
        (stand::activity(activity), names::activity(activity), people, target)
    });
    row(lang, text::stage_name(stage).get(lang), text::OWNERS, owners_of(stage, None), parts)
}

fn prospects(now: &StandView, lang: Lang) -> Section {
    Section {
        lang,
        title: text::PROSPECTS.get(lang),
        parts: PROSPECT_PARTS.map(|one| (stand::prospect(one), text::part(one).get(lang))).to_vec(),
        rows: LEVELS.map(|level| prospect_row(now, level, lang)).into(),
    }
}

fn prospect_row(now: &StandView, level: Level, lang: Lang) -> Row {
    let all = |part| Selection::Prospects { level: Some(level), part };
    let parts = PROSPECT_PARTS.into_iter().zip(now.prospects(level));
    let parts = parts.map(|(part, people)| (stand::prospect(part), text::part(part), people, all(part)));
    row(lang, text::level_name(level).get(lang), text::PROSPECTS, all(ProspectPart::All), parts)
}

fn row(
    lang: Lang,
    name: &'static str,
    whom: Text,
    all: Selection,
    parts: impl Iterator<Item = (Look, Text, u32, Selection)> + Clone,
) -> Row {
    let people: u32 = parts.clone().map(|(_, _, people, _)| people).sum();
    let part = |(look, word, n, target): (Look, Text, u32, Selection)| {
        let said = words::spoken(lang, name, word, n, Some(f64::from(n) / f64::from(people)));
        Part { look, people: n, word, target, said }
    };
    let said = words::spoken(lang, name, whom, people, None);
    Row { name, people, all, said, parts: parts.filter(|(_, _, people, _)| *people > 0).map(part).collect() }
}

impl Section {
    /// 车主：蜜月期 158，活跃 158；….
    pub fn spoken(&self, lang: Lang) -> String {
        let row = |row: &Row| {
            let parts = row.parts.iter().map(|part| words::with_count(lang, part.word, part.people));
            let said: Vec<String> =
                [format!("{} {}", row.name, words::count(row.people))].into_iter().chain(parts).collect();
            words::joined(lang, &said)
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        format!("{} {}", self.title, rows.join("; "))
    }
}
