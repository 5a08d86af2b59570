//! The kinds of row: of files that are imported (导入类型), and written here (native). One list, one file for each. Whatever is done for every kind is done over this list.

mod answers;
mod cards;
mod drives;
mod follow_ups;
mod leads;
mod marks;
mod notes;
mod policies;
mod sales;
mod services;
mod visits;

use super::{
    fields::Field,
    import::{Import, Part, Words},
    row::{At, Columns},
    values::Phone,
};
use crate::{columnar::Tag, numbered::numbered};
pub use answers::{AnswerRow, ITEM_FIELDS, ITEMS};
pub use cards::CardRow;
pub use drives::DriveRow;
pub use follow_ups::FollowUpRow;
pub use leads::LeadRow;
pub use marks::MarkRow;
pub use notes::NoteRow;
pub use policies::PolicyRow;
pub use sales::SaleRow;
pub use services::ServiceRow;
pub use visits::VisitRow;

/// The list: kind and number, a row of it, the table its rows stand in. It is given to the macro named first, with what that one needs
/// besides. Numbers are stored and never reused.
macro_rules! all_kinds {
    ([$($then:tt)+] $($given:tt)*) => {
        $($then)+! {
            ($($given)*)
            /// 线索
            Leads = 0: Lead(LeadRow), leads;
            /// 来店登记
            Visits = 1: Visit(VisitRow), visits;
            /// 销售
            Sales = 2: Sale(SaleRow), sales;
            /// 维修工单
            Services = 3: Service(ServiceRow), services;
            /// 保险
            Insurance = 4: Policy(PolicyRow), policies;
            /// 满意度
            Answers = 5: Answer(AnswerRow), answers;
            /// 保养档案
            Cards = 6: Card(CardRow), cards;
            /// 试驾记录
            Drives = 7: Drive(DriveRow), drives;
            /// 跟进
            FollowUps = 8: FollowUp(FollowUpRow), follow_ups;
            /// 备注
            Notes = 9: Note(NoteRow), notes;
            /// 环节记录
            Marks = 10: Mark(MarkRow), marks;
        }
    };
}

/// What is the same for every kind, with `$Row` as the type of its rows.
macro_rules! of_kind {
    ($kind:expr, $Row:ident => $body:expr) => {
        $crate::schema::kinds::all_kinds!([$crate::schema::kinds::match_kind] $kind, $Row, $body)
    };
}

macro_rules! match_kind {
    (
        ($of:expr, $Row:ident, $body:expr)
        $($(#[$about:meta])* $kind:ident = $number:literal: $one:ident($row:ident), $table:ident;)*
    ) => {
        match $of {
            $($crate::schema::kinds::Kind::$kind => {
                type $Row = $crate::schema::kinds::$row;
                $body
            })*
        }
    };
}

/// What is the same for a row of any kind, with `$data` as the row.
macro_rules! of_row {
    ($row:expr, $data:ident => $body:expr) => {
        $crate::schema::kinds::all_kinds!([$crate::schema::kinds::match_row] $row, $data, $body)
    };
}

macro_rules! match_row {
    (
        ($of:expr, $data:ident, $body:expr)
        $($(#[$about:meta])* $kind:ident = $number:literal: $one:ident($row:ident), $table:ident;)*
    ) => {
        match $of {
            $($crate::schema::kinds::Row::$one($data) => $body,)*
        }
    };
}

macro_rules! define {
    (() $($(#[$about:meta])* $kind:ident = $number:literal: $one:ident($row:ident), $table:ident;)*) => {
        numbered! {
            /// The kinds of row.
            pub enum Kind {
                $($(#[$about])* $kind = $number,)*
            }
        }

        /// A row of any kind, as it is read from a file.
        #[derive(Clone, PartialEq, Debug)]
        #[allow(
            clippy::large_enum_variant,
            reason = "rows pass through in chunks; a box for each would cost more than the space"
        )]
        pub enum Row {
            $($(#[$about])* $one($row),)*
        }

        impl Row {
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$one(_) => Kind::$kind,)*
                }
            }
        }

        $(impl Listed for $row {
            const KIND: Kind = Kind::$kind;

            fn into_row(self) -> Row {
                Row::$one(self)
            }

            fn name_mut(&mut self) -> &mut String {
                &mut self.name
            }

            fn name(row: At<'_, Self>) -> &str {
                row.name()
            }

            fn phone(row: At<'_, Self>) -> Phone<&str> {
                row.phone()
            }
        })*
    };
}

/// A row of one of the kinds.
pub trait Listed: Import {
    const KIND: Kind;

    fn into_row(self) -> Row;
    fn name_mut(&mut self) -> &mut String;
    fn name(row: At<'_, Self>) -> &str;
    fn phone(row: At<'_, Self>) -> Phone<&str>;
}

all_kinds!([define]);

pub const KINDS: [Kind; Kind::ALL.len()] = Kind::ALL;

/// The kinds that files are imported of (导入类型), in the order of the list.
pub const FILE_KINDS: [Kind; KINDS.len() - NATIVE] = {
    let mut files = [Kind::Leads; KINDS.len() - NATIVE];
    let (mut at, mut count) = (0, 0);
    while at < KINDS.len() {
        if !is_native(KINDS[at]) {
            files[count] = KINDS[at];
            count += 1;
        }
        at += 1;
    }
    files
};

/// The kinds that are written here, in the order of the list.
pub const NATIVE_KINDS: [Kind; NATIVE] = {
    let mut natives = [Kind::FollowUps; NATIVE];
    let (mut at, mut count) = (0, 0);
    while at < KINDS.len() {
        if is_native(KINDS[at]) {
            natives[count] = KINDS[at];
            count += 1;
        }
        at += 1;
    }
    natives
};

const NATIVE: usize = {
    let (mut at, mut count) = (0, 0);
    while at < KINDS.len() {
        count += is_native(KINDS[at]) as usize;
        at += 1;
    }
    count
};

/// Whether rows of the kind are written here, and no file brings them.
pub const fn is_native(kind: Kind) -> bool {
    of_kind!(kind, Row => Row::IS_NATIVE)
}

/// The fields of a kind, in the order they are shown.
pub const fn fields_of(kind: Kind) -> &'static [Field] {
    of_kind!(kind, Row => Row::FIELDS)
}

/// What fields are called in files of a kind, beside what they are called in any.
pub const fn headers_of(kind: Kind) -> &'static [(Field, &'static str)] {
    of_kind!(kind, Row => Row::HEADERS)
}

/// The column of each field of a kind.
pub const fn columns_of(kind: Kind) -> &'static [(Field, Tag)] {
    of_kind!(kind, Row => Row::COLUMNS)
}

/// The columns of a kind's blank template.
pub const fn template_of(kind: Kind) -> &'static [Field] {
    of_kind!(kind, Row => Row::TEMPLATE)
}

/// How many of a template's first columns a row cannot do without.
pub const fn required_in(kind: Kind) -> usize {
    of_kind!(kind, Row => Row::REQUIRED)
}

pub const fn part_of(kind: Kind) -> Part {
    of_kind!(kind, Row => Row::PART)
}

pub const fn words_of(kind: Kind) -> Words {
    of_kind!(kind, Row => Row::WORDS)
}

/// Who of the store a row of the kind was with.
pub const fn staff_of(kind: Kind) -> Option<Field> {
    of_kind!(kind, Row => Row::STAFF)
}

pub(crate) use {all_kinds, match_kind, match_row};
