//! The engine program (one file for two workers): the engine over IndexedDB, or the disposable reader of files.
//! The role is set at the start, in the global `benyuanRole`. A panic or trap ends the worker; the page sees its
//! `error`.

mod charset;
mod engine_role;
mod port;
mod reader_role;
mod rows;

fn main() {
    console_error_panic_hook::set_once();
    match port::role().as_str() {
        "reader" => reader_role::start(),
        _ => engine_role::start(),
    }
}
