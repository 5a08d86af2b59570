//! The engine's requests as bytes, made with the product's own reader; and its replies, decoded.

use anyhow::{Context, Result, bail, ensure};
use benyuan::{
    exchange::{
        batch::Batches,
        parse::parse,
        read::{Limits, Watch, read},
        recognise::recognise,
    },
    model::rows::Kind,
    protocol::{
        Answer, Ask, Now, Request, Say,
        command::{Command, Outcome},
        decode, encode,
        query::Query,
        view::StoreStatus,
    },
};
use serde_json::Value;

/// As the reader worker sends them.
const BATCH_ROWS: usize = 2_000;
const TODAY: &str = "2026-11-22";

/// Opens the store, making it if needed.
pub fn opening() -> Vec<u8> {
    framed([Ask::Command(Command::OpenStore(None))])
}

/// Opens the store and has every cell of its service rows read, by writing them as CSV.
pub fn visiting() -> Vec<u8> {
    let rows = Ask::Query(Query::RowsCsv(Kind::Services));
    framed([Ask::Command(Command::OpenStore(None)), rows])
}

/// Reads a file here, stages it and imports it.
pub fn importing(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let raw = read(name, bytes, &Limits::default(), &mut Unwatched).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let plan = recognise(&raw, &[]);
    let (mut rows, mut batches) = (parse(&raw, &plan), Batches::default());
    let chunks = std::iter::from_fn(|| {
        let count = rows.by_ref().take(BATCH_ROWS).map(|row| batches.push(row)).count();
        (count > 0).then(|| Command::StageRows { file: 0, rows: batches.finish() })
    });
    let begin = Command::StageFile { file: 0, name: name.to_owned() };
    let done = Command::StageDone { file: 0, plan: plan.clone(), chosen: Vec::new() };
    Ok(framed([begin].into_iter().chain(chunks).chain([done, Command::Import]).map(Ask::Command)))
}

/// The store's state from a reply.
pub fn status(reply: &Value) -> Result<StoreStatus> {
    let bytes: Vec<u8> = serde_json::from_value(reply.clone())?;
    match decode(&bytes).context("the engine's reply is of another build: build dist/ anew")? {
        Say::Reply { result: Ok(Answer::Done(Outcome::Imported { status, refused, .. })), .. } => {
            ensure!(refused == 0, "{refused} rows were refused");
            Ok(status)
        }
        Say::Reply { result: Ok(Answer::Done(Outcome::Store(status))), .. } => Ok(status),
        other => bail!("the engine says {other:?}"),
    }
}

/// Each with its length in front.
fn framed(asks: impl IntoIterator<Item = Ask>) -> Vec<u8> {
    let today = TODAY.parse::<benyuan::time::Day>().expect("a day").epoch_days();
    let requests = (0..).zip(asks).map(|(number, ask)| Request { number, today, now: Now::default(), ask });
    requests.fold(Vec::new(), |mut bytes, request| {
        let request = encode(&request);
        bytes.extend((request.len() as u32).to_le_bytes());
        bytes.extend(request);
        bytes
    })
}

struct Unwatched;

impl Watch for Unwatched {
    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}
