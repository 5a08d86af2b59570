//! Values with rules of their own: telephone numbers, VINs, money, closed dictionaries.

use crate::numbered::numbered;
use serde::{Deserialize, Serialize};

/// A telephone number as an export gives it. Only `Full` is ever a key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Phone<T = String> {
    #[default]
    Absent,
    /// Normalised digits: full-width folded, +86 and separators removed.
    Full(T),
    /// 138****5678: the first three and last four digits.
    Masked(T),
    /// Digits lost by a spreadsheet (1.38E+10), as read.
    Damaged(T),
    /// Something else, as read.
    Unusable(T),
}

impl Phone {
    pub fn key(&self) -> Option<&str> {
        self.by_ref().key()
    }

    pub fn masked(&self) -> String {
        self.by_ref().masked()
    }

    pub fn by_ref(&self) -> Phone<&str> {
        match self {
            Self::Absent => Phone::Absent,
            Self::Full(digits) => Phone::Full(digits),
            Self::Masked(text) => Phone::Masked(text),
            Self::Damaged(text) => Phone::Damaged(text),
            Self::Unusable(text) => Phone::Unusable(text),
        }
    }
}

impl Copy for Phone<&str> {}

impl<'a> Phone<&'a str> {
    pub fn key(self) -> Option<&'a str> {
        match self {
            Self::Full(digits) => Some(digits),
            _ => None,
        }
    }

    /// Display form with the middle hidden, the default everywhere (138****5678).
    pub fn masked(self) -> String {
        match self {
            Self::Full(digits) if digits.len() >= 8 && digits.is_ascii() => {
                [&digits[..3], "****", &digits[digits.len() - 4..]].concat()
            }
            Self::Full(digits) => "*".repeat(digits.chars().count()),
            Self::Masked(text) => text.to_owned(),
            Self::Damaged(_) | Self::Unusable(_) | Self::Absent => String::new(),
        }
    }
}

/// A vehicle identification number (车架号), upper case with O and Q read as 0 and I as 1; possibly only its tail.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Vin<T = String>(pub T);

impl Copy for Vin<&str> {}

impl Vin {
    pub const LENGTH: usize = 17;
}

impl<T: AsRef<str>> Vin<T> {
    pub fn is_full(&self) -> bool {
        self.0.as_ref().len() == Vin::LENGTH
    }
}

/// Money in fen (分, 1/100 yuan).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Fen(pub i64);

impl std::fmt::Display for Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

numbered! {
    pub enum Gender {
        Female = 0,
        Male = 1,
    }
}

/// 业务类型 of a service order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ServiceKind<T = String> {
    /// 首保
    First,
    /// 一般保养
    Maintenance,
    /// 索赔
    Warranty,
    /// 事故
    Accident,
    /// As the file names it, e.g. 一般维修, 返修, 精品.
    Other(T),
}

impl Copy for ServiceKind<&str> {}

impl ServiceKind<&str> {
    pub fn to_owned(self) -> ServiceKind {
        match self {
            Self::First => ServiceKind::First,
            Self::Maintenance => ServiceKind::Maintenance,
            Self::Warranty => ServiceKind::Warranty,
            Self::Accident => ServiceKind::Accident,
            Self::Other(word) => ServiceKind::Other(word.to_owned()),
        }
    }
}

numbered! {
    /// 保险类型
    pub enum PolicyKind {
        /// 交强险
        Compulsory = 0,
        /// 商业险
        Commercial = 1,
    }
}

numbered! {
    /// 回访类型
    pub enum AnswerKind {
        /// 购车
        Buyer = 0,
        /// 战败
        Defeated = 1,
        /// 售后
        Service = 2,
    }
}
