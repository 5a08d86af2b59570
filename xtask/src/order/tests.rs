//! A reordered program means the same as before.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataCountSection, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, ImportSection, MemorySection, MemoryType, Module, NameMap,
    NameSection, RefType, StartSection, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{ElementItems, ExternalKind, KnownCustom, Name, Operator, Parser, Payload, Validator};

use super::renumber::{self, Orders};
use super::{program, size};

/// One function of each kind together exceed gzip's window.
const KINDS: u32 = 240;

/// Two imports with a global between them, this many functions of several kinds with their calls, and everything that
/// refers to functions.
fn sample(count: u32, segments: &[(i32, &[u8])]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("env", "note", EntityType::Function(0));
    let of_i32 = wasm_encoder::GlobalType { val_type: ValType::I32, mutable: false, shared: false };
    imports.import("env", "base", EntityType::Global(of_i32));
    imports.import("env", "twice", EntityType::Function(1));
    let (mut functions, mut code, mut names) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
    names.append(0, "note");
    names.append(1, "twice");
    for at in 0..count {
        functions.function(at % 2);
        names.append(2 + at, &format!("f{at}"));
        code.function(&body(at, count));
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 4,
        maximum: None,
        table64: false,
        shared: false,
    });
    let mut memory = MemorySection::new();
    memory.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut exports = ExportSection::new();
    exports.export("last", ExportKind::Func, 1 + count).export("memory", ExportKind::Memory, 0);
    exports.export("import", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    let listed = [3, 0, 2, 1 + count];
    elements.active(Some(0), &ConstExpr::i32_const(0), Elements::Functions((&listed[..]).into()));
    let declared = [ConstExpr::ref_func(2), ConstExpr::ref_func(1 + count)];
    elements.declared(Elements::Expressions(RefType::FUNCREF, (&declared[..]).into()));
    let mut data = DataSection::new();
    for (offset, bytes) in segments {
        data.active(0, &ConstExpr::i32_const(*offset), bytes.iter().copied());
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memory).section(&exports);
    module.section(&StartSection { function_index: 4 }).section(&elements);
    module.section(&DataCountSection { count: segments.len() as u32 }).section(&code).section(&data).section(&section);
    module.section(&CustomSection { name: "producers".into(), data: (&b"\0"[..]).into() });
    module.finish()
}

/// Functions of one kind are alike; each calls an import, an earlier and a later function.
fn body(at: u32, count: u32) -> Function {
    let mut function = Function::new([(1, ValType::I64)]);
    let mut does = function.instructions();
    for step in 0..40 {
        let number = u64::from(at % KINDS + 1) * 1_000_003 * (step + 1) % 65_521;
        does.i32_const(number as i32).drop();
    }
    let even = |at: u32| 2 + at / 2 * 2 % count;
    does.call(0).call(even(at + 2)).ref_func(2).drop();
    match at % 2 {
        0 => does.i32_const(5).i32_const(0).call_indirect(0, 1).drop().return_call(even(at + 4)).end(),
        _ => does.local_get(0).call(1).end(),
    };
    function
}

/// The program as text, with functions by name, independent of their positions.
fn meaning(bytes: &[u8]) -> String {
    let names = names(bytes);
    let name = |number: u32| names[&number].clone();
    let (mut text, mut types, mut bodies, mut segments) = (String::new(), Vec::new(), BTreeMap::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.unwrap() {
            Payload::FunctionSection(section) => types.extend(section.into_iter().map(Result::unwrap)),
            Payload::CodeSectionEntry(body) => {
                let at = bodies.len() as u32;
                let named = 2 + at;
                let mut words = format!("{:?}", types[at as usize]);
                body.get_locals_reader().unwrap().into_iter().for_each(|local| write!(words, " {local:?}").unwrap());
                for operator in body.get_operators_reader().unwrap() {
                    match operator.unwrap() {
                        Operator::Call { function_index } => write!(words, " call {}", name(function_index)),
                        Operator::ReturnCall { function_index } => write!(words, " return {}", name(function_index)),
                        Operator::RefFunc { function_index } => write!(words, " ref {}", name(function_index)),
                        other => write!(words, " {other:?}"),
                    }
                    .unwrap();
                }
                bodies.insert(name(named), words);
            }
            Payload::ExportSection(section) => section.into_iter().map(Result::unwrap).for_each(|export| {
                let of = (export.kind == ExternalKind::Func).then(|| name(export.index));
                write!(text, "\nexport {} {of:?} {:?}", export.name, export.kind).unwrap();
            }),
            Payload::StartSection { func, .. } => write!(text, "\nstart {}", name(func)).unwrap(),
            Payload::ElementSection(section) => section.into_iter().for_each(|element| match element.unwrap().items {
                ElementItems::Functions(items) => {
                    items.into_iter().for_each(|item| write!(text, "\nelement {}", name(item.unwrap())).unwrap());
                }
                ElementItems::Expressions(_, items) => items.into_iter().for_each(|item| {
                    let mut operators = item.unwrap().get_operators_reader();
                    let Operator::RefFunc { function_index } = operators.read().unwrap() else { panic!() };
                    write!(text, "\ndeclared {}", name(function_index)).unwrap();
                }),
            }),
            Payload::DataSection(section) => segments.extend(section.into_iter().map(|segment| {
                let segment = segment.unwrap();
                let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else { panic!() };
                (format!("{:?}", offset_expr.get_operators_reader().read()), segment.data)
            })),
            Payload::ImportSection(section) => {
                section.into_imports().for_each(|import| write!(text, "\nimport {:?}", import.unwrap()).unwrap());
            }
            _ => {}
        }
    }
    segments.sort();
    format!("{text}\n{bodies:#?}\n{segments:?}")
}

fn names(bytes: &[u8]) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let Payload::CustomSection(section) = payload.unwrap() else { continue };
        let KnownCustom::Name(parts) = section.as_known() else { continue };
        for part in parts {
            let Name::Function(map) = part.unwrap() else { continue };
            for naming in map {
                let naming = naming.unwrap();
                assert!(names.keys().max().is_none_or(|last| *last < naming.index), "names stand by rising numbers");
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    names
}

#[track_caller]
fn check(before: &[u8], after: &[u8]) {
    Validator::new().validate_all(before).unwrap();
    Validator::new().validate_all(after).unwrap();
    assert_eq!(meaning(before), meaning(after));
}

#[test]
fn a_function_is_called_by_its_new_number_wherever_it_is_named() {
    let before = sample(6, &[(0, b"first"), (64, b"second")]);
    let after =
        renumber::program(&before, &Orders { functions: vec![5, 0, 3, 1, 2, 4], segments: vec![1, 0] }).unwrap();
    check(&before, &after);
    let order: Vec<_> = names(&after).into_values().collect();
    assert_eq!(order, ["note", "twice", "f5", "f0", "f3", "f1", "f2", "f4"], "imports keep their places");
    let back = renumber::program(&after, &Orders { functions: vec![1, 3, 4, 2, 5, 0], segments: vec![1, 0] }).unwrap();
    let as_it_is = renumber::program(&before, &Orders { functions: Vec::new(), segments: Vec::new() }).unwrap();
    assert_eq!(back, as_it_is);
}

#[test]
fn an_order_that_is_none_is_refused() {
    let before = sample(4, &[(0, b"a")]);
    let refused = |functions: &[usize], segments: &[usize]| {
        renumber::program(&before, &Orders { functions: functions.to_vec(), segments: segments.to_vec() }).is_err()
    };
    assert!(refused(&[0, 1, 2, 2], &[]), "twice");
    assert!(refused(&[0, 1, 2, 4], &[]), "not there");
    assert!(refused(&[2, 1, 0], &[]), "one is left out");
    assert!(refused(&[], &[1, 0]));
    assert!(!refused(&[3, 2, 1, 0], &[0]));
}

#[test]
fn what_is_alike_far_apart_comes_together() {
    let before =
        sample(900, &[(0, b"a text that stands here"), (64, b"12345678901234567890"), (128, b"a text that stands")]);
    let after = program(&before).unwrap();
    check(&before, &after);
    assert_ne!(names(&after), names(&before));
    assert!(size::gzip_len(&after).unwrap() < size::gzip_len(&before).unwrap());
    assert_eq!(after, program(&before).unwrap(), "the same each time");
}

#[test]
fn a_program_that_gains_nothing_stays_as_it_is() {
    let empty = Module::new().finish();
    assert_eq!(program(&empty).unwrap(), empty);
    assert!(program(b"no program").is_err());
}

#[test]
fn segments_that_are_laid_over_each_other_keep_their_order() {
    let held = |segments: &[(i32, &[u8])]| renumber::segments(&sample(4, segments)).unwrap().len();
    assert_eq!(held(&[(0, b"first"), (5, b"second"), (64, b"third")]), 3);
    assert_eq!(held(&[(0, b"first"), (4, b"second"), (64, b"third")]), 0);
    assert_eq!(held(&[(64, b"first"), (0, b"second"), (60, b"third")]), 0);
}
