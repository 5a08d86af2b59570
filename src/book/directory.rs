//! Which names use which telephone number, and the key of each mention's customer. There are as many mentions as rows,
//! so every text is hashed only once.

use super::customers::{Mention, is_firm};
use crate::model::{map::Map, values::Phone};

/// From this many names on, a number is a house or staff number.
const SHARED_FROM: usize = 5;

/// Mentions with the same key are the same customer; the ids are the directory's own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Firm(NameId),
    Phone(PhoneId),
    PhoneAndName(PhoneId, NameId),
}

type NameId = u32;
type PhoneId = u32;

pub(super) struct Directory<'a> {
    /// By mention.
    entries: Vec<(NameId, Option<PhoneId>)>,
    names: Vec<Sort>,
    phones: Vec<Names>,
    name_ids: Map<&'a str, NameId>,
    phone_ids: Map<&'a str, PhoneId>,
}

/// What kind of name it is.
struct Sort {
    firm: bool,
    /// 南先生, 王女士, or no name: a form of address that names nobody.
    courtesy: bool,
}

/// The names that use a number; few numbers have more than one.
#[derive(Default)]
struct Names {
    first: Option<NameId>,
    more: Vec<NameId>,
}

impl<'a> Directory<'a> {
    pub fn of(mentions: &[Mention<'a>]) -> Self {
        let mut directory = Self {
            entries: Vec::with_capacity(mentions.len()),
            names: Vec::new(),
            phones: Vec::new(),
            name_ids: Map::default(),
            phone_ids: Map::default(),
        };
        mentions.iter().for_each(|mention| directory.enter(mention));
        directory
    }

    // One call per row, so it must stay a function of its own: a WebAssembly engine switches to optimised code only
    // between calls, not within a loop.
    #[inline(never)]
    fn enter(&mut self, mention: &Mention<'a>) {
        let Self { entries, names, phones, name_ids, phone_ids } = self;
        let name = *name_ids.entry(mention.name).or_insert_with(|| {
            names.push(Sort::of(mention.name));
            names.len() as NameId - 1
        });
        let phone = mention.phone.key().map(|phone| {
            *phone_ids.entry(phone).or_insert_with(|| {
                phones.push(Names::default());
                phones.len() as PhoneId - 1
            })
        });
        if let Some(phone) = phone
            && !mention.name.is_empty()
        {
            phones[phone as usize].add(name);
        }
        entries.push((name, phone));
    }

    /// Whether the number of a mention is a house or staff number.
    pub fn is_shared(&self, mention: usize) -> bool {
        self.entries[mention].1.is_some_and(|phone| self.phones[phone as usize].count() >= SHARED_FROM)
    }

    /// `None` for a mention without a usable number that names no firm.
    pub fn key(&self, at: usize, mention: &Mention) -> Option<Key> {
        let (name, phone) = self.entries[at];
        if self.sort(name).firm && !matches!(mention.phone, Phone::Masked(_)) {
            return Some(Key::Firm(name));
        }
        let phone = phone?;
        match self.firm_of(phone) {
            Some(firm) if self.sort(name).courtesy => Some(Key::Firm(firm)),
            _ if self.is_shared(at) => Some(Key::PhoneAndName(phone, name)),
            _ => Some(Key::Phone(phone)),
        }
    }

    fn sort(&self, name: NameId) -> &Sort {
        &self.names[name as usize]
    }

    /// The firm of a number, if no other firm and nobody with a name of their own uses it.
    fn firm_of(&self, phone: PhoneId) -> Option<NameId> {
        let mut own = self.phones[phone as usize].all().filter(|name| !self.sort(*name).courtesy);
        own.next().filter(|name| self.sort(*name).firm && own.next().is_none())
    }
}

impl Sort {
    fn of(name: &str) -> Self {
        let titles = ["先生", "女士", "小姐"];
        Self { firm: is_firm(name), courtesy: name.is_empty() || titles.iter().any(|title| name.ends_with(title)) }
    }
}

impl Names {
    fn add(&mut self, name: NameId) {
        match self.first {
            None => self.first = Some(name),
            Some(first) if first == name || self.more.contains(&name) => {}
            Some(_) => self.more.push(name),
        }
    }

    fn count(&self) -> usize {
        usize::from(self.first.is_some()) + self.more.len()
    }

    fn all(&self) -> impl Iterator<Item = NameId> {
        self.first.into_iter().chain(self.more.iter().copied())
    }
}
