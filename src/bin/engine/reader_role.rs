//! The disposable reader: turns a file into typed rows and hands them to the engine in batches, then the next file if
//! the page sends one. The page ends the worker, which is also how it cancels.

use super::{
    charset,
    port::{self, Throttle},
    rows::{Outgoing, Refused},
};
use benyuan::{
    exchange::{
        batch::Batches,
        cell::RawFile,
        parse::{ParsedRow, parse},
        plan::{FilePlan, Mapping},
        read::{Limits, ReadError, Watch, error::Measure, read},
        recognise::recognise,
    },
    protocol::{
        decode,
        reader::{ReadRequest, ReaderSays},
    },
};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessagePort};

/// Rows in one batch.
const BATCH_ROWS: usize = 2_000;
/// Thousandths of the work that are done when the cells are read; parsing is the rest.
const READ_SHARE: u64 = 700;
const WHOLE: u64 = 1_000;
/// Bytes that are loaded at once.
const PIECE_BYTES: f64 = (4 << 20) as f64;

pub fn start() {
    port::listen(|message, rows| spawn_local(serve(message, rows)));
    port::post(&ReaderSays::Hello { build: port::BUILD.to_owned() });
}

/// An unknown message, a file that the browser no longer gives, or rows that the engine does not take end the worker;
/// the page then reports that it stopped.
async fn serve(message: JsValue, rows: Option<MessagePort>) {
    let part = |key: &str| Reflect::get(&message, &key.into()).unwrap_throw();
    let request = port::bytes(&part("request")).and_then(|bytes| decode(&bytes)).expect_throw("a request");
    let file: File = part("file").dyn_into().expect_throw("a file");
    let outgoing = Outgoing::new(rows.expect_throw("a port"));
    port::post(&match read_file(&request, &file, outgoing).await {
        Ok(plan) => ReaderSays::Done(plan),
        Err(error) => ReaderSays::Failed(error),
    });
}

async fn read_file(request: &ReadRequest, file: &File, outgoing: Outgoing) -> Result<FilePlan, ReadError> {
    let limits = Limits::default();
    let bytes = load(file, &limits).await?;
    let raw = read(&request.name, &bytes, &limits, &mut Reading(Throttle::new()))?;
    drop(bytes);
    let plan = recognise(&raw, &mappings(request));
    send_rows(&raw, &plan, outgoing).await.expect_throw("an engine that takes the rows");
    Ok(plan)
}

/// Checks the size first, so that a file that is too large is not even loaded. It is loaded piece by piece, because the
/// browser's own copy of a piece stays in memory for a while.
async fn load(file: &File, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let (found, limit) = (file.size() as u64, limits.file_bytes);
    if found > limit {
        return Err(ReadError::TooLarge { what: Measure::FileBytes, found, limit });
    }
    let mut bytes = Vec::with_capacity(found as usize);
    while (bytes.len() as u64) < found {
        let start = bytes.len() as f64;
        let piece = file.slice_with_f64_and_f64(start, start + PIECE_BYTES).unwrap_throw();
        let piece = Uint8Array::new(&JsFuture::from(piece.array_buffer()).await.unwrap_throw());
        if piece.length() == 0 {
            wasm_bindgen::throw_str("the file ends before its size");
        }
        bytes.extend(piece.to_vec());
    }
    Ok(bytes)
}

/// The user's present choice wins over a remembered one for files of the same shape.
fn mappings(request: &ReadRequest) -> Vec<Mapping> {
    let is_overruled = |old: &&Mapping| request.chosen.iter().any(|new| new.shape == old.shape);
    request.chosen.iter().chain(request.remembered.iter().filter(|old| !is_overruled(old))).cloned().collect()
}

/// Ends when the engine has them all.
async fn send_rows(raw: &RawFile, plan: &FilePlan, mut outgoing: Outgoing) -> Result<(), Refused> {
    let total = plan.sheets.iter().map(|sheet| u64::from(sheet.data_rows)).sum::<u64>();
    let (mut throttle, mut done) = (Throttle::new(), 0);
    let mut rows = parse(raw, plan);
    let mut batches = Batches::of(plan);
    loop {
        let count = fill(&mut batches, &mut rows);
        if count == 0 {
            return outgoing.finish().await;
        }
        outgoing.send(&batches.finish()).await?;
        done += count;
        if throttle.lets(done, total) {
            progress(READ_SHARE + share(done, total, WHOLE - READ_SHARE));
        }
    }
}

/// Puts the next rows into the batch: so many. By itself, because the loop over a file's rows must not become a part of a
/// large function (`xtask/src/functions.rs`).
#[inline(never)]
fn fill(batches: &mut Batches, rows: &mut impl Iterator<Item = ParsedRow>) -> u64 {
    let mut count = 0;
    for row in rows.take(BATCH_ROWS) {
        batches.push(row);
        count += 1;
    }
    count
}

struct Reading(Throttle);

impl Watch for Reading {
    fn progress(&mut self, done: u64, total: u64) -> bool {
        if self.0.lets(done, total) {
            progress(share(done, total, READ_SHARE));
        }
        true
    }

    fn decode(&mut self, label: &str, bytes: &[u8]) -> String {
        charset::decode(label, bytes)
    }
}

fn share(done: u64, total: u64, of: u64) -> u64 {
    done.min(total).saturating_mul(of).checked_div(total).unwrap_or(of)
}

fn progress(thousandths: u64) {
    port::post(&ReaderSays::Progress(u16::try_from(thousandths).unwrap_or(u16::MAX)));
}
