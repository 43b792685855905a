//! Text in up to three languages.

use serde::{Deserialize, Serialize};

use super::Cite;

/// An interface and data language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::Vi, Self::En, Self::Zh];

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language's own name, for a language menu.
    #[must_use]
    pub fn endonym(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Zh => "中文",
        }
    }
}

/// One thing said in several languages. A language that is not given is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub vi: String,
    pub en: String,
    pub zh: String,
    /// The Chinese form in Latin letters.
    pub pinyin: String,
    /// Who says that the Chinese form is right.
    pub zh_cite: Vec<Cite>,
}

impl Text {
    /// The text in `lang`, else in the language most readers of `lang` also read:
    /// vi ↔ en, and zh → en → vi.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        let order: [&str; 3] = match lang {
            Lang::Vi => [&self.vi, &self.en, &self.zh],
            Lang::En => [&self.en, &self.vi, &self.zh],
            Lang::Zh => [&self.zh, &self.en, &self.vi],
        };
        order.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The text in exactly `lang`, empty where it is not given.
    #[must_use]
    pub fn only(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// Every form that is given, pinyin included.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        [&self.vi, &self.en, &self.zh, &self.pinyin].into_iter().map(String::as_str).filter(|form| !form.is_empty())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_one_the_reader_knows() {
        let text = Text { vi: "Cửa khẩu".into(), en: "Gate".into(), ..Text::default() };
        assert_eq!(text.get(Lang::Vi), "Cửa khẩu");
        assert_eq!(text.get(Lang::Zh), "Gate");
        let only_vi = Text { vi: "Mốc".into(), ..Text::default() };
        assert_eq!(only_vi.get(Lang::En), "Mốc");
        assert_eq!(only_vi.get(Lang::Zh), "Mốc");
    }
}
