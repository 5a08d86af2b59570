//! The bench: our side and the opponent in turn, each in a new browser with an empty profile, and one table of medians.
//!
//! Started by `cargo xtask bench`. What is measured, and the aims, are in `measures`; the methods in `ours` and
//! `opponent`; the data in `data`.

mod args;
mod backups;
mod data;
mod machine;
mod measures;
mod memory;
mod opponent;
mod ours;
mod page;
mod report;
mod requests;
mod samples;
mod site;
#[path = "../src/flags.rs"]
#[allow(dead_code, reason = "shared with the commands")]
mod flags;
#[path = "../tests/e2e/harness/mod.rs"]
#[allow(dead_code, unused_imports, reason = "shared with the end-to-end tests, which use the rest")]
mod harness;

use anyhow::Result;

use args::{Args, Group};
use machine::Machine;
use samples::Samples;
use site::Site;

fn main() -> Result<()> {
    let args = Args::read()?;
    let machine = Machine::this();
    println!("making the data");
    let site = Site::make()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let samples = runtime.block_on(rounds(&args, &site))?;
    report::tell(&args, &site, &machine, &samples)
}

/// In turn, so that the machine's other work affects both sides.
async fn rounds(args: &Args, site: &Site) -> Result<Samples> {
    let mut samples = Samples::default();
    for round in 1..=args.runs {
        for group in &args.groups {
            if matches!(group, Group::Large | Group::Edits | Group::Backups) && round > 1 {
                continue;
            }
            println!("round {round} of {}: {}", args.runs, group.name());
            one(*group, site, &mut samples).await?;
        }
    }
    Ok(samples)
}

async fn one(group: Group, site: &Site, samples: &mut Samples) -> Result<()> {
    match group {
        Group::Store => {
            ours::store(site, samples).await?;
            opponent::store(site, samples).await
        }
        Group::Csv | Group::Xlsx => {
            ours::import(group, site, samples).await?;
            opponent::import(group, site, samples).await
        }
        Group::Large => ours::large(site, samples).await,
        Group::Edits => ours::edits(site, samples).await,
        Group::Start => ours::start(site, samples).await,
        Group::Turns => ours::turns(site, samples).await,
        Group::Backups => {
            backups::ours(site, samples).await?;
            opponent::backups(site, samples).await
        }
    }
}
