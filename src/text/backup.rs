//! Words of backup, restore and rescue, and of taking everything out.

use super::{
    Lang, Text,
    numbers::{count, one},
    text,
};

pub const TITLE: Text = text("备份与恢复", "Backup and restore");
pub const BACK: Text = text("返回本源", "Back to Benyuan");
pub const STATE: Text = text("备份", "Backup");
pub const NONE_YET: Text = text(
    "还没有备份。数据只在这个浏览器里：清除浏览器数据、换设备、设备损坏，都会让它们消失。",
    "There is no backup yet. The records are in this browser only: clearing its data, another device or a broken one takes them away.",
);
pub const DEMO: Text = text(
    "现在打开的是演示店，随时可以重新打开，不需要备份。",
    "The demo is open. It can be made again at any time and needs no backup.",
);
pub const NO_STORE: Text = text("这台设备上还没有门店数据。", "There are no records on this device.");
pub const VERIFIED: Text = text("已验证", "Verified");
pub const VERIFIED_HINT: Text = text(
    "已验证：备份做好后重新读出、解密、打开，内容与门店逐项一致。",
    "Verified: the backup was read back, decrypted and opened, and holds exactly what the store holds.",
);
pub const BACK_UP: Text = text("立即备份", "Back up now");
pub const SAVE_AGAIN: Text = text("再保存一份", "Save it once more");
pub const SHARE: Text = text("分享到…", "Share…");
pub const SHARE_REFUSED: Text = text(
    "这台设备不能分享这种文件，请保存后从下载文件夹发出去。",
    "This device cannot share such a file. Save it, and send it from your downloads.",
);
pub const READY: Text = text("备份已做好", "The backup is ready");

pub const SET_UP: Text = text("设置备份密码", "Set a passphrase");
pub const SET_UP_TEXT: Text = text(
    "备份是加密的，没有密码谁也打不开，包括我们。请用记得住的一句话；另外会给您一个恢复密钥，打印出来放好。",
    "Backups are encrypted: nobody opens them without the passphrase, not even we. Use a sentence you will remember. You will also get a recovery key to print and keep.",
);
pub const PASSPHRASE: Text = text("备份密码", "Passphrase");
pub const AGAIN: Text = text("再输一遍", "Once more");
pub const SET: Text = text("设好密码", "Set the passphrase");
pub const TOO_SHORT: Text = text("密码至少 8 位。", "The passphrase must have at least 8 characters.");
pub const NOT_ALIKE: Text = text("两遍输入的密码不一样。", "The two are not alike.");
pub const CHANGE: Text = text("更换密码", "Change the passphrase");
pub const CHANGED: Text = text(
    "密码已更换，以后的备份用新密码；以前的备份仍用当时的密码。",
    "The passphrase was changed. New backups take it; earlier ones keep theirs.",
);
pub const RECOVERY: Text = text("恢复密钥", "Recovery key");
pub const RECOVERY_TEXT: Text = text(
    "忘了密码时，只有它能打开备份。它只显示这一次：请打印或存成文件，不要和备份放在一起。",
    "If the passphrase is forgotten, only this opens the backups. It is shown this once: print it or save it, and keep it apart from the backups.",
);
pub const PRINT: Text = text("打印", "Print");
pub const SAVE_KEY: Text = text("存成文件", "Save as a file");
pub const KEPT: Text = text("已经收好，继续", "I have kept it, go on");

pub const AUTOMATIC: Text = text("自动备份", "Automatic backup");
pub const AUTOMATIC_TEXT: Text = text(
    "选一个文件夹（U 盘、网盘同步的文件夹都可以），以后每次改动几秒后自动备份进去：今天的留三份，以前每天一份，最多十份。",
    "Choose a folder, on a USB stick or one that is synchronised. Some seconds after every change a backup goes there: three of today, one of each day before, ten at most.",
);
pub const CHOOSE_FOLDER: Text = text("选择文件夹…", "Choose a folder…");
pub const OTHER_FOLDER: Text = text("换一个文件夹…", "Another folder…");
pub const ALLOW_AGAIN: Text = text("重新允许并备份", "Allow again and back up");
pub const STOP: Text = text("停止自动备份", "Stop automatic backups");
pub const NO_FOLDER: Text = text(
    "这个浏览器不能自动写入文件夹（电脑上的 Chrome 和 Edge 可以）。请每天收工前点一次“立即备份”。",
    "This browser cannot write into a folder by itself (Chrome and Edge on a computer can). Press “Back up now” at the end of each day.",
);
pub const NOT_SECURE: Text = text(
    "这个网址不是 https，浏览器不让网页分享文件、也不让自动写入文件夹；手动备份照常，加密也照常。",
    "This address is not https: the browser lets no page share files or write into folders here. Backups by hand work, and are encrypted.",
);

pub const PLAIN: Text = text("不加密的备份", "A backup without encryption");
pub const PLAIN_WARNING: Text = text(
    "不加密的备份，谁拿到都能看到全部客户的姓名和电话。",
    "Whoever gets a backup without encryption can read the names and numbers of all customers.",
);
pub const PLAIN_AGREE: Text = text("我知道，仍然要不加密的", "I know; make one without encryption");

pub const RESTORE: Text = text("从备份恢复", "Restore from a backup");
pub const RESTORE_TEXT: Text = text(
    "选择一份备份文件，先看里面有什么，再决定恢复。现有的数据不会被改动。",
    "Choose a backup, see what is in it, then decide. Nothing that is here is changed.",
);
pub const CHOOSE_FILE: Text = text("选择备份文件…", "Choose a backup…");
pub const FROM: Text = text("备份的门店", "Store");
pub const MADE: Text = text("备份时间", "Made");
pub const SIZE: Text = text("大小", "Size");
pub const PARTIAL: Text =
    text("不完整的备份：只有当时还能读出的部分。", "A partial backup: only what could be read at the time.");
pub const WITH_PASSPHRASE: Text = text("用密码打开", "Open by passphrase");
pub const WITH_RECOVERY: Text = text("用恢复密钥打开", "Open by recovery key");
pub const OPEN_PLAIN: Text = text("打开", "Open");
pub const CONTENT: Text = text("里面有什么", "What is in it");
pub const CUSTOMERS: Text = text("客户", "Customers");
pub const LATEST: Text = text("最近的记录", "Latest record");
pub const FILES: Text = text("导入过的文件", "Files imported");
pub const WRITTEN: Text = text("操作记录", "Actions in the history");
pub const AS_NEW: Text = text("恢复成一家新门店", "Restore as a new store");
pub const IN_PLACE_HINT: Text = text(
    "现在的数据先保留，等您核对无误、确认之后才删除。",
    "What is here now is kept until you have looked and confirmed.",
);
pub const RESTORED: Text = text("已恢复", "Restored");
pub const OPEN_IT: Text = text("打开这家门店", "Open the store");
pub const DELETE_OLD: Text = text("核对无误，删除恢复前的", "All is right: delete what was before");
pub const OLD_DELETED: Text = text("恢复前的数据已删除。", "What was here before is deleted.");

pub const REHEARSAL: Text = text("恢复演练", "Rehearsal");
pub const REHEARSAL_TEXT: Text = text(
    "备份要能恢复才算数。输入密码，打开最近的备份看一眼，不动现有数据。",
    "A backup counts if it can be brought back. Type the passphrase: the latest one is opened aside, and nothing is changed.",
);
pub const REHEARSE: Text = text("开始演练", "Rehearse");
pub const REHEARSED: Text = text(
    "演练成功。备份里有这几位客户，您应该认得：",
    "It works. These customers are in the backup; you should know them:",
);
pub const REHEARSAL_DUE: Text = text("该演练了", "Due");
pub const REHEARSAL_SKIPPED: Text = text("上次跳过了演练。", "The last rehearsal was skipped.");
pub const SKIP: Text = text("这次跳过", "Skip this time");
pub const REHEARSE_FILE: Text = text("选择最近的备份文件…", "Choose the latest backup…");

pub const EXPORT: Text = text("全部导出", "Take everything out");
pub const EXPORT_TEXT: Text = text(
    "所有数据和记录，用 Excel 和 CSV 两种格式，装在一个 zip 里。没有加密，电话是完整的。",
    "All rows and records as Excel and CSV in one zip. Not encrypted; telephone numbers are in full.",
);
pub const EXPORT_NOW: Text = text("导出", "Take out");

pub const RESCUE: Text = text("救援", "Rescue");
pub const RESCUE_TEXT: Text = text(
    "这台设备上的每一家门店，现在能读出多少。打不开的也列在这里：能读出的可以导出、备份，再恢复或删除。",
    "Every store on this device and how much of it can be read. What does not open is listed too: take out what can be read, back it up, then restore or delete.",
);
pub const WHOLE: Text = text("完好", "Whole");
pub const DAMAGED: Text = text("有损坏", "Damaged");
pub const VANISHED: Text = text("数据不见了", "Vanished");
pub const NEWER: Text = text("由更新的版本写入", "Written by a newer version");
pub const BLANK: Text = text("空的", "Empty");
pub const UNREADABLE: Text = text("读不出来", "Cannot be read");
pub const TAKE_OUT: Text = text("导出能读的（CSV）", "Take out what can be read (CSV)");
pub const PARTIAL_BACKUP: Text = text("备份能读的（不完整）", "Back up what can be read (partial)");
pub const DELETE: Text = text("删除…", "Delete…");
pub const DELETE_NOW: Text = text("永久删除", "Delete for good");
pub const TYPE_NAME: Text = text("输入店名以确认", "Type the name to confirm");
pub const DELETED: Text = text("已删除。", "Deleted.");
pub const DELETED_LATER: Text = text(
    "另一个标签页还占着它，关掉那个标签页就会删除。",
    "Another tab still holds it; it is deleted once that tab is closed.",
);
pub const NOT_DELETED: Text = text(
    "没有删除：另一个标签页还开着它。请关掉别的标签页再试。",
    "Not deleted: another tab has it open. Close the other tabs and retry.",
);
pub const WRONG_NAME: Text = text("输入的店名不一样，没有删除。", "The name is another one; nothing was deleted.");
pub const NOTHING_READABLE: Text = text("没有能读出的数据。", "There is nothing that can be read.");
pub const UNNAMED: Text = text("我的门店", "My store");

pub const WRONG_PASSPHRASE: Text = text(
    "密码不对。请再试；如果忘了，用打印的恢复密钥。",
    "The passphrase is wrong. Retry, or use the printed recovery key.",
);
pub const WRONG_RECOVERY: Text = text(
    "这个恢复密钥不是这份备份的，或者抄错了一位。",
    "This recovery key belongs to another backup, or a character of it is wrong.",
);
pub const FROM_NEWER: Text = text(
    "这份备份是更新版本的本源做的。请刷新网页更新程序，再打开它。",
    "A newer version of Benyuan made this backup. Reload the page to update the program, then open it.",
);
pub const NOT_OURS: Text = text(
    "这不是本源的备份文件。备份文件的名字以 .benyuan 结尾。",
    "This is not a backup of Benyuan. The name of a backup ends in .benyuan.",
);
pub const REST_CAN_BE_HAD: Text = text(
    "其余部分完好，可以恢复；恢复后的门店会写明缺什么。",
    "The rest is whole and can be restored; the store will say what is missing.",
);
pub const NOTHING_LEFT: Text =
    text("里面已经没有能读出的数据，请换一份备份。", "Nothing in it can be read. Use another backup.");
pub const ANOTHER: Text = text("换一份备份", "Another backup");

pub const PART_HEADER: Text = text("说明", "its description");
pub const PART_KEY: Text =
    text("密码部分（恢复密钥仍可打开）", "the part of the passphrase (the recovery key still opens it)");
pub const PART_DATA: Text = text("数据", "its data");
pub const PART_HASHES: Text = text("校验值", "its list of hashes");
pub const PART_END: Text = text("文件结尾（可能没有下载完）", "its end (it may not have been downloaded whole)");
pub const PART_MANIFEST: Text = text("目录", "its table of contents");
pub const PART_JOURNAL: Text = text("操作历史", "the history of actions");
pub const PART_DRAFTS: Text = text("草稿", "drafts");
pub const PART_SETTINGS: Text = text("备份设置", "settings of backups");

pub const REVOKED: Text = text("浏览器不再允许写入这个文件夹", "the browser no longer allows writing into the folder");
pub const FOLDER_GONE: Text =
    text("文件夹找不到了（U 盘拔掉了？）", "the folder is not there (was the USB stick removed?)");
pub const DISK_FULL: Text = text("文件夹所在的磁盘满了", "the disk of the folder is full");
pub const QUOTA: Text = text("浏览器的空间用完了", "the browser's share of the disk is used up");
pub const NOT_THE_SAME: Text = text("写进去的和读回来的不一样", "what was read back is not what was written");
pub const STORE_UNREADABLE: Text =
    text("门店数据有损坏，没有当作备份保存", "the store is damaged, so nothing was called a backup");
pub const NO_GOOD_ONE: Text = text("还没有一份好的备份。", "There is no good backup yet.");

/// 12 页数据（约 12 000 行）
pub fn pages(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("{n} 页数据"),
        Lang::En => format!("{n} {} of records", one(n as u32, "page", "pages")),
    }
}

pub fn damaged(lang: Lang, parts: &str) -> String {
    match lang {
        Lang::Zh => format!("这份备份有损坏：{parts}。"),
        Lang::En => format!("This backup is damaged: {parts}."),
    }
}

/// The sentence of an automatic backup that failed.
pub fn failed(lang: Lang, why: &str, last: Option<&str>) -> String {
    match (lang, last) {
        (Lang::Zh, Some(last)) => format!("自动备份没有成功：{why}。最后一份好的备份是 {last}。"),
        (Lang::Zh, None) => format!("自动备份没有成功：{why}。{}", NO_GOOD_ONE.zh),
        (Lang::En, Some(last)) => format!("The automatic backup failed: {why}. The last good one is of {last}."),
        (Lang::En, None) => format!("The automatic backup failed: {why}. {}", NO_GOOD_ONE.en),
    }
}

/// 恢复，代替现在的“城东店”
pub fn in_place(lang: Lang, store: &str) -> String {
    match lang {
        Lang::Zh => format!("恢复，代替现在的“{store}”"),
        Lang::En => format!("Restore in place of “{store}”"),
    }
}

/// 恢复前的数据还保留着（1,024 行）
pub fn old_kept(lang: Lang, rows: &str) -> String {
    match lang {
        Lang::Zh => format!("恢复前的数据还保留着（{rows}）。"),
        Lang::En => format!("What was here before is still kept ({rows})."),
    }
}

pub fn rows(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("{} 行", count(n)),
        Lang::En => format!("{} {}", count(n), one(n, "row", "rows")),
    }
}

/// How long ago: 3 天前
pub fn ago(lang: Lang, ms: u64) -> String {
    let minutes = ms / 60_000;
    let (n, zh, en) = match minutes {
        0 => return text("刚刚", "just now").get(lang).to_owned(),
        1..60 => (minutes, "分钟", "minute"),
        60..1440 => (minutes / 60, "小时", "hour"),
        _ => (minutes / 1440, "天", "day"),
    };
    match lang {
        Lang::Zh => format!("{n} {zh}前"),
        Lang::En => format!("{n} {en}{} ago", if n == 1 { "" } else { "s" }),
    }
}

pub fn missing(lang: Lang, kind: &str, rows: u32) -> String {
    match lang {
        Lang::Zh => format!("{kind}缺 {} 行", count(rows)),
        Lang::En => format!("{} {} of {kind} missing", count(rows), one(rows, "row", "rows")),
    }
}

pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// 城东店（恢复 2026-11-28）
pub fn restored_name(lang: Lang, name: &str, day: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}（恢复 {day}）"),
        Lang::En => format!("{name} (restored {day})"),
    }
}

/// A store's name as a part of a file's.
pub fn safe(lang: Lang, store: &str) -> String {
    let store = if store.is_empty() { UNNAMED.get(lang) } else { store };
    store.chars().map(|one| if one.is_alphanumeric() || one == '-' { one } else { '_' }).collect()
}

/// The name of a backup's file, without its ending.
pub fn file_name(lang: Lang, store: &str, stamp: &str, is_partial: bool) -> String {
    let word = match (lang, is_partial) {
        (Lang::Zh, false) => "备份",
        (Lang::Zh, true) => "备份-不完整",
        (Lang::En, false) => "backup",
        (Lang::En, true) => "backup-partial",
    };
    format!("benyuan-{word}-{}-{stamp}", safe(lang, store))
}
