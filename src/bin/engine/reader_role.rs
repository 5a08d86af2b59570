//! The disposable reader: turns a file into typed rows, in chunks, then the next file if the page sends one. The page
//! ends the worker, which is also how it cancels.

use super::{
    charset,
    port::{self, Throttle},
};
use benyuan::{
    exchange::{
        batch::Batches,
        cell::RawFile,
        parse::parse,
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
use web_sys::File;

/// Rows in one message.
const BATCH_ROWS: usize = 2_000;
/// Thousandths of the work that are done when the cells are read; parsing is the rest.
const READ_SHARE: u64 = 700;
const WHOLE: u64 = 1_000;

pub fn start() {
    port::listen(|message| spawn_local(serve(message)));
    port::post(&ReaderSays::Hello { build: port::BUILD.to_owned() });
}

/// An unknown message, or a file that the browser no longer gives, ends the worker; the page then reports that it
/// stopped.
async fn serve(message: JsValue) {
    let part = |key: &str| Reflect::get(&message, &key.into()).unwrap_throw();
    let request = port::bytes(&part("request")).and_then(|bytes| decode(&bytes)).expect_throw("a request");
    let file: File = part("file").dyn_into().expect_throw("a file");
    port::post(&match rows(&request, &file).await {
        Ok(plan) => ReaderSays::Done(plan),
        Err(error) => ReaderSays::Failed(error),
    });
}

async fn rows(request: &ReadRequest, file: &File) -> Result<FilePlan, ReadError> {
    let limits = Limits::default();
    let bytes = load(file, &limits).await?;
    let raw = read(&request.name, &bytes, &limits, &mut Reading(Throttle::new()))?;
    drop(bytes);
    let plan = recognise(&raw, &mappings(request));
    send_rows(&raw, &plan);
    Ok(plan)
}

/// Checks the size first, so that a file that is too large is not even loaded.
async fn load(file: &File, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let (found, limit) = (file.size() as u64, limits.file_bytes);
    if found > limit {
        return Err(ReadError::TooLarge { what: Measure::FileBytes, found, limit });
    }
    let buffer = JsFuture::from(file.array_buffer()).await.unwrap_throw();
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The user's present choice wins over a remembered one for files of the same shape.
fn mappings(request: &ReadRequest) -> Vec<Mapping> {
    let is_overruled = |old: &&Mapping| request.chosen.iter().any(|new| new.shape == old.shape);
    request.chosen.iter().chain(request.remembered.iter().filter(|old| !is_overruled(old))).cloned().collect()
}

fn send_rows(raw: &RawFile, plan: &FilePlan) {
    let total = plan.sheets.iter().map(|sheet| u64::from(sheet.data_rows)).sum::<u64>();
    let (mut throttle, mut done) = (Throttle::new(), 0);
    let mut rows = parse(raw, plan);
    let mut batches = Batches::of(plan);
    loop {
        let before = done;
        for row in rows.by_ref().take(BATCH_ROWS) {
            batches.push(row);
            done += 1;
        }
        if done == before {
            return;
        }
        port::post(&ReaderSays::Rows(batches.finish()));
        if throttle.lets(done, total) {
            progress(READ_SHARE + share(done, total, WHOLE - READ_SHARE));
        }
    }
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
