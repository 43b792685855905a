//! The encodings that files of people in Vietnam and China have, under the names that mapping files
//! and the command line give them.

use std::fmt;

use encoding_rs::Encoding as Standard;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How the bytes of a file stand for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// An encoding of the WHATWG standard.
    Standard(&'static Standard),
    /// The Vietnamese standard of 1993, of fonts whose names begin with `.Vn`; also where its bytes
    /// were taken for Latin letters and saved as UTF-8.
    Tcvn3,
    /// Of fonts whose names begin with `VNI-`.
    Vni,
    /// UTF-8 that was taken for Latin letters and encoded again.
    DoubledUtf8,
}

impl Encoding {
    /// What is offered for a table.
    pub const OFFERED: [Self; 10] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Standard(encoding_rs::WINDOWS_1258),
        Self::Standard(encoding_rs::GB18030),
        Self::Standard(encoding_rs::BIG5),
        Self::Standard(encoding_rs::WINDOWS_1252),
        Self::Tcvn3,
        Self::Vni,
        Self::DoubledUtf8,
    ];

    /// The encoding of a name, in any form that the WHATWG standard knows.
    pub fn from_slug(slug: &str) -> Option<Self> {
        let slug = slug.trim().to_ascii_lowercase();
        Some(match slug.as_str() {
            "tcvn3" | "tcvn" | "abc" | "tcvn-5712" => Self::Tcvn3,
            "vni" | "vni-windows" => Self::Vni,
            "utf-8-twice" => Self::DoubledUtf8,
            _ => match Standard::for_label(slug.as_bytes())? {
                standard if standard == encoding_rs::UTF_8 => Self::Utf8,
                standard if standard == encoding_rs::UTF_16LE => Self::Utf16Le,
                standard if standard == encoding_rs::UTF_16BE => Self::Utf16Be,
                // the larger set holds the smaller
                standard if standard == encoding_rs::GBK => Self::Standard(encoding_rs::GB18030),
                standard if standard == encoding_rs::REPLACEMENT => return None,
                standard => Self::Standard(standard),
            },
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Standard(standard) => standard.name(),
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::DoubledUtf8 => "UTF-8-twice",
        })
    }
}

impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = String::deserialize(deserializer)?;
        Self::from_slug(&slug).ok_or_else(|| serde::de::Error::custom(format!("{slug:?} is no encoding that is known")))
    }
}
