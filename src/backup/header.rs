//! `backup.txt`: what the file is, in words for whoever finds it, and what a program reads of it.

use std::fmt::Write as _;

/// The first line, by which the file is known.
pub const MAGIC: &str = "benyuan backup";
/// A higher one is of a newer program.
pub const FORMAT: u32 = 1;

/// What stands outside the encryption: so little that it may lie anywhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    pub format: u32,
    /// The store's name.
    pub store: String,
    /// Civil time of the device, as `2026-11-28 19:40`.
    pub made: String,
    /// Milliseconds since 1970.
    pub made_ms: u64,
    /// The version of the program.
    pub program: String,
    pub is_encrypted: bool,
    /// Not the whole store: what could still be read of a damaged one.
    pub is_partial: bool,
}

impl Header {
    pub fn text(&self) -> String {
        let mut text = format!("{MAGIC}\n");
        let lines = [
            ("format", self.format.to_string()),
            ("store", one_line(&self.store)),
            ("made", one_line(&self.made)),
            ("made-ms", self.made_ms.to_string()),
            ("program", one_line(&self.program)),
            ("encrypted", yes(self.is_encrypted)),
            ("partial", yes(self.is_partial)),
        ];
        for (name, value) in lines {
            let _ = writeln!(text, "{name}: {value}");
        }
        text.push('\n');
        text.push_str(if self.is_encrypted { SEALED } else { PLAIN });
        text
    }

    /// `None`: this is no such text.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != MAGIC {
            return None;
        }
        let values: Vec<(&str, &str)> =
            lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(": ")).collect();
        let value = |name: &str| values.iter().find(|(one, _)| *one == name).map(|(_, value)| *value);
        let text = |name: &str| value(name).unwrap_or_default().to_owned();
        Some(Self {
            format: value("format")?.parse().ok()?,
            store: text("store"),
            made: text("made"),
            made_ms: value("made-ms").and_then(|ms| ms.parse().ok()).unwrap_or_default(),
            program: text("program"),
            is_encrypted: value("encrypted") != Some("no"),
            is_partial: value("partial") == Some("yes"),
        })
    }
}

fn yes(is_so: bool) -> String {
    (if is_so { "yes" } else { "no" }).to_owned()
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

const SEALED: &str = "\
这是本源的备份。请在本源的“备份与恢复”里打开它，需要备份密码或打印的恢复密钥。
不用本源也能解开（工具 age，https://age-encryption.org）：先解压本文件，然后
  age -d key.age > key.txt            （输入备份密码）
  age -d -i key.txt data.age > data.zip
或者用恢复密钥：
  age -d -i recovery.txt data.age > data.zip

This is a backup made by Benyuan. Open it there, under “Backup and restore”, with its passphrase or the printed
recovery key. Without Benyuan: unzip this file, then use the tool age (https://age-encryption.org) as above.
";
const PLAIN: &str = "\
这是本源的备份，没有加密：谁拿到它，谁就能看到里面的客户资料。

This is a backup made by Benyuan. It is not encrypted: whoever has it can read the customers in it.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back() {
        let header = Header {
            format: FORMAT,
            store: "城东店\n二部".into(),
            made: "2026-11-28 19:40".into(),
            made_ms: 1_795_894_800_000,
            program: "0.1.0".into(),
            is_encrypted: true,
            is_partial: false,
        };
        assert_eq!(Header::read(&header.text()), Some(Header { store: "城东店 二部".into(), ..header }));
        assert_eq!(Header::read("benyuan"), None);
        assert_eq!(Header::read("benyuan backup\nformat: x\n"), None);
    }
}
