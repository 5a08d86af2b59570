//! The small vocabulary that the catalogue's files are written in.
//! Misuse (a leak on a funnel step, say) stops the build: everything here runs at compile time.

use crate::terms::stage::{Node, Role, Stage, Step, SubjectKind};
use crate::terms::touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Span, SurveyItem, Touchpoint};

/// A touchpoint of a lead.
pub(super) const fn lead(key: &'static str, zh: &'static str, en: &'static str) -> Touchpoint {
    new(key, zh, en, SubjectKind::Lead)
}

/// A touchpoint of an ownership.
pub(super) const fn owner(key: &'static str, zh: &'static str, en: &'static str) -> Touchpoint {
    new(key, zh, en, SubjectKind::Ownership)
}

/// A touchpoint of a customer: it sees the facts of all the customer's leads and cars.
pub(super) const fn customer(key: &'static str, zh: &'static str, en: &'static str) -> Touchpoint {
    new(key, zh, en, SubjectKind::Customer)
}

const fn new(key: &'static str, zh: &'static str, en: &'static str, subject: SubjectKind) -> Touchpoint {
    Touchpoint {
        key,
        zh,
        en,
        stage: Stage::Need,
        node: None,
        owner: Role::GeneralManager,
        subject,
        rule: Rule::Sampled { at: FactKind::Marked },
        clock: Clock::None,
        measured_by: &[],
    }
}

impl Touchpoint {
    pub(super) const fn at(mut self, stage: Stage, node: Node, owner: Role) -> Self {
        self.node = Some(node);
        self.off_map(stage, owner)
    }

    /// Belongs to no circle of the map: it can happen wherever the customer stands.
    pub(super) const fn off_map(mut self, stage: Stage, owner: Role) -> Self {
        self.stage = stage;
        self.owner = owner;
        self
    }

    pub(super) const fn funnel(mut self, step: Step) -> Self {
        self.rule = Rule::Funnel(step);
        self
    }

    /// The touchpoint is the passage through its own stage.
    pub(super) const fn passage(mut self) -> Self {
        self.rule = Rule::OwnerStage(self.stage);
        self
    }

    pub(super) const fn answer(mut self, opens: Opens, passes: &'static [FactKind]) -> Self {
        self.rule = Rule::Answer { opens, passes, leaks: Leaks::Never, repeats: false };
        self
    }

    pub(super) const fn sampled(mut self, at: FactKind) -> Self {
        self.rule = Rule::Sampled { at };
        self
    }

    pub(super) const fn leaks(mut self, leaks: Leaks) -> Self {
        let Rule::Answer { opens, passes, repeats, .. } = self.rule else { panic!("only an answer leaks by itself") };
        self.rule = Rule::Answer { opens, passes, leaks, repeats };
        self
    }

    pub(super) const fn leaks_after(self, span: Span) -> Self {
        self.leaks(Leaks::After(span))
    }

    pub(super) const fn leaks_on(self, facts: &'static [FactKind]) -> Self {
        self.leaks(Leaks::On(facts))
    }

    /// Each opening fact starts another occurrence.
    pub(super) const fn each_time(mut self) -> Self {
        let Rule::Answer { opens, passes, leaks, .. } = self.rule else { panic!("only an answer repeats") };
        self.rule = Rule::Answer { opens, passes, leaks, repeats: true };
        self
    }

    pub(super) const fn by_level(mut self) -> Self {
        self.clock = Clock::Level;
        self
    }

    pub(super) const fn within(mut self, span: Span) -> Self {
        self.clock = Clock::Within(span);
        self
    }

    pub(super) const fn measured(mut self, items: &'static [SurveyItem]) -> Self {
        self.measured_by = items;
        self
    }
}
