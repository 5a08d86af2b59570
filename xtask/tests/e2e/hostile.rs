//! Broken files dropped together with a good one: each gets an answer in words, the good one is read, nothing else
//! changes.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use flate2::{Compression, Crc, write::DeflateEncoder};
use serde_json::json;

use crate::harness::{Browser, files, scenario};

const NAME: &str = "hostile";
/// A drop event as a browser makes it, with the files of our own field.
const DROP: &str = "void (data => { \
    [...document.querySelector('#dropped').files].forEach(file => data.items.add(file)); \
    dispatchEvent(new DragEvent('dragover', { dataTransfer: data, cancelable: true })); \
    dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true })) })(new DataTransfer())";

#[test]
#[ignore = "needs dist/ and a browser: cargo xtask test --only e2e"]
fn broken_files_are_named_and_hinder_no_other() {
    scenario(NAME, async |browser: &mut Browser| {
        browser.load("").await?;
        browser.choose(&[files::file(NAME, "before.csv", files::leads(1, 7))?]).await?;
        browser.import().await?;
        ensure!(browser.stored_rows().await? == [7, 0, 0, 0, 0, 0, 0, 0], "the first import did not arrive");

        let broken = broken()?;
        let good = files::file(NAME, "好的.csv", files::leads(2, 5))?;
        let unknown = files::file(NAME, "unknown.csv", "foo,bar,baz\n1,2,3\n4,5,6\n")?;
        browser.go("#/map").await?;
        browser
            .value("document.body.insertAdjacentHTML('beforeend', '<input type=file multiple hidden id=dropped>')")
            .await?;
        let mut dropped: Vec<&Path> = broken.iter().map(|(file, _)| file.as_path()).collect();
        dropped.insert(2, &good);
        dropped.push(&unknown);
        browser.upload("#dropped", &dropped).await?;
        browser.value(DROP).await?;
        browser.wait_for("main[data-page=import]").await?;
        browser.wait_until_read(dropped.len()).await?;

        for (file, words) in &broken {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let said =
                "[...document.querySelectorAll('.failures__one')].find(one => one.querySelector('b').innerText ===";
            let said = browser.value(&format!("{said} {})?.querySelector('p').innerText", json!(name))).await?;
            let fits = said.as_str().is_some_and(|said| words.iter().any(|word| said.contains(word)));
            ensure!(fits, "{name} is answered with {said}, not with {words:?}");
        }
        browser.wait_for_text(".file", "未识别，请选择").await?;
        browser.wait_for_text("h2", "5 行可以导入").await?;
        browser.import().await?;
        browser.wait_for_text(".toast", "已导入：新增 5 行").await?;
        ensure!(browser.stored_rows().await? == [12, 0, 0, 0, 0, 0, 0, 0], "something else than the good file arrived");

        browser.load("").await?;
        ensure!(browser.stored_rows().await? == [12, 0, 0, 0, 0, 0, 0, 0], "after a reload something else is there");
        browser.undo().await?;
        ensure!(browser.stored_rows().await? == [7, 0, 0, 0, 0, 0, 0, 0], "the undo took something else away");
        browser.expect_quiet_console().await
    });
}

/// Each file with the words of which its answer must contain one.
fn broken() -> Result<Vec<(PathBuf, &'static [&'static str])>> {
    let sheet =
        workbook(&[b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"])?;
    let bomb = workbook(&bomb())?;
    ensure!(bomb.len() < 64 << 10, "the bomb is {} bytes large", bomb.len());
    // The same noise in every run.
    let noise = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*state >> 24) as u8
    };
    let noise: Vec<u8> = std::iter::repeat_with({
        let mut state = 7;
        move || noise(&mut state)
    })
    .take(20_000)
    .collect();
    Ok(vec![
        (files::file(NAME, "cut.xlsx", &sheet[..sheet.len() * 2 / 3])?, &["已损坏或没有下载完整"]),
        (files::file(NAME, "report.xls", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")?, &["PDF"]),
        (files::file(NAME, "noise.csv", noise)?, &["这不是表格", "文字编码"]),
        (files::file(NAME, "empty.csv", "")?, &["文件是空的"]),
        (files::file(NAME, "bomb.xlsx", bomb)?, &["上限是"]),
    ])
}

/// 42 MB of blanks, as deflate packs them into 42 kB.
fn bomb() -> [&'static [u8]; 3] {
    static BLANKS: [u8; 42 << 20] = [b' '; 42 << 20];
    [
        b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>",
        &BLANKS,
        b"</t></is></c></row></sheetData></worksheet>",
    ]
}

/// A workbook with one sheet of these bytes, which may be invalid.
fn workbook(sheet: &[&[u8]]) -> Result<Vec<u8>> {
    const TYPES: &[u8] = b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
        <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
    const ROOT: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    const BOOK: &[u8] = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    const RELATIONS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    zip(&[
        ("[Content_Types].xml", &[TYPES]),
        ("_rels/.rels", &[ROOT]),
        ("xl/workbook.xml", &[BOOK]),
        ("xl/_rels/workbook.xml.rels", &[RELATIONS]),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A zip archive: the entries, deflated, then their directory.
fn zip(entries: &[(&str, &[&[u8]])]) -> Result<Vec<u8>> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, parts) in entries {
        let (mut packer, mut sum) = (DeflateEncoder::new(Vec::new(), Compression::best()), Crc::new());
        for part in *parts {
            packer.write_all(part)?;
            sum.update(part);
        }
        let packed = packer.finish()?;
        let mut head = Vec::new();
        // Version, flags (names in UTF-8), deflate, time, date.
        [20_u16, 0x0800, 8, 0, 0x21].iter().for_each(|word| head.extend(word.to_le_bytes()));
        [sum.sum(), u32::try_from(packed.len())?, sum.amount()].iter().for_each(|word| head.extend(word.to_le_bytes()));
        [u16::try_from(name.len())?, 0].iter().for_each(|word| head.extend(word.to_le_bytes()));
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(archive.len())?.to_le_bytes());
        directory.extend(name.as_bytes());
        archive.extend(b"PK\x03\x04");
        archive.extend(head);
        archive.extend(name.as_bytes());
        archive.extend(packed);
    }
    let (at, count) = (u32::try_from(archive.len())?, u16::try_from(entries.len())?);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    [count, count].iter().for_each(|word| archive.extend(word.to_le_bytes()));
    [u32::try_from(directory.len())?, at].iter().for_each(|word| archive.extend(word.to_le_bytes()));
    archive.extend([0, 0]);
    Ok(archive)
}
