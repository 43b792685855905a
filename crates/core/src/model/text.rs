//! Text in up to three languages.

use crate::named_enum;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Cite, List};

named_enum! {
    /// An interface and data language.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Lang {
        #[default]
        Vi = "vi",
        En = "en",
        Zh = "zh",
    }

    /// Every language, in the order of menus.
    pub ALL;
    /// The BCP 47 tag.
    pub tag;
}

impl Lang {
    /// The language's own name, for a language menu.
    pub fn endonym(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Zh => "中文",
        }
    }
}

/// One thing said in several languages. A language that is not given is empty.
///
/// Takes one pointer: most texts that a record could have are not given, and there may be a million
/// records.
#[derive(Clone, Default)]
pub struct Text(Option<Box<Forms>>);

/// What a [`Text`] says, by language; its fields are read through the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    pub vi: Box<str>,
    pub en: Box<str>,
    pub zh: Box<str>,
    /// The Chinese form in Latin letters.
    pub pinyin: Box<str>,
    /// Who says that the Chinese form is right.
    pub zh_cite: List<Cite>,
}

static NOTHING: LazyLock<Forms> = LazyLock::new(Forms::default);

impl Deref for Text {
    type Target = Forms;

    fn deref(&self) -> &Forms {
        self.0.as_deref().unwrap_or_else(|| &NOTHING)
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut Forms {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        (self.0.is_none() && other.0.is_none()) || **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl From<Forms> for Text {
    fn from(forms: Forms) -> Self {
        Self((forms != Forms::default()).then(|| Box::new(forms)))
    }
}

impl Text {
    /// A text in three languages; empty where one is not given.
    pub fn new(vi: &str, en: &str, zh: &str) -> Self {
        Forms { vi: vi.into(), en: en.into(), zh: zh.into(), ..Forms::default() }.into()
    }

    /// What is said in `lang` alone.
    pub fn said(lang: Lang, said: impl Into<Box<str>>) -> Self {
        let mut text = Self::default();
        text.set(lang, said);
        text
    }

    /// Puts what is said in a language in place of what was.
    pub fn set(&mut self, lang: Lang, said: impl Into<Box<str>>) {
        let said = said.into();
        match lang {
            Lang::Vi => self.vi = said,
            Lang::En => self.en = said,
            Lang::Zh => self.zh = said,
        }
    }

    /// The text in `lang`, else in the language most readers of `lang` also read:
    /// vi ↔ en, and zh → en → vi.
    pub fn get(&self, lang: Lang) -> &str {
        let Some(forms) = &self.0 else { return "" };
        let order: [&str; 3] = match lang {
            Lang::Vi => [&forms.vi, &forms.en, &forms.zh],
            Lang::En => [&forms.en, &forms.vi, &forms.zh],
            Lang::Zh => [&forms.zh, &forms.en, &forms.vi],
        };
        order.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The text in exactly `lang`, empty where it is not given.
    pub fn only(&self, lang: Lang) -> &str {
        let Some(forms) = &self.0 else { return "" };
        match lang {
            Lang::Vi => &forms.vi,
            Lang::En => &forms.en,
            Lang::Zh => &forms.zh,
        }
    }

    /// Every form that is given, pinyin included.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        [&self.vi, &self.en, &self.zh, &self.pinyin].into_iter().map(|form| &**form).filter(|form| !form.is_empty())
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.forms().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_one_the_reader_knows() {
        let text = Text::new("Cửa khẩu", "Gate", "");
        assert_eq!(text.get(Lang::Vi), "Cửa khẩu");
        assert_eq!(text.get(Lang::Zh), "Gate");
        let only_vi = Text::said(Lang::Vi, "Mốc");
        assert_eq!(only_vi.get(Lang::En), "Mốc");
        assert_eq!(only_vi.get(Lang::Zh), "Mốc");
    }
}
