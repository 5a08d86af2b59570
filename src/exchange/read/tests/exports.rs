//! The fictional dealership's exports: every row comes in, of every form.

use std::path::PathBuf;

use super::*;

/// The folder of the exports, if this machine has it.
fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
    let folder = std::env::var_os("BENYUAN_EXPORTS").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn export(name: &str) -> Option<RawFile> {
    let Some(folder) = folder() else {
        eprintln!("skipped: no folder of exports (set BENYUAN_EXPORTS)");
        return None;
    };
    let bytes = std::fs::read(folder.join(name)).unwrap();
    Some(read(name, &bytes, &Limits::default(), &mut Unwatched).unwrap())
}

#[test]
fn probe() {
    for name in
        ["线索导出.csv", "来店登记.xlsx", "销售台账.xls", "维修工单.xlsx", "保险.csv", "满意度回访.txt", "保养档案.xls"]
    {
        let Some(file) = export(name) else { return };
        eprintln!("{name} {:?} {:?} hidden {:?}", file.form, file.encoding, file.hidden_sheets);
        for sheet in &file.sheets {
            let last = sheet.rows.last().unwrap();
            eprintln!(
                "  {:?} rows {} last {} cells {}",
                sheet.name,
                sheet.rows.len(),
                last.number,
                sheet.rows.iter().map(|row| row.cells.len()).max().unwrap()
            );
            let head =
                RawSheet { name: String::new(), rows: sheet.rows.iter().take(3).chain([last]).cloned().collect() };
            eprintln!("{}", draw(&head));
        }
    }
}
