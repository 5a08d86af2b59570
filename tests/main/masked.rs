//! A mobile number inside any text of a row is masked in every view; only CSV and a number asked for are in full.
//! Invisible marks do not make a second customer.

use crate::support::App;
use benyuan::{
    model::{ids::SubjectRef, rows::KINDS},
    protocol::{
        query::{NotesOf, Query, Scope, Selection},
        view::View,
    },
    text::Lang,
};

const NUMBER: &str = "13812345678";

/// A lead with a number in every text, and with invisible marks in its name.
fn store() -> App {
    let text = format!(
        "线索ID,客户姓名,手机号,线索创建时间,最近跟进时间,线索评级,一级渠道名称,意向车型,销售顾问,战败时间,战败原因,竞品,跟进内容,备注,城市\n\
         XS1,王一{NUMBER},13900001111,2026-09-01 10:00,2026-09-02 10:00,H,车展,瑞虎,陈立,2026-09-20,改打{NUMBER},他牌{NUMBER},回电{NUMBER},加微信 138 1234 5678,城{NUMBER}\n\
         XS2,王\u{200b}二\u{202e},13900002222,2026-09-03 10:00,,A,车展,瑞虎,陈立,,,,,,\n\
         XS3,王二,13900002222,2026-09-04 10:00,,A,车展,瑞虎,陈立,,,,,,\n\
         XS4,李三,{NUMBER}x,2026-99-05,,A,车展,瑞虎,陈立,,,,,,\n"
    );
    let mut app = App::new();
    app.import(&[(format!("线索{NUMBER}.csv"), text.into_bytes())]);
    app
}

fn everybody(app: &mut App) -> Vec<SubjectRef> {
    let scope = Scope::default();
    let View::List(list) =
        app.query(Query::List { selection: Selection::Everybody, scope, sort: None, offset: 0, limit: 99 })
    else {
        unreachable!()
    };
    list.rows.iter().map(|row| row.subject).collect()
}

#[test]
fn no_view_shows_a_number_inside_a_text() {
    let mut app = store();
    let scope = Scope::default;
    let mut queries = vec![
        Query::Status,
        Query::Stores,
        Query::Map(scope()),
        Query::Funnel(scope()),
        Query::Files,
        Query::Coverage,
        Query::Notes { of: NotesOf::Store(None), refused_only: false, offset: 0, limit: 99 },
        Query::List { selection: Selection::Everybody, scope: scope(), sort: None, offset: 0, limit: 99 },
    ];
    queries.extend(everybody(&mut app).into_iter().map(|subject| Query::Record { subject, scope: scope() }));
    for address in everybody(&mut app).into_iter().map(|subject| format!("#/person/{subject}")) {
        queries.push(Query::Show { address, lang: Lang::Zh });
    }
    for query in queries {
        let shown = format!("{:?}", app.query(query.clone()));
        assert!(!shown.contains(NUMBER), "{query:?} shows it: {shown}");
        assert!(!shown.contains("138 1234 5678"), "{query:?} shows it");
    }
    let View::Csv(csv) = app.query(Query::RowsCsv(KINDS[0])) else { unreachable!() };
    assert!(csv.contains(NUMBER), "a CSV has what the rows have");
}

#[test]
fn marks_nobody_sees_make_no_second_customer() {
    let mut app = store();
    let people = everybody(&mut app).len();
    assert_eq!(people, 2, "王二 is one person, and the fourth line is refused");
    let shown = format!("{:?}", app.query(Query::RowsCsv(KINDS[0])));
    assert!(!shown.contains('\u{200b}') && !shown.contains('\u{202e}'));
}
