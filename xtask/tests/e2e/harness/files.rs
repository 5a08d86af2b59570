//! Files for a browser: the seven sample exports, and files that a scenario makes.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use super::scratch;

pub use super::all_kinds::all_kinds;

const SAMPLES: [&str; 7] =
    ["线索导出.csv", "来店登记.xlsx", "销售台账.xls", "维修工单.xlsx", "保险.csv", "满意度回访.txt", "保养档案.xls"];

/// The sample exports: in `$BENYUAN_EXPORTS`, else beside the project. Without them a scenario is skipped.
pub fn samples() -> Option<Vec<PathBuf>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/exports");
    let folder = env::var_os("BENYUAN_EXPORTS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(SAMPLES.map(|name| folder.join(name)).into());
    }
    eprintln!("passed over: the sample exports are not beside the project; set BENYUAN_EXPORTS to their folder");
    None
}

/// The expected results for the samples, if they are beside them.
pub fn expected(samples: &[PathBuf]) -> Result<serde_json::Value> {
    let file = samples.first().and_then(|file| file.parent()).context("no samples")?.join("expected.json");
    Ok(serde_json::from_slice(&fs::read(&file).with_context(|| format!("no {}", file.display()))?)?)
}

/// A file with this content, in the scenario's own folder.
pub fn file(scenario: &str, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
    let folder = scratch(&format!("files-{scenario}"));
    fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    fs::write(&file, content)?;
    Ok(file)
}

/// Leads as a dealer system writes them, one per day from 1 October 2026; `who` makes the leads of several files
/// different.
pub fn leads(who: u64, rows: u64) -> String {
    let row = |n: u64| {
        format!("L{who}-{n},客户{n},{},懂车圈,2026-10-{:02},H,陈立\n", 13_800_000_000 + who * 1000 + n, n % 28 + 1)
    };
    "线索ID,客户姓名,手机号,一级渠道名称,线索创建时间,线索评级,销售顾问\n".to_owned()
        + &(1..=rows).map(row).collect::<String>()
}
