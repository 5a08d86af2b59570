//! The first format of pages: rows one after another, in postcard. Frozen: such pages are read and put into columns, never written.
//! A version of it had so many values a row ([`Import::ROW_FORMATS`]); what a version had not is absent.

use crate::{
    columnar::{Page, PageWriter},
    model::{
        ids::{Origin, Serial},
        rows::{Kind, Listed, put_origin, put_serial},
        visible::visible,
    },
    schema::{import::Import, row::Stored},
};
use serde::{Deserialize, de::DeserializeSeed};
use std::borrow::Cow;

/// How many values a row has in each version.
pub fn formats(kind: Kind) -> &'static [usize] {
    of_kind!(kind, Row => Row::ROW_FORMATS)
}

/// `None`: no such rows were ever written.
pub fn read(kind: Kind, format: u8, bytes: &[u8]) -> Option<Page> {
    let values = *formats(kind).get(usize::from(format).checked_sub(1)?)?;
    of_kind!(kind, Row => rows::<Row>(bytes, values))
}

fn rows<T: Listed>(bytes: &[u8], values: usize) -> Option<Page> {
    let mut reader = postcard::Deserializer::from_bytes(bytes);
    let mut page = PageWriter::new();
    let count = usize::deserialize(&mut reader).ok()?;
    for _ in 0..count {
        let (serial, origin) = <(Serial, Origin)>::deserialize(&mut reader).ok()?;
        let mut row: T = Stored::of(values).deserialize(&mut reader).ok()?;
        clean(row.name_mut());
        if !page.begin_row() {
            return None;
        }
        put_serial(&mut page, serial);
        put_origin(&mut page, origin);
        row.put(&mut page);
    }
    Page::open(page.finish()).ok()
}

/// Names of earlier versions may hold marks that nobody sees; two spellings of one name would be two people.
fn clean(name: &mut String) {
    if let Cow::Owned(seen) = visible(name) {
        *name = seen;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            ids::FileId,
            rows::{At, CardRow, DriveRow, origin_of, serial_of},
            values::{Phone, Vin},
        },
        time::{Day, Moment},
    };

    const ID: Serial = Serial { device: 7, sequence: 300 };
    const ORIGIN: Origin = Origin { file: FileId(2), sheet: 1, row: 40 };

    /// As the version wrote it that brought test drives.
    #[test]
    fn test_drives_come_into_columns() {
        let at = Moment::at(Day::from_epoch_days(20_700), 14, 5);
        let drive = |name: &str| {
            let phone = Phone::<String>::Masked("138****5678".to_owned());
            let values = (Some("远岚 L5"), at, Some("陈立"), Some("底盘扎实"), Some(9_u8));
            (ID, ORIGIN, name.to_owned(), phone, values)
        };
        let bytes = postcard::to_stdvec(&[drive("甲\u{200b}一"), drive("")].to_vec()).unwrap();
        let page = read(Kind::Drives, 1, &bytes).unwrap();
        let row = page.row(0).unwrap();
        assert_eq!((serial_of(row), origin_of(row)), (ID, ORIGIN));
        let drive: At<DriveRow> = At::new(row);
        assert_eq!(
            (drive.name(), drive.phone(), drive.model()),
            ("甲一", Phone::Masked("138****5678"), Some("远岚 L5"))
        );
        assert_eq!((drive.at(), drive.consultant(), drive.score()), (at, Some("陈立"), Some(9)));
        assert_eq!(drive.feedback(), Some("底盘扎实"));
        assert_eq!(page.len(), 2);
        for cut in 0..bytes.len() {
            assert!(read(Kind::Drives, 1, &bytes[..cut]).is_none(), "{cut} bytes");
        }
        assert!(read(Kind::Drives, 0, &bytes).is_none() && read(Kind::Drives, 2, &bytes).is_none());
    }

    /// Cards had 13 values, then 14.
    #[test]
    fn cards_of_two_versions_come_into_columns() {
        let day = |day| Some(Day::from_epoch_days(day));
        let car =
            (Some(Vin("LX9TW8ES3TB106461".to_owned())), Phone::<String>::Absent, "甲一", Some("苏A1"), None::<&str>);
        let days = (day(1), day(2), Some("马东"), day(3), day(4));
        let first = (ID, ORIGIN, car, days, (Some("金卡"), Some(32_000_u32), day(5)));
        let check = |format: u8, bytes: &[u8], next: Option<u32>| {
            let page = read(Kind::Cards, format, bytes).unwrap();
            let card: At<CardRow> = At::new(page.row(0).unwrap());
            assert_eq!((card.vin(), card.plate(), card.model()), (Some(Vin("LX9TW8ES3TB106461")), Some("苏A1"), None));
            assert_eq!((card.filed(), card.last_service(), card.next_service()), (day(1), day(2), day(3)));
            assert_eq!((card.bought(), card.warranty_until(), card.adviser()), (day(4), day(5), Some("马东")));
            assert_eq!((card.tag(), card.mileage_km(), card.next_service_km()), (Some("金卡"), Some(32_000), next));
        };
        check(1, &postcard::to_stdvec(&[first.clone()].to_vec()).unwrap(), None);
        check(2, &postcard::to_stdvec(&[(first, Some(40_000_u32))].to_vec()).unwrap(), Some(40_000));
    }
}
