//! Numbers in bytes, and where the parts of a page stand. The table of it is the head of [`columnar`](super).

pub(super) const MAGIC: [u8; 2] = *b"BC";
pub(super) const FORMAT: u8 = 1;
pub(super) const HEAD: usize = 16;
pub(super) const ENTRY: usize = 24;
/// Bytes behind the bodies in memory, so that eight can be read or written wherever a number stands.
pub(super) const SLACK: usize = 8;

/// The number of so many bytes at a place. Of no bytes it is 0.
pub(super) fn number(bytes: &[u8], at: usize, width: u8) -> Option<u64> {
    let from = bytes.get(at..)?;
    Some(match width {
        0 => 0,
        1 => u64::from(*from.first()?),
        2 => u64::from(u16::from_le_bytes(*from.first_chunk()?)),
        4 => u64::from(u32::from_le_bytes(*from.first_chunk()?)),
        8 => u64::from_le_bytes(*from.first_chunk()?),
        _ => return None,
    })
}

/// The eight bytes at a place, of which the caller takes those that are meant: quicker than asking for the width at each cell.
#[inline]
pub(super) fn wide(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// What of eight bytes is a number of a width.
pub(super) fn mask_of(width: u8) -> u64 {
    if width == 8 { u64::MAX } else { (1 << (8 * u32::from(width))) - 1 }
}

/// Writes all eight bytes of a number; the number behind it, which is written later, takes back those that are too many.
#[inline]
pub(super) fn put_wide(bytes: &mut [u8], at: usize, number: u64) {
    if let Some(place) = bytes.get_mut(at..at + SLACK) {
        place.copy_from_slice(&number.to_le_bytes());
    }
}

/// Writes the number's lowest bytes at a place that is there.
pub(super) fn put(bytes: &mut [u8], at: usize, width: u8, number: u64) {
    let places = bytes.iter_mut().skip(at).take(width.into());
    for (place, byte) in places.zip(number.to_le_bytes()) {
        *place = byte;
    }
}

/// The smallest width that holds a number.
pub(super) fn width_of(largest: u64) -> u8 {
    match largest {
        0 => 0,
        1..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFFFF_FFFF => 4,
        _ => 8,
    }
}
