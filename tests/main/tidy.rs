//! The invariants of ARCHITECTURE.md, checked in the sources: layers, names the core must not use, how files open.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below a folder, with its path from the root.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|is| is == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// Code without comments and without the tests at a file's end.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn in_browser(path: &str) -> bool {
    ["src/store_idb/", "src/bin/", "src/ui/", "src/main.rs"].iter().any(|place| path.starts_with(place))
}

#[test]
fn every_file_opens_with_what_it_is() {
    for (path, text) in ["src", "tests", "xtask"].iter().flat_map(|folder| sources(folder, "rs")) {
        assert!(text.starts_with("//! "), "{path} does not open with //!");
    }
}

#[test]
fn the_core_knows_no_browser_no_clock_and_no_chance() {
    let forbidden = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "leptos",
        "gloo_",
        "idb::",
        "SystemTime",
        "Instant::now",
        "Local::now",
        "Utc::now",
        "getrandom",
        "thread_rng",
        "std::thread",
        "std::fs",
        "std::env",
    ];
    for (path, text) in sources("src", "rs").into_iter().filter(|(path, _)| !in_browser(path)) {
        let code = code(&text);
        let test_file = path.ends_with("tests.rs") || path.contains("/tests/") || path.contains("/fixture");
        for name in forbidden.iter().filter(|_| !test_file) {
            assert!(!code.contains(name), "{path} names {name}");
        }
    }
}

/// `maud` escapes everything put into it; only the engine's own drawing is not escaped.
#[test]
fn only_drawings_are_put_into_pages_as_they_are() {
    for (path, text) in sources("src", "rs") {
        let is_place = path == "src/pages/blocks/chart.rs";
        assert!(is_place || !code(&text).contains("PreEscaped"), "{path} puts something in that is not escaped");
    }
}

/// The layers of the core, the lowest first. Each folder stands once.
const LAYERS: [&[&str]; 19] = [
    &["numbered", "time", "order", "columnar"],
    &["terms"],
    &["schema", "diag"],
    &["model"],
    &["ledger"],
    &["demo"],
    &["exchange"],
    &["protocol"],
    &["text", "route"],
    &["forms"],
    &["pages"],
    &["book"],
    &["lifecycle"],
    &["analytics"],
    &["figure"],
    &["engine"],
    &["backup"],
    &["store_idb"],
    &["ui", "bin", "main"],
];

fn layer(module: &str) -> Option<usize> {
    let folder = module.split("::").next()?;
    LAYERS.iter().position(|names| names.contains(&folder))
}

/// The paths after `crate::` in a file, with braces opened one level.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(inner) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for letter in inner.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(std::mem::take(&mut item)),
                    _ => {}
                }
                if letter != ',' || depth > 0 {
                    item.push(letter);
                }
            }
            found.push(item);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '{')).collect());
        }
    }
    found.iter().flat_map(|path| open(&path.split_whitespace().collect::<String>())).collect()
}

/// `terms::{stage::Level,touchpoint}` → `terms::stage`, `terms::touchpoint`; anything else its first two parts.
fn open(path: &str) -> Vec<String> {
    match path.split_once("::{") {
        Some((head, rest)) if !head.contains("::") => {
            let mut depth = 0;
            let mut parts = vec![String::new()];
            for letter in rest.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => parts.push(String::new()),
                    _ if depth == 0 => parts.last_mut().expect("never empty").push(letter),
                    _ => {}
                }
            }
            parts
                .iter()
                .filter(|part| !part.is_empty())
                .map(|part| format!("{head}::{}", part.split("::").next().unwrap_or_default()))
                .collect()
        }
        _ => vec![path.split("::").take(2).collect::<Vec<_>>().join("::")],
    }
}

#[test]
fn imports_go_up_the_table_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src", "rs") {
        if in_browser(&path) || path.ends_with("lib.rs") || path.ends_with("tests.rs") {
            continue;
        }
        let module =
            path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        let own = layer(&module).unwrap_or_else(|| panic!("{path} stands in no layer"));
        for import in imports(&code(&text)) {
            if let Some(used) = layer(&import).filter(|used| *used > own) {
                wrong.push(format!("{path} ({}) uses {import} ({})", LAYERS[own][0], LAYERS[used][0]));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_page_does_not_know_the_records() {
    let forbidden =
        ["benyuan::book", "benyuan::analytics", "benyuan::engine", "model::tables", "LeadRow", "SaleRow", "ServiceRow"];
    for (path, text) in sources("src/ui", "rs") {
        for name in forbidden {
            assert!(!code(&text).contains(name), "{path} names {name}");
        }
    }
}

#[test]
fn colours_and_sizes_stand_in_the_tokens_alone() {
    for (path, text) in sources("style", "css").into_iter().filter(|(path, _)| !path.ends_with("tokens.css")) {
        let literal = text.lines().find(|line| {
            let value = line.split_once(": ").map_or("", |(_, value)| value);
            value.contains('#') || value.contains("rgb(") || value.contains("hsl(")
        });
        assert_eq!(literal, None, "{path} holds a colour");
    }
    for (path, text) in sources("src/ui", "rs") {
        assert!(!code(&text).contains("style=\""), "{path} holds a style string");
    }
}

#[test]
fn nothing_of_the_machine_is_in_the_repository() {
    let words = ["/work/", "/root/", "/tmp/"];
    let documents =
        ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "Trunk.toml", "index.html", ".ci/run"];
    let documents = documents.iter().map(|name| ((*name).to_owned(), fs::read_to_string(root().join(name)).unwrap()));
    let rust = ["src", "tests", "xtask"].into_iter().flat_map(|folder| sources(folder, "rs"));
    for (path, text) in documents.chain(rust).filter(|(path, _)| !path.ends_with("tidy.rs")) {
        for word in words {
            assert!(!text.contains(word), "{path} names {word}");
        }
    }
}

#[test]
fn the_layers_tell_up_from_down() {
    assert_eq!(layer("terms::stage"), Some(1));
    assert!(layer("lifecycle::lead") > layer("book"));
    assert_eq!(
        imports("use crate::{book::Book, terms::{stage::Level, touchpoint}};"),
        ["book::Book", "terms::stage", "terms::touchpoint"]
    );
}
