//! Enums that are stored: each value has a number of its own, which is never given to another one. The order of the values is free.

/// An enum with a number for each value, by which it is stored. A number that nobody has is an error.
macro_rules! numbered {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $value:ident = $number:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$about])* $value = $number),*
        }

        impl $name {
            /// Every value, in the order in which they are listed.
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
