//! Enums that are stored by number. A number is never given to another value; the order of the values is free.

/// An enum that is stored by the number of each value. An unknown number is an error.
macro_rules! numbered {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $value:ident = $number:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$about])* $value = $number),*
        }

        impl $name {
            /// Every value, as listed.
            pub const ALL: [Self; [$($number),*].len()] = [$(Self::$value),*];

            pub const fn of_number(number: i64) -> Option<Self> {
                match number {
                    $($number => Some(Self::$value),)*
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32(*self as u32)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = <u32 as serde::Deserialize>::deserialize(deserializer)?;
                Self::of_number(number.into()).ok_or_else(|| serde::de::Error::custom(stringify!($name)))
            }
        }
    };
}

pub(crate) use numbered;
