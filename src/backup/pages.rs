//! The pages of the desk, in words.

use super::{
    desk::{Chosen, Desk, Found, Health, Preview, Screen},
    parts::Part,
    read::Fault,
    settings::{Good, Place, Problem, Rehearsed},
};
use crate::{
    engine::{
        aside::State,
        restore::{Listed, Restored},
        store::Disk,
    },
    pages::blocks::{Markup, card, html, pairs, tag},
    protocol::command::Trouble,
    text::{Lang, Text, backup as words, names, numbers::count, states::Tone, trouble},
};

const DAY_MS: u64 = 86_400_000;
/// The first rehearsal is due a week after the first backup, then each quarter.
const FIRST_REHEARSAL_MS: u64 = 7 * DAY_MS;
const REHEARSAL_MS: u64 = 91 * DAY_MS;
/// A backup by hand is old after so many days.
const OLD_MS: u64 = 3 * DAY_MS;

pub fn body<D: Disk>(desk: &Desk<D>) -> Markup {
    html! {
        header.top.desk__top {
            a.link href="./#/data" data-role="back" { "‹ " (words::BACK.get(desk.lang)) }
            h1.top__title { (words::TITLE.get(desk.lang)) }
            nav.segments aria-label=(words::TITLE.get(desk.lang)) {
                (tab(desk, "home", words::STATE, !matches!(desk.screen, Screen::Rescue(_))))
                (tab(desk, "rescue", words::RESCUE, matches!(desk.screen, Screen::Rescue(_))))
            }
        }
        @if let Some((is_good, said)) = &desk.said {
            p.desk__said.desk__said--bad[!is_good] role=(if *is_good { "status" } else { "alert" }) data-role="said" { (said) }
        }
        div.stack.desk {
            @match &desk.screen {
                Screen::Home => (home(desk)),
                Screen::Recovery(key) => (recovery(desk.lang, key)),
                Screen::Ready(good) => (ready(desk, good)),
                Screen::Chosen => @if let Some(chosen) = &desk.chosen { (of_chosen(desk.lang, chosen)) },
                Screen::Preview(preview) => (of_preview(desk, preview)),
                Screen::Restored(restored) => (of_restored(desk, restored)),
                Screen::Rehearsed(names) => (rehearsed(desk.lang, names)),
                Screen::Rescue(found) => (rescue(desk, found)),
            }
        }
    }
}

fn tab<D: Disk>(desk: &Desk<D>, act: &str, text: Text, is_here: bool) -> Markup {
    html! { button.segments__one data-act=(act) aria-pressed=(is_here) { (text.get(desk.lang)) } }
}

fn home<D: Disk>(desk: &Desk<D>) -> Markup {
    let lang = desk.lang;
    let store = desk.store();
    let is_demo = store.is_some_and(|store| store.is_demo);
    html! {
        @if let (Some(_), Some(old)) = (store, &desk.settings.replaces) { (replaced(desk, old)) }
        @match store {
            None => (card(words::STATE.get(lang), "", &html! { p.prose { (words::NO_STORE.get(lang)) } })),
            Some(_) if is_demo => (card(words::STATE.get(lang), "", &html! { p.prose { (words::DEMO.get(lang)) } })),
            Some(store) => {
                (state(desk, store))
                @if desk.settings.keys.is_some() {
                    (automatic(desk))
                    @if let Some(card) = rehearsal(desk) { (card) }
                }
            }
        }
        (restore(lang))
        @if store.is_some_and(|store| !store.is_demo) {
            (card(words::EXPORT.get(lang), "", &html! {
                p.prose { (words::EXPORT_TEXT.get(lang)) }
                p.actions.actions--start { (button("export", "", words::EXPORT_NOW.get(lang), false)) }
            }))
            (plain(lang))
            @if desk.settings.keys.is_some() { (change(lang)) }
        }
    }
}

fn button(act: &str, of: &str, label: &str, is_first: bool) -> Markup {
    html! { button.button.button--primary[is_first] data-act=(act) data-of=(of) { (label) } }
}

fn field(name: &str, kind: &str, label: &str) -> Markup {
    let complete = if kind == "password" { "off" } else { "on" };
    html! {
        label.form__field {
            span.form__label { (label) }
            input.input name=(name) type=(kind) autocomplete=(complete) required;
        }
    }
}

/// Age and proof first: that is what the page is opened for.
fn state<D: Disk>(desk: &Desk<D>, store: &Listed) -> Markup {
    let lang = desk.lang;
    let title = format!("{} · {}", desk.name_of(store), words::STATE.get(lang));
    let content = html! {
        @match desk.settings.last() {
            Some(good) => (last(desk, good)),
            None => p.prose.desk__none data-role="backup-age" { (words::NONE_YET.get(lang)) },
        }
        @if desk.settings.keys.is_some() {
            p.actions.actions--start { (button("back-up", "", words::BACK_UP.get(lang), true)) }
        } @else {
            h3.desk__title { (words::SET_UP.get(lang)) }
            p.prose { (words::SET_UP_TEXT.get(lang)) }
            form.desk__form data-act="set-up" {
                (field("passphrase", "password", words::PASSPHRASE.get(lang)))
                (field("again", "password", words::AGAIN.get(lang)))
                p.actions.actions--start { button.button.button--primary { (words::SET.get(lang)) } }
            }
        }
    };
    card(&title, "", &content)
}

fn last<D: Disk>(desk: &Desk<D>, good: &Good) -> Markup {
    let lang = desk.lang;
    let age = desk.at.now.ms.saturating_sub(good.made_ms);
    let is_old = good.to == Place::Handed && age > OLD_MS;
    html! {
        p.desk__age data-role="backup-age" {
            b.desk__old[is_old] { (words::ago(lang, age)) }
            (tag(Tone::Pass, words::VERIFIED.get(lang)))
            span.hint { (words::size(good.bytes)) " · " (words::rows(lang, good.rows)) " · " (good.file) }
        }
        p.hint { (words::VERIFIED_HINT.get(lang)) }
    }
}

fn automatic<D: Disk>(desk: &Desk<D>) -> Markup {
    let lang = desk.lang;
    let settings = &desk.settings;
    let is_on = settings.folder.is_some();
    let content = html! {
        @if let Some((_, problem)) = &settings.problem {
            p.desk__said.desk__said--bad role="alert" data-role="problem" { (failed(lang, problem, settings.last(), desk)) }
        }
        @if let Some(folder) = &settings.folder {
            p { (tag(if settings.problem.is_some() { Tone::Leak } else { Tone::Pass }, folder)) }
        }
        p.prose { (words::AUTOMATIC_TEXT.get(lang)) }
        @if !desk.offers.is_secure {
            p.hint { (words::NOT_SECURE.get(lang)) }
        } @else if !desk.offers.folders {
            p.hint { (words::NO_FOLDER.get(lang)) }
        } @else {
            p.actions.actions--start {
                @if settings.problem.is_some() && is_on {
                    button.button.button--primary data-folder="again" { (words::ALLOW_AGAIN.get(lang)) }
                }
                button.button data-folder="pick" {
                    (if is_on { words::OTHER_FOLDER } else { words::CHOOSE_FOLDER }.get(lang))
                }
                @if is_on { (button("stop-folder", "", words::STOP.get(lang), false)) }
            }
        }
    };
    card(words::AUTOMATIC.get(lang), "", &content)
}

fn failed<D: Disk>(lang: Lang, why: &Problem, good: Option<&Good>, desk: &Desk<D>) -> String {
    let last = good.map(|good| words::ago(lang, desk.at.now.ms.saturating_sub(good.made_ms)));
    words::failed(lang, &problem(lang, why), last.as_deref())
}

/// Why a backup was none.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Revoked => words::REVOKED,
        Problem::FolderGone => words::FOLDER_GONE,
        Problem::DiskFull => words::DISK_FULL,
        Problem::Quota => words::QUOTA,
        Problem::NotTheSame => words::NOT_THE_SAME,
        Problem::StoreUnreadable => words::STORE_UNREADABLE,
        Problem::Other(why) => return why.clone(),
    }
    .get(lang)
    .to_owned()
}

fn rehearsal<D: Disk>(desk: &Desk<D>) -> Option<Markup> {
    let (lang, settings) = (desk.lang, &desk.settings);
    settings.last()?;
    let last = settings.rehearsals.last();
    let due_ms = last.map_or(settings.since_ms + FIRST_REHEARSAL_MS, |(ms, _)| ms + REHEARSAL_MS);
    let is_due = desk.at.now.ms >= due_ms;
    let in_folder = settings.folder.is_some() && settings.good.iter().any(|good| good.to == Place::Folder);
    let content = html! {
        @if is_due { p { (tag(Tone::Still, words::REHEARSAL_DUE.get(lang))) } }
        @if last.is_some_and(|(_, how)| *how == Rehearsed::Skipped) {
            p.hint { (words::REHEARSAL_SKIPPED.get(lang)) }
        }
        p.prose { (words::REHEARSAL_TEXT.get(lang)) }
        @if in_folder {
            form.desk__form data-act="rehearse" data-role="rehearse" {
                (field("passphrase", "password", words::PASSPHRASE.get(lang)))
                p.actions.actions--start {
                    button.button.button--primary[is_due] { (words::REHEARSE.get(lang)) }
                    @if is_due { (button("skip", "", words::SKIP.get(lang), false)) }
                }
            }
        } @else {
            p.actions.actions--start {
                (file("rehearse-file", words::REHEARSE_FILE.get(lang), is_due))
                @if is_due { (button("skip", "", words::SKIP.get(lang), false)) }
            }
        }
    };
    Some(card(words::REHEARSAL.get(lang), "", &content))
}

/// A button that chooses a file.
fn file(act: &str, label: &str, is_first: bool) -> Markup {
    html! {
        label.button.button--primary[is_first].desk__file {
            (label)
            input type="file" data-file=(act) accept=".benyuan,.zip";
        }
    }
}

fn restore(lang: Lang) -> Markup {
    card(
        words::RESTORE.get(lang),
        "",
        &html! {
            p.prose { (words::RESTORE_TEXT.get(lang)) }
            p.actions.actions--start { (file("choose", words::CHOOSE_FILE.get(lang), false)) }
        },
    )
}

fn plain(lang: Lang) -> Markup {
    html! {
        details.desk__more {
            summary { (words::PLAIN.get(lang)) }
            p.prose { (words::PLAIN_WARNING.get(lang)) }
            p.actions.actions--start { (button("plain", "", words::PLAIN_AGREE.get(lang), false)) }
        }
    }
}

fn change(lang: Lang) -> Markup {
    html! {
        details.desk__more {
            summary { (words::CHANGE.get(lang)) }
            form.desk__form data-act="change" {
                (field("passphrase", "password", words::PASSPHRASE.get(lang)))
                (field("again", "password", words::AGAIN.get(lang)))
                p.actions.actions--start { button.button { (words::CHANGE.get(lang)) } }
            }
        }
    }
}

fn recovery(lang: Lang, key: &str) -> Markup {
    card(
        words::RECOVERY.get(lang),
        "",
        &html! {
            p.prose { (words::RECOVERY_TEXT.get(lang)) }
            p.desk__key data-role="recovery" { @for part in grouped(key) { span { (part) } " " } }
            p.actions.actions--start {
                (button("print", "", words::PRINT.get(lang), false))
                (button("save-key", "", words::SAVE_KEY.get(lang), false))
                (button("home", "", words::KEPT.get(lang), true))
            }
        },
    )
}

/// In groups, so that it can be read from paper; spaces are forgiven when it is typed.
fn grouped(key: &str) -> Vec<String> {
    let (head, rest) = key.split_at(key.find('1').map_or(0, |one| one + 1));
    let letters: Vec<char> = rest.chars().collect();
    std::iter::once(head.to_owned()).chain(letters.chunks(6).map(|group| group.iter().collect())).collect()
}

fn ready<D: Disk>(desk: &Desk<D>, good: &Good) -> Markup {
    let lang = desk.lang;
    card(
        words::READY.get(lang),
        "",
        &html! {
            (last(desk, good))
            p.actions.actions--start {
                button.button.button--primary data-again { (words::SAVE_AGAIN.get(lang)) }
                @if desk.offers.share { button.button data-share data-refused=(words::SHARE_REFUSED.get(lang)) { (words::SHARE.get(lang)) } }
                (button("home", "", words::STATE.get(lang), false))
            }
            @if !desk.offers.share {
                p.hint { (if desk.offers.is_secure { words::SHARE_REFUSED } else { words::NOT_SECURE }.get(lang)) }
            }
        },
    )
}

fn of_chosen(lang: Lang, chosen: &Chosen) -> Markup {
    let header = &chosen.header;
    card(
        words::RESTORE.get(lang),
        "",
        &html! {
            (pairs([
                (words::FROM.get(lang), Some(header.store.clone())),
                (words::MADE.get(lang), Some(header.made.clone())),
                (words::SIZE.get(lang), Some(format!("{} · {}", words::size(chosen.bytes.len() as u64), chosen.name))),
            ]))
            @if header.is_partial { p.desk__said.desk__said--bad { (words::PARTIAL.get(lang)) } }
            @if !chosen.damaged.is_empty() {
                p.desk__said.desk__said--bad role="alert" { (damaged(lang, &chosen.damaged)) }
            }
            @if chosen.is_encrypted {
                form.desk__form data-act="unlock" data-role="passphrase" {
                    (field("passphrase", "password", words::PASSPHRASE.get(lang)))
                    p.actions.actions--start { button.button.button--primary { (words::WITH_PASSPHRASE.get(lang)) } }
                }
                details.desk__more {
                    summary { (words::WITH_RECOVERY.get(lang)) }
                    form.desk__form data-act="unlock" data-role="recovery" {
                        (field("recovery", "text", words::RECOVERY.get(lang)))
                        p.actions.actions--start { button.button { (words::WITH_RECOVERY.get(lang)) } }
                    }
                }
            } @else {
                p.actions.actions--start { (button("unlock", "", words::OPEN_PLAIN.get(lang), true)) }
            }
            p.actions.actions--start { (file("choose", words::ANOTHER.get(lang), false)) }
        },
    )
}

fn of_preview<D: Disk>(desk: &Desk<D>, preview: &Preview) -> Markup {
    let lang = desk.lang;
    let Preview { state, customers, damaged: parts } = preview;
    let over = desk
        .chosen
        .as_ref()
        .and_then(|chosen| desk.stores.iter().find(|store| !store.is_demo && store.name == chosen.header.store));
    card(
        words::CONTENT.get(lang),
        "",
        &html! {
            (contents(lang, state, Some(*customers)))
            @if !parts.is_empty() {
                p.desk__said.desk__said--bad role="alert" { (damaged(lang, parts)) " " (words::REST_CAN_BE_HAD.get(lang)) }
            }
            (missing(lang, state))
            p.actions.actions--start {
                (button("restore-new", "", words::AS_NEW.get(lang), true))
                @if let Some(store) = over {
                    (button("restore-over", &store.id.0, &words::in_place(lang, &desk.name_of(store)), false))
                }
            }
            @if over.is_some() { p.hint { (words::IN_PLACE_HINT.get(lang)) } }
        },
    )
}

fn contents(lang: Lang, state: &State, customers: Option<u32>) -> Markup {
    let kinds = state.rows.iter().map(|(kind, rows)| (names::kind(*kind).get(lang), Some(words::rows(lang, *rows))));
    let more = [
        (words::CUSTOMERS.get(lang), customers.map(count)),
        (words::LATEST.get(lang), state.latest.map(|day| day.to_string())),
        (words::FILES.get(lang), Some(count(state.files))),
        (words::WRITTEN.get(lang), Some(count(state.journal))),
    ];
    pairs(kinds.chain(more).collect::<Vec<_>>())
}

fn missing(lang: Lang, state: &State) -> Markup {
    html! {
        @for page in &state.missing {
            p.desk__said.desk__said--bad { (trouble::missing(lang, page.kind, page.rows, &page.files, page.newer)) }
        }
    }
}

fn of_restored<D: Disk>(desk: &Desk<D>, restored: &Restored) -> Markup {
    let lang = desk.lang;
    card(
        words::RESTORED.get(lang),
        "",
        &html! {
            p.prose data-role="restored" { b { (if restored.name.is_empty() { words::UNNAMED.get(lang) } else { restored.name.as_str() }) } " " (tag(Tone::Pass, words::VERIFIED.get(lang))) }
            (contents(lang, &restored.state, None))
            (missing(lang, &restored.state))
            p.actions.actions--start {
                a.button.button--primary href="./#/" { (words::OPEN_IT.get(lang)) }
                (button("home", "", words::STATE.get(lang), false))
            }
            @if let Some(old) = &desk.settings.replaces { (replaced(desk, old)) }
        },
    )
}

fn replaced<D: Disk>(desk: &Desk<D>, old: &str) -> Markup {
    let lang = desk.lang;
    let rows = desk.stores.iter().find(|store| store.id.0 == old).map(|store| words::rows(lang, store.rows));
    html! {
        @if let Some(rows) = rows {
            div.offer data-role="replaced" {
                p { (words::old_kept(lang, &rows)) }
                (button("delete-old", "", words::DELETE_OLD.get(lang), false))
            }
        }
    }
}

fn rehearsed(lang: Lang, names: &[String]) -> Markup {
    card(
        words::REHEARSAL.get(lang),
        "",
        &html! {
            p.prose { (words::REHEARSED.get(lang)) }
            ul.desk__names data-role="acquaintances" { @for name in names { li { (name) } } }
            p.actions.actions--start { (button("home", "", words::STATE.get(lang), true)) }
        },
    )
}

fn rescue<D: Disk>(desk: &Desk<D>, found: &[Found]) -> Markup {
    let lang = desk.lang;
    html! {
        p.prose { (words::RESCUE_TEXT.get(lang)) }
        @if found.is_empty() { p.prose { (words::NO_STORE.get(lang)) } }
        @for found in found { (rescued(desk, found)) }
        (restore(lang))
    }
}

fn rescued<D: Disk>(desk: &Desk<D>, found: &Found) -> Markup {
    let lang = desk.lang;
    let id = found.listed.id.0.as_str();
    let (tone, word) = match &found.health {
        Health::Whole(_) => (Tone::Pass, words::WHOLE),
        Health::Damaged(_) => (Tone::Leak, words::DAMAGED),
        Health::Empty => (Tone::Still, words::BLANK),
        Health::Trouble(Trouble::StoreDamaged { .. } | Trouble::StoreOlder(_)) => (Tone::Leak, words::DAMAGED),
        Health::Trouble(Trouble::Vanished) => (Tone::Leak, words::VANISHED),
        Health::Trouble(Trouble::TooNew) => (Tone::Still, words::NEWER),
        Health::Trouble(_) => (Tone::Leak, words::UNREADABLE),
    };
    let has_any = !matches!(found.health, Health::Empty | Health::Trouble(Trouble::Vanished));
    let content = html! {
        p.desk__age data-role="health" { (tag(tone, word.get(lang))) span.hint { (words::rows(lang, found.listed.rows)) } }
        @match &found.health {
            Health::Whole(state) | Health::Damaged(state) => {
                (contents(lang, state, None))
                (missing(lang, state))
            }
            Health::Trouble(why) => p.prose { (trouble::one_line(lang, why)) },
            Health::Empty => {},
        }
        p.actions.actions--start {
            @if has_any {
                (button("take-out", id, words::TAKE_OUT.get(lang), false))
                @if !matches!(found.health, Health::Whole(_)) {
                    (button("partial", id, words::PARTIAL_BACKUP.get(lang), false))
                }
            }
        }
        details.desk__more {
            summary { (words::DELETE.get(lang)) }
            form.desk__form data-act="delete" data-of=(id) {
                (field("name", "text", &format!("{} {}", words::TYPE_NAME.get(lang), desk.name_of(&found.listed))))
                p.actions.actions--start { button.button.button--danger { (words::DELETE_NOW.get(lang)) } }
            }
        }
    };
    card(&desk.name_of(&found.listed), "", &content)
}

/// Four causes, four sentences.
pub fn fault(lang: Lang, fault: &Fault, is_secret: bool) -> String {
    match fault {
        Fault::WrongKey if is_secret => words::WRONG_RECOVERY.get(lang).to_owned(),
        Fault::WrongKey => words::WRONG_PASSPHRASE.get(lang).to_owned(),
        Fault::Newer => words::FROM_NEWER.get(lang).to_owned(),
        Fault::NotOurs => words::NOT_OURS.get(lang).to_owned(),
        Fault::Damaged(parts) => damaged(lang, parts),
    }
}

fn damaged(lang: Lang, parts: &[Part]) -> String {
    let pages = parts.iter().filter(|part| matches!(part, Part::Page(_))).count();
    let mut named: Vec<String> = Vec::new();
    for part in parts {
        let word = match part {
            Part::Header => words::PART_HEADER,
            Part::Key => words::PART_KEY,
            Part::Data => words::PART_DATA,
            Part::Hashes | Part::List => words::PART_HASHES,
            Part::End => words::PART_END,
            Part::Manifest | Part::Guard | Part::Previous => words::PART_MANIFEST,
            Part::Journal(_) => words::PART_JOURNAL,
            Part::Drafts => words::PART_DRAFTS,
            Part::Settings => words::PART_SETTINGS,
            Part::Page(_) => continue,
        };
        let word = word.get(lang).to_owned();
        if !named.contains(&word) {
            named.push(word);
        }
    }
    if pages > 0 {
        named.push(words::pages(lang, pages));
    }
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    words::damaged(lang, &named.join(between))
}
