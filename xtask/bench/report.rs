//! The table: for the terminal, and as Markdown for the READMEs in both languages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::machine::Machine;
use crate::measures::{Aim, MEASURES, Measure, Unit};
use crate::samples::{Samples, Side, Summary};
use crate::site::Site;

/// The marks around the table in a README.
const BEGIN: &str = "<!-- bench -->\n";
const END: &str = "<!-- /bench -->";
const HEADS: [[&str; 6]; 2] =
    [["measured", "Benyuan", "opponent", "", "times", "aim"], ["测什么", "本源", "对手", "", "倍数", "目标"]];

type Row = [String; 6];

pub fn tell(args: &Args, site: &Site, machine: &Machine, samples: &Samples) -> Result<()> {
    println!("\n{}", aligned(&table(samples, 0)));
    println!("{}", footer(args, site, machine, 0));
    for file in &args.markdown {
        let language = usize::from(file.to_string_lossy().contains("zh-CN"));
        let text = format!("{}\n{}\n", markdown(&table(samples, language)), footer(args, site, machine, language));
        write(file, &text)?;
        println!("the table is in {}", file.display());
    }
    Ok(())
}

fn table(samples: &Samples, language: usize) -> Vec<Row> {
    let head = HEADS[language].map(str::to_owned);
    std::iter::once(head).chain(MEASURES.into_iter().filter_map(|measure| row(measure, samples, language))).collect()
}

/// `None` if nothing was measured.
fn row(measure: Measure, samples: &Samples, language: usize) -> Option<Row> {
    let (ours, theirs) = (samples.summary(measure, Side::Ours), samples.summary(measure, Side::Opponent));
    ours.or(theirs)?;
    let ours = ours.or_else(|| samples.summary(measure.ours()?, Side::Ours));
    let shown =
        |summary: Option<Summary>| summary.map_or_else(|| "–".to_owned(), |summary| said(summary, measure.unit()));
    let times =
        ours.zip(theirs).filter(|_| measure.unit() != Unit::Tasks).map(|(ours, theirs)| theirs.median / ours.median);
    let ratio = times.map_or_else(String::new, |times| format!("{times:.1}×"));
    let opponent = measure.opponent().to_owned();
    Some([
        measure.names()[language].to_owned(),
        shown(ours),
        shown(theirs),
        opponent,
        ratio,
        aim(measure, ours, times, samples),
    ])
}

fn aim(measure: Measure, ours: Option<Summary>, times: Option<f64>, samples: &Samples) -> String {
    let empty = samples.summary(Measure::EmptyMemory, Side::Ours).map_or(0.0, |empty| empty.median);
    let (words, met) = match measure.aim() {
        Aim::Times(aim) => (format!("≥ {aim:.0}×"), times.is_some_and(|times| times >= aim)),
        Aim::AtMost(aim) => (format!("≤ {}", value(aim, measure.unit())), ours.is_some_and(|ours| ours.median <= aim)),
        Aim::OverEmpty(aim) => (
            format!("≤ E + {}", value(aim, measure.unit())),
            ours.is_some_and(|ours| empty > 0.0 && ours.median <= empty + aim),
        ),
        Aim::Known => return String::new(),
    };
    format!("{words} {}", if met { "✓" } else { "✗" })
}

fn said(summary: Summary, unit: Unit) -> String {
    let Summary { median, min, max } = summary;
    format!("{} ({}–{})", value(median, unit), grouped(min), grouped(max))
}

fn value(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Milliseconds => format!("{} ms", grouped(number)),
        Unit::Megabytes => format!("{} MB", grouped(number)),
        Unit::Tasks => grouped(number),
    }
}

/// A whole number, with a space before the thousands.
fn grouped(number: f64) -> String {
    let number = number.round() as u64;
    if number < 1000 { number.to_string() } else { format!("{} {:03}", grouped((number / 1000) as f64), number % 1000) }
}

fn footer(args: &Args, site: &Site, machine: &Machine, language: usize) -> String {
    let Machine { cores, processor, browser, day, .. } = machine;
    let versions: Vec<_> = site.opponents.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let (versions, runs) = (versions.join(", "), args.runs);
    let busy = machine.busy().map(|load| match language {
        0 => format!(" The machine was busy with other work (load {load:.1}): every time is too long."),
        _ => format!("机器同时在忙别的（负载 {load:.1}），时间都偏长。"),
    });
    let said = match language {
        0 => format!(
            "{day}, {cores} cores ({processor}), headless {browser}; {versions}; median (min–max) of {runs} interleaved runs."
        ),
        _ => {
            format!(
                "{day}，{cores} 核（{processor}），无界面 {browser}；{versions}；交替运行 {runs} 次，中位数（最小–最大）。"
            )
        }
    };
    said + &busy.unwrap_or_default()
}

fn markdown(rows: &[Row]) -> String {
    let line = |row: &Row| format!("| {} |\n", row.each_ref().map(|cell| cell.trim()).join(" | "));
    let mut lines = rows.iter().map(line);
    let head = lines.next().unwrap_or_default();
    format!("{head}|---|---:|---:|---|---:|---|\n{}", lines.collect::<String>())
}

fn aligned(rows: &[Row]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let line = |row: &Row| {
        let cells = (0..6).map(|column| pad(&row[column], width(column), matches!(column, 1 | 2 | 4)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn pad(text: &str, width: usize, right: bool) -> String {
    if right { format!("{text:>width$}") } else { format!("{text:<width$}") }
}

/// Between the marks, if the file has them; else the file is only the table.
fn write(file: &Path, text: &str) -> Result<()> {
    let old = fs::read_to_string(file).unwrap_or_default();
    let parts = old.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let new = parts.map_or_else(|| text.to_owned(), |(before, after)| format!("{before}{BEGIN}{text}{END}{after}"));
    fs::write(file, new).with_context(|| format!("cannot write {}", file.display()))
}
