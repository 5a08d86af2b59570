//! The page program. What it shows comes from the engine, by the protocol; here is only where it starts.

mod ui;

fn main() {
    console_error_panic_hook::set_once();
    ui::start();
}
