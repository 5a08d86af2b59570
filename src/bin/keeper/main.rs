//! The keeper program: backups, restore and rescue, and taking everything out. A worker that is loaded when it is asked for,
//! and the only program with encryption in it. As role `desk` it draws the pages of backup; as role `automatic` it makes one
//! backup into the chosen folder and ends.

mod browser_folder;
mod desk_role;
mod page;

use wasm_bindgen_futures::spawn_local;

fn main() {
    console_error_panic_hook::set_once();
    match page::role().as_str() {
        "automatic" => spawn_local(desk_role::automatic()),
        _ => desk_role::start(),
    }
}
