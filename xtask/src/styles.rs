//! The styles: the product's own style sheets joined into one file, in the order in which `style/main.css` imports
//! them, before Trunk runs. One file is one request, while each block and page keeps its own sheet.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::project;

const LOOKS_EVERY: Duration = Duration::from_millis(400);

/// Where `index.html` expects it, wherever other build products go.
pub fn write() -> Result<()> {
    let folder = project::root().join("target").join("style");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join("main.css");
    fs::write(&path, whole()?).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes it again on every change, as long as the development server runs.
pub fn follow() {
    std::thread::spawn(|| {
        let mut last = whole().map(|styles| mark(&styles)).ok();
        loop {
            std::thread::sleep(LOOKS_EVERY);
            let now = whole().map(|styles| mark(&styles)).ok();
            if now.is_some() && now != last {
                last = now;
                if let Err(error) = write() {
                    eprintln!("error: {error:#}");
                }
            }
        }
    });
}

fn mark(styles: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    styles.hash(&mut hasher);
    hasher.finish()
}

/// Every line of `main.css` is an import or a comment.
fn whole() -> Result<String> {
    let folder = project::root().join("style");
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut whole = String::new();
    for line in read("main.css")?.lines().filter(|line| !line.is_empty() && !line.starts_with("/*")) {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(name) => whole.push_str(&read(name)?),
            None => bail!("style/main.css: not an import: {line}"),
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style sheet that nothing imports would have no effect.
    #[test]
    fn every_style_sheet_is_imported_once() {
        let style = project::root().join("style");
        let main = fs::read_to_string(style.join("main.css")).unwrap();
        let mut sheets = Vec::new();
        for folder in ["", "blocks/", "pages/"] {
            for entry in fs::read_dir(style.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".css") && name != "main.css" {
                    sheets.push(format!("{folder}{name}"));
                }
            }
        }
        assert!(sheets.len() > 10);
        for sheet in sheets {
            assert_eq!(main.matches(&format!("@import \"{sheet}\";")).count(), 1, "{sheet}");
        }
        assert!(whole().is_ok_and(|styles| styles.contains(".card")));
    }
}
