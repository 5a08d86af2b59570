//! The page program's entry. What the page shows comes from the engine, through the protocol.

mod ui;

fn main() {
    console_error_panic_hook::set_once();
    ui::start();
}
