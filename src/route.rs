//! Where the user is: one `Route` per page, written as the part of the address after `#`. Pure code, so tests check
//! that every route survives its own address. The browser's history is `ui::state::address`.

mod query;
mod selection;
mod words;

use crate::{
    model::{
        ids::{FileId, SubjectRef},
        values::AnswerKind,
    },
    protocol::{
        column::Sort,
        query::{Grain, NotesOf, Scope, Selection},
    },
    terms::stage::Node,
    time::{Day, Period},
};
use query::QueryString;
use std::fmt;

const WAYS: &words::Words<bool> = &[(false, "up"), (true, "down")];

/// A page and what it shows.
#[derive(Clone, PartialEq, Debug)]
pub enum Route {
    /// 地图
    Map(Scope),
    /// 漏斗
    Funnel(Scope),
    /// 分布; `since`: the day that movement is counted from.
    Distribution {
        scope: Scope,
        since: Option<Day>,
    },
    /// 满意度; `grain`: the chosen step of its lines; `factors`: the questionnaire whose factors are shown.
    Satisfaction {
        scope: Scope,
        grain: Option<Grain>,
        factors: Option<AnswerKind>,
    },
    /// 指标
    Scorecard(Scope),
    /// The people behind a number (名单). `scope` is the scope of the page the list was opened from, and stays with the
    /// reader. `own` is the list's own scope, if it differs: the month of a point, the consultant of a row.
    List {
        selection: Selection,
        scope: Scope,
        own: Option<Scope>,
        sort: Option<Sort>,
    },
    /// One customer's record (档案).
    Person {
        subject: SubjectRef,
        scope: Scope,
    },
    /// Opens the demo store and leads to the map.
    Demo,
    Import,
    Data,
    /// Notes and refusals of imported files (备注).
    Notes {
        of: NotesOf,
        refused_only: bool,
        /// How many are shown, if more than at first.
        rows: Option<u32>,
    },
    Coverage,
    /// 触点目录
    Catalogue,
    /// What was written last (最近的操作).
    Actions,
    /// The figures of one place of the cycle from all pages, side by side (同一环节的几个数字).
    Figures {
        node: Node,
        scope: Scope,
    },
    Settings,
    /// An address that names no page.
    Unknown,
}

impl Route {
    /// The route of the text after `#`; the home page if there is none.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let query = QueryString::parse(query);
        let (page, rest) = path.split_once('/').unwrap_or((path, ""));
        match (page, rest) {
            ("funnel", _) => Self::Funnel(scope_from(&query)),
            ("distribution", _) => {
                let since = query.get("since").and_then(|day| day.parse().ok());
                Self::Distribution { scope: scope_from(&query), since }
            }
            ("satisfaction", _) => {
                let grain = query.get("step").and_then(|word| words::value(words::GRAINS, word));
                let factors = query.get("factors").and_then(|word| words::value(words::ANSWER_KINDS, word));
                Self::Satisfaction { scope: scope_from(&query), grain, factors }
            }
            ("scorecard", _) => Self::Scorecard(scope_from(&query)),
            ("list", _) => selection::from_query(&query).map_or(Self::Unknown, |selection| {
                let scope = scope_from(&query);
                let own = query.get("own").map(|own| scope_from(&QueryString::parse(own)));
                Self::List { selection, own: own.filter(|own| *own != scope), scope, sort: sort_from(&query) }
            }),
            ("person", subject) => {
                subject.parse().map_or(Self::Unknown, |subject| Self::Person { subject, scope: scope_from(&query) })
            }
            ("demo", _) => Self::Demo,
            ("import", _) => Self::Import,
            ("data", "notes") => {
                let rows = query.get("rows").and_then(|rows| rows.parse().ok());
                Self::Notes { of: notes_from(&query), refused_only: query.get("only") == Some("refused"), rows }
            }
            ("data", _) => Self::Data,
            ("coverage", _) => Self::Coverage,
            ("catalogue", _) => Self::Catalogue,
            ("actions", _) => Self::Actions,
            ("settings", _) => Self::Settings,
            ("figures", node) => {
                selection::node_of(node).map_or(Self::Unknown, |node| Self::Figures { node, scope: scope_from(&query) })
            }
            ("" | "map", _) => Self::Map(scope_from(&query)),
            _ => Self::Unknown,
        }
    }

    /// A list with the scope of its page.
    pub fn list(selection: Selection, scope: &Scope) -> Self {
        Self::List { selection, scope: scope.clone(), own: None, sort: None }
    }

    /// A list whose scope differs from its page's.
    pub fn list_of(selection: Selection, scope: &Scope, own: Scope) -> Self {
        Self::List { selection, scope: scope.clone(), own: Some(own).filter(|own| own != scope), sort: None }
    }

    /// The scope that applies here: a list's own, if it has one.
    pub fn looks_at(&self) -> Option<&Scope> {
        match self {
            Self::List { own: Some(own), .. } => Some(own),
            _ => self.scope(),
        }
    }

    /// The scope, for pages that have one.
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Map(scope)
            | Self::Funnel(scope)
            | Self::Distribution { scope, .. }
            | Self::Satisfaction { scope, .. }
            | Self::Scorecard(scope)
            | Self::List { scope, .. }
            | Self::Figures { scope, .. }
            | Self::Person { scope, .. } => Some(scope),
            _ => None,
        }
    }

    /// The same page with another scope; pages without one stay as they are.
    pub fn with_scope(self, scope: Scope) -> Self {
        match self {
            Self::Map(_) => Self::Map(scope),
            Self::Funnel(_) => Self::Funnel(scope),
            Self::Distribution { since, .. } => Self::Distribution { scope, since },
            Self::Satisfaction { grain, factors, .. } => Self::Satisfaction { scope, grain, factors },
            Self::Scorecard(_) => Self::Scorecard(scope),
            Self::List { selection, scope: before, own, sort } => {
                let own = own.map(|own| own.follows(&before, &scope)).filter(|own| *own != scope);
                Self::List { selection, scope, own, sort }
            }
            Self::Person { subject, .. } => Self::Person { subject, scope },
            Self::Figures { node, .. } => Self::Figures { node, scope },
            other => other,
        }
    }

    /// Which page it is, without its details: the scope, the order, the day movement is counted from, the step, the
    /// questionnaire, which notes.
    pub fn page(self) -> Self {
        match self.with_scope(Scope::default()) {
            Self::Distribution { scope, .. } => Self::Distribution { scope, since: None },
            Self::Satisfaction { scope, .. } => Self::Satisfaction { scope, grain: None, factors: None },
            Self::Notes { of, .. } => Self::Notes { of, refused_only: false, rows: None },
            Self::List { selection, scope, .. } => Self::List { selection, scope, own: None, sort: None },
            other => other,
        }
    }

    /// The page one level up, for visitors who came from no page.
    pub fn above(&self) -> Self {
        match self {
            Self::Import | Self::Notes { .. } | Self::Coverage | Self::Catalogue => Self::Data,
            Self::Person { scope, .. } => Self::list(Selection::Everybody, scope),
            other => Self::Map(other.scope().cloned().unwrap_or_default()),
        }
    }

    /// For a link: `#/map?…`.
    pub fn href(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = QueryString::default();
        let path = match self {
            Self::Map(_) => "map".to_owned(),
            Self::Funnel(_) => "funnel".to_owned(),
            Self::Distribution { since, .. } => {
                query.push_some("since", since.map(|day| day.to_string()));
                "distribution".to_owned()
            }
            Self::Satisfaction { grain, factors, .. } => {
                query.push_some("step", grain.map(|grain| words::word(words::GRAINS, grain)));
                query.push_some("factors", factors.map(|kind| words::word(words::ANSWER_KINDS, kind)));
                "satisfaction".to_owned()
            }
            Self::Scorecard(_) => "scorecard".to_owned(),
            Self::List { selection, own, sort, .. } => {
                selection::into_query(selection, &mut query);
                query.push_some("sort", sort.map(sort_word));
                query.push_some("own", own.as_ref().map(own_word));
                "list".to_owned()
            }
            Self::Person { subject, .. } => format!("person/{subject}"),
            Self::Demo => "demo".to_owned(),
            Self::Import => "import".to_owned(),
            Self::Data => "data".to_owned(),
            Self::Notes { of, refused_only, rows } => {
                notes_into(*of, &mut query);
                if *refused_only {
                    query.push("only", "refused");
                }
                query.push_some("rows", rows.map(|rows| rows.to_string()));
                "data/notes".to_owned()
            }
            Self::Coverage => "coverage".to_owned(),
            Self::Catalogue => "catalogue".to_owned(),
            Self::Actions => "actions".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Figures { node, .. } => format!("figures/{}", selection::node_word(*node)),
            Self::Unknown => "unknown".to_owned(),
        };
        if let Some(scope) = self.scope() {
            scope_into(scope, &mut query);
        }
        write!(f, "#/{path}{query}")
    }
}

fn scope_from(query: &QueryString) -> Scope {
    let day = |key| query.get(key).and_then(|text| text.parse().ok());
    let period = day("from").zip(day("to")).filter(|(first, last)| first <= last);
    Scope {
        as_of: day("as-of"),
        period: period.map(|(first, last)| Period { first, last }),
        channel: query.get("channel").map(str::to_owned),
        consultant: query.get("consultant").map(str::to_owned),
        model: query.get("model").map(str::to_owned),
        adviser: query.get("adviser").map(str::to_owned),
    }
}

fn scope_into(scope: &Scope, query: &mut QueryString) {
    if let Some(day) = scope.as_of {
        query.push("as-of", day.to_string());
    }
    if let Some(period) = scope.period {
        query.push("from", period.first.to_string());
        query.push("to", period.last.to_string());
    }
    query.push_some("channel", scope.channel.as_deref());
    query.push_some("consultant", scope.consultant.as_deref());
    query.push_some("model", scope.model.as_deref());
    query.push_some("adviser", scope.adviser.as_deref());
}

/// A list's own scope, encoded as an address within the address.
fn own_word(own: &Scope) -> String {
    let mut query = QueryString::default();
    scope_into(own, &mut query);
    query.to_string().trim_start_matches('?').to_owned()
}

/// `mileage.down`; an unknown word leaves the order as it is.
fn sort_from(query: &QueryString) -> Option<Sort> {
    let (column, way) = query.get("sort")?.split_once('.')?;
    let column = words::value(words::COLUMNS, column)?;
    Some(Sort { column, is_descending: words::value(WAYS, way)? })
}

fn sort_word(sort: Sort) -> String {
    format!("{}.{}", words::word(words::COLUMNS, sort.column), words::word(WAYS, sort.is_descending))
}

fn notes_from(query: &QueryString) -> NotesOf {
    let number = |key| query.get(key).and_then(|text| text.parse().ok());
    match query.get("of") {
        Some("staged") => NotesOf::Staged(number("file")),
        _ => NotesOf::Store(number("file").map(FileId)),
    }
}

fn notes_into(of: NotesOf, query: &mut QueryString) {
    let file = match of {
        NotesOf::Store(file) => file.map(|file| file.0),
        NotesOf::Staged(file) => {
            query.push("of", "staged");
            file
        }
    };
    if let Some(file) = file {
        query.push("file", file.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{protocol::query::*, terms::stage::*};

    fn check(route: Route) {
        let hash = route.href();
        assert!(hash.is_ascii(), "{hash}");
        assert_eq!(Route::parse(&hash), route, "{hash}");
    }

    fn scopes() -> Vec<Scope> {
        let day = |text: &str| text.parse::<Day>().ok();
        let period = day("2026-05-01").zip(day("2026-10-31")).map(|(first, last)| Period { first, last });
        vec![
            Scope::default(),
            Scope { as_of: day("2026-10-31"), ..Scope::default() },
            Scope {
                as_of: day("2026-10-31"),
                period,
                channel: Some("转介绍 & 老客户?#=".into()),
                consultant: Some("何俊+1%20".into()),
                model: Some("纯电 EV".into()),
                adviser: Some("马东&芳".into()),
            },
            Scope { channel: Some(String::new()), ..Scope::default() },
        ]
    }

    #[test]
    fn every_page_survives_its_address() {
        for scope in scopes() {
            check(Route::Map(scope.clone()));
            check(Route::Funnel(scope.clone()));
            for (grain, factors) in [(None, None), (Some(Grain::HalfYear), Some(AnswerKind::Service))] {
                check(Route::Satisfaction { scope: scope.clone(), grain, factors });
            }
            check(Route::Scorecard(scope.clone()));
            for since in [None, "2025-10-31".parse().ok()] {
                check(Route::Distribution { scope: scope.clone(), since });
            }
            check(Route::Figures { node: Node::FirstService, scope: scope.clone() });
            check(Route::Person { subject: "l12ab-34".parse().unwrap(), scope });
        }
        for route in [
            Route::Demo,
            Route::Import,
            Route::Data,
            Route::Coverage,
            Route::Catalogue,
            Route::Actions,
            Route::Settings,
        ] {
            check(route);
        }
    }

    #[test]
    fn every_selection_survives_its_address() {
        let scope = scopes().remove(2);
        for selection in selection::every() {
            check(Route::list(selection.clone(), &scope));
            for own in scopes() {
                check(Route::list_of(selection.clone(), &scope, own));
            }
        }
    }

    #[test]
    fn every_order_survives_its_address() {
        for is_descending in [false, true] {
            for (column, _) in words::COLUMNS {
                let sort = Some(Sort { column: *column, is_descending });
                check(Route::List { selection: Selection::Everybody, scope: Scope::default(), own: None, sort });
            }
        }
        for hash in ["#/list?of=everybody&sort=", "#/list?of=everybody&sort=name", "#/list?of=everybody&sort=x.up"] {
            assert_eq!(Route::parse(hash), Route::list(Selection::Everybody, &Scope::default()), "{hash}");
        }
    }

    /// A list's own scope ends with the list: every other page is asked for with the scope of the page before.
    #[test]
    fn the_month_of_a_list_ends_with_it() {
        let page = scopes().remove(2);
        let period = "2026-07-01".parse().ok().zip("2026-07-31".parse().ok());
        let month = Scope { period: period.map(|(first, last)| Period { first, last }), ..page.clone() };
        let list = Route::list_of(Selection::Everybody, &page, month.clone());
        let list = Route::parse(&list.href());
        assert_eq!((list.scope(), list.looks_at()), (Some(&page), Some(&month)));
        assert_eq!(list.above(), Route::Map(page.clone()));
        // Another date for the page is another date for the list too; the list's own month stays.
        let other = Scope { as_of: "2026-09-30".parse().ok(), ..page.clone() };
        let moved = list.clone().with_scope(other.clone());
        let expected = Scope { as_of: other.as_of, ..month };
        assert_eq!((moved.scope(), moved.looks_at()), (Some(&other), Some(&expected)));
        // Older addresses name the list's month as the page's period, and still mean the same.
        let old = Route::parse("#/list?of=everybody&from=2026-07-01&to=2026-07-31");
        assert_eq!(old.scope(), old.looks_at());
        assert_eq!(list.page(), Route::list(Selection::Everybody, &Scope::default()));
    }

    #[test]
    fn notes_survive_their_address() {
        for of in
            [NotesOf::Store(None), NotesOf::Store(Some(FileId(3))), NotesOf::Staged(None), NotesOf::Staged(Some(0))]
        {
            for (refused_only, rows) in [(false, None), (true, None), (true, Some(400))] {
                check(Route::Notes { of, refused_only, rows });
            }
        }
    }

    #[test]
    fn what_means_nothing_is_unknown() {
        for hash in ["", "#", "#/", "#/map", "#/?channel="] {
            assert!(matches!(Route::parse(hash), Route::Map(_)), "{hash}");
        }
        for hash in [
            "#/today",
            "#/list",
            "#/list?of=node.nowhere.leaked",
            "#/person/x",
            "#/figures/nowhere",
            "#%%%",
            "#/unknown",
        ] {
            assert_eq!(Route::parse(hash), Route::Unknown, "{hash}");
        }
    }

    #[test]
    fn the_page_above_is_another_one() {
        let scope = scopes().remove(1);
        let person = Route::Person { subject: "l12ab-34".parse().unwrap(), scope: scope.clone() };
        assert_eq!(person.above(), Route::list(Selection::Everybody, &scope));
        assert_eq!(person.above().above(), Route::Map(scope));
        assert_eq!(Route::Catalogue.above(), Route::Data);
        assert_eq!(Route::Unknown.above(), Route::Map(Scope::default()));
    }

    #[test]
    fn a_backward_period_is_no_period() {
        assert_eq!(Route::parse("#/map?from=2026-10-31&to=2026-05-01"), Route::Map(Scope::default()));
    }

    #[test]
    fn a_node_is_named_in_words() {
        let selection = Selection::Node(Node::Quote, NodePart::Leaked);
        let hash = Route::list(selection, &Scope::default()).href();
        assert_eq!(hash, "#/list?of=node.quote.leaked");
    }
}
