//! What the parts of an .xlsx say about all its sheets: their names and places, strings, styles, date system. The cells
//! are in `worksheet`.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::error::{Measure, ReadError};
use super::limits::Limits;
use super::number_format;
use super::package::{Package, normal};
use super::xml::{self, Damage, Pieces, elements, is_on};

/// A workbook without its cells.
pub(super) struct Workbook {
    pub sheets: Vec<SheetEntry>,
    pub strings: Vec<String>,
    /// For each style, whether it shows dates.
    pub dates: Vec<bool>,
    pub is_1904: bool,
    /// Whether the program that wrote it left the calculation to Excel: a formula's 0 may then not be a result.
    pub recalculates: bool,
}

/// A worksheet; charts and macro sheets do not count.
pub(super) struct SheetEntry {
    pub name: String,
    pub is_hidden: bool,
    /// The part that holds its cells.
    pub part: String,
}

/// One reference of a part: the end of its type, and the target part.
struct Relation {
    kind: String,
    part: String,
}

impl Workbook {
    pub fn read(package: &mut Package) -> Result<Self, ReadError> {
        let path = main_part(package)?;
        let xml = package.part(&path)?.unwrap_or_default();
        let relations = relations(package, &path)?;
        let [by_sharing, by_style] = ["sharedStrings", "styles"].map(|kind| of_kind(&relations, kind, &path));
        Ok(Self {
            sheets: sheets(&xml, &relations).map_err(damaged)?,
            strings: strings(package, &by_sharing)?,
            dates: package.part(&by_style)?.map_or(Ok(Vec::new()), |xml| dates(&xml)).map_err(damaged)?,
            is_1904: says(&xml, "workbookPr", "date1904").map_err(damaged)?,
            recalculates: says(&xml, "calcPr", "fullCalcOnLoad").map_err(damaged)?,
        })
    }
}

/// The workbook that the package names, or any part with the usual name.
fn main_part(package: &mut Package) -> Result<String, ReadError> {
    let named = relations(package, "")?.into_values().find(|relation| relation.kind == "officeDocument");
    let named = named.map(|relation| relation.part).filter(|part| package.has(part));
    Ok(named.or_else(|| package.workbook()).unwrap_or_default())
}

/// The references of a part, by id.
fn relations(package: &mut Package, of: &str) -> Result<BTreeMap<String, Relation>, ReadError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let xml = package.part(&normal(format!("{folder}/_rels/{file}.rels")))?.unwrap_or_default();
    let found = elements(&xml, &["Relationship"], ["Id", "Type", "Target"]).map_err(damaged)?;
    let relation = |[id, kind, target]: [String; 3]| {
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        (id, Relation { kind, part: resolved(folder, &target) })
    };
    Ok(found.into_iter().map(relation).collect())
}

/// The part of a type, by its relation or by its usual name.
fn of_kind(relations: &BTreeMap<String, Relation>, kind: &str, workbook: &str) -> String {
    let named = relations.values().find(|relation| relation.kind == kind).map(|relation| relation.part.clone());
    let folder = workbook.rsplit_once('/').map_or("", |(folder, _)| folder);
    named.unwrap_or_else(|| normal(format!("{folder}/{kind}.xml")))
}

/// A target relative to a folder, with `.` and `..` resolved.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => (),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    normal(parts.join("/"))
}

/// A sheet whose relation is missing has no cells: Excel shows it empty, or not at all.
fn sheets(xml: &[u8], relations: &BTreeMap<String, Relation>) -> Result<Vec<SheetEntry>, Damage> {
    let entries = elements(xml, &["sheet"], ["name", "state", "id"])?;
    let entry = |[name, state, id]: [String; 3]| {
        let is_hidden = matches!(state.as_str(), "hidden" | "veryHidden");
        let part = match relations.get(&id) {
            Some(relation) if relation.kind == "worksheet" => relation.part.clone(),
            None if is_hidden => String::new(),
            _ => return None,
        };
        Some(SheetEntry { name, is_hidden, part })
    };
    Ok(entries.into_iter().filter_map(entry).collect())
}

fn says(xml: &[u8], element: &str, attribute: &str) -> Result<bool, Damage> {
    Ok(elements(xml, &[element], [attribute])?.iter().any(|[value]| is_on(value)))
}

/// Whether each style shows dates. Only cell styles count; the part also lists formats of differential and named
/// styles.
fn dates(xml: &[u8]) -> Result<Vec<bool>, Damage> {
    let mut custom: BTreeMap<String, bool> = BTreeMap::new();
    let (mut dates, mut is_inside) = (Vec::new(), false);
    let wanted = ["numFmtId", "formatCode"];
    xml::each_element(&mut xml::open(xml), |element| {
        let [id, code] = wanted.map(|name| xml::attribute(element, name).unwrap_or_default());
        match element.local_name().as_ref() {
            "numFmt" => drop(custom.insert(id.into_owned(), number_format::is_date(&code))),
            "xf" if is_inside => dates.push(is_date(&id, &custom)),
            "alignment" | "protection" | "extLst" | "xf" => (),
            name => is_inside = name == "cellXfs",
        }
    })?;
    Ok(dates)
}

fn is_date(id: &str, custom: &BTreeMap<String, bool>) -> bool {
    custom.get(id).copied().unwrap_or_else(|| id.parse().is_ok_and(number_format::is_builtin_date))
}

/// The strings that cells share. The count that the part states is ignored.
fn strings(package: &mut Package, part: &str) -> Result<Vec<String>, ReadError> {
    let (limits, progress) = (package.limits, package.progress);
    let Some(source) = package.entry(part)? else { return Ok(Vec::new()) };
    let mut reader = xml::open(source);
    let (mut buffer, mut strings, mut pieces) = (Vec::new(), Vec::new(), Pieces::default());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| progress.cancelled_or(damaged(error.to_string())))? {
            Event::Start(element) if element.local_name().as_ref() == "si" => pieces.clear(),
            Event::Start(element) => pieces.start(&element),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => push(&mut strings, &pieces.text, limits)?,
                "sst" => return Ok(strings),
                name => pieces.end(name),
            },
            Event::Text(text) => pieces.add(&text.xml10_content()),
            Event::CData(text) => pieces.add(&text.xml10_content()),
            Event::GeneralRef(reference) => pieces.reference(&reference),
            Event::Eof => return Err(damaged("sst is not ended".to_owned())),
            _ => (),
        }
    }
}

fn push(strings: &mut Vec<String>, text: &str, limits: &Limits) -> Result<(), ReadError> {
    strings.push(text.to_owned());
    Limits::hold(Measure::SharedStrings, strings.len() as u64, limits.shared_strings)
}

fn damaged(detail: Damage) -> ReadError {
    ReadError::DamagedWorkbook { sheet: None, detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_followed_from_their_folder() {
        let check = |target, expected| assert_eq!(resolved("xl", target), expected, "{target}");
        check("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("/xl/Worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml");
        check("../xl/./worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml");
        check("../../../sheet.xml", "sheet.xml");
    }

    #[test]
    fn only_the_formats_of_cells_are_styles() {
        let xml = b"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\"&#24180;\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/>\
            </cellStyleXfs><cellXfs><xf numFmtId='0'><alignment/></xf><xf numFmtId='164'/><xf numFmtId='22'/></cellXfs>\
            <cellStyles/><dxfs><dxf><numFmt numFmtId='0' formatCode='yyyy'/></dxf></dxfs></styleSheet>";
        assert_eq!(dates(xml).unwrap(), [false, true, true]);
    }
}
