//! Rewrites a program with its functions and data segments in another order. They are named by number, so every mention
//! changes.

use std::io;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, DataSection, FunctionSection, Module, NameMap, NameSection};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, DataKind, DataSectionReader, FunctionSectionReader, KnownCustom, Name,
    Operator, Parser, Payload, TypeRef,
};

type Failed = Error<io::Error>;

/// The new order, by present positions; an empty order changes nothing.
pub struct Orders {
    /// Among functions with a body.
    pub functions: Vec<usize>,
    pub segments: Vec<usize>,
}

pub fn program(bytes: &[u8], orders: &Orders) -> Result<Vec<u8>> {
    let mut renumber = Renumber {
        imported: imported(bytes)?,
        functions: Moved::of(&orders.functions).context("functions")?,
        segments: Moved::of(&orders.segments).context("data segments")?,
    };
    let mut module = Module::new();
    renumber.parse_core_module(&mut module, Parser::new(0), bytes).context("the program cannot be read")?;
    Ok(module.finish())
}

/// The contents of the data segments; none if their order may matter because segments overlap.
pub fn segments(bytes: &[u8]) -> Result<Vec<&[u8]>> {
    let (mut segments, mut taken) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bytes) {
        let Payload::DataSection(section) = payload? else { continue };
        for segment in section {
            let segment = segment?;
            segments.push(segment.data);
            let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else { return Ok(Vec::new()) };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                return Ok(Vec::new());
            };
            let begin = u64::from(value.cast_unsigned());
            taken.push((begin, begin + segment.data.len() as u64));
        }
    }
    taken.sort_unstable();
    let is_laid_over = taken.windows(2).any(|pair| pair[0].1 > pair[1].0);
    Ok(if is_laid_over { Vec::new() } else { segments })
}

/// Imported functions are numbered first and have no body.
fn imported(bytes: &[u8]) -> Result<u32> {
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::ImportSection(section) = payload? {
            let imports = section.into_imports().collect::<wasmparser::Result<Vec<_>>>()?;
            return Ok(imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count() as u32);
        }
    }
    Ok(0)
}

/// An order and, for each old position, the new one.
struct Moved<'a> {
    order: &'a [usize],
    places: Vec<u32>,
}

impl<'a> Moved<'a> {
    fn of(order: &'a [usize]) -> Result<Self> {
        let mut places = vec![None; order.len()];
        for (place, at) in (0..).zip(order) {
            *places.get_mut(*at).context("the order names one that is not there")? = Some(place);
        }
        let places = places.into_iter().collect::<Option<_>>().context("the order names one twice")?;
        Ok(Self { order, places })
    }

    fn items<T: Clone>(&self, items: impl Iterator<Item = wasmparser::Result<T>>) -> Result<Vec<T>, Failed> {
        let items = items.collect::<Result<Vec<_>, _>>()?;
        if self.order.is_empty() {
            return Ok(items);
        }
        if self.order.len() != items.len() {
            return Err(Failed::UserError(io::Error::other("the order is for another program")));
        }
        Ok(self.order.iter().filter_map(|at| items.get(*at).cloned()).collect())
    }

    fn place(&self, number: u32) -> u32 {
        self.places.get(number as usize).copied().unwrap_or(number)
    }
}

struct Renumber<'a> {
    imported: u32,
    functions: Moved<'a>,
    segments: Moved<'a>,
}

impl Reencode for Renumber<'_> {
    type Error = io::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Failed> {
        let with_body = function.checked_sub(self.imported);
        Ok(with_body.map_or(function, |at| self.imported + self.functions.place(at)))
    }

    fn data_index(&mut self, segment: u32) -> Result<u32, Failed> {
        Ok(self.segments.place(segment))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Failed> {
        for type_index in self.functions.items(section.into_iter())? {
            functions.function(type_index);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Failed> {
        let bodies = self.functions.items(section.into_iter())?;
        bodies.into_iter().try_for_each(|body| self.parse_function_body(code, body))
    }

    fn parse_data_section(&mut self, data: &mut DataSection, section: DataSectionReader<'_>) -> Result<(), Failed> {
        let segments = self.segments.items(section.into_iter())?;
        segments.into_iter().try_for_each(|segment| self.parse_data(data, segment))
    }

    /// Browsers read only the names; other custom sections may refer to functions in their own ways, so they are
    /// dropped.
    fn parse_custom_section(&mut self, module: &mut Module, section: CustomSectionReader<'_>) -> Result<(), Failed> {
        match section.as_known() {
            KnownCustom::Name(_) => utils::parse_custom_section(self, module, section),
            _ => Ok(()),
        }
    }

    /// Only function names are kept, sorted by their new numbers.
    fn parse_custom_name_subsection(&mut self, names: &mut NameSection, section: Name<'_>) -> Result<(), Failed> {
        let Name::Function(map) = section else { return Ok(()) };
        let mut named = Vec::new();
        for naming in map {
            let naming = naming?;
            named.push((self.function_index(naming.index)?, naming.name));
        }
        named.sort_unstable();
        let mut map = NameMap::new();
        named.into_iter().for_each(|(function, name)| map.append(function, name));
        names.functions(&map);
        Ok(())
    }
}
