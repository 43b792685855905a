//! Enums whose members have a word each.

/// An enum of plain members, each with the word by which files, arguments or messages know it; the list of all of them,
/// in the order in which they stand, and the function that gives the word.
///
/// ```
/// km0_core::named_enum! {
///     /// Which side of a gate.
///     #[derive(Clone, Copy, Debug, PartialEq)]
///     pub enum Side {
///         /// Where the dataset begins.
///         Vietnam = "vn",
///         China = "cn",
///     }
///
///     /// Both.
///     pub ALL;
///     /// As it stands in files.
///     pub slug;
/// }
/// assert_eq!(Side::ALL.map(Side::slug), ["vn", "cn"]);
/// ```
#[macro_export]
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident { $($(#[$own:meta])* $member:ident = $word:literal,)+ }

        $(#[$all_meta:meta])*
        $all_vis:vis ALL;
        $(#[$word_meta:meta])*
        $word_vis:vis $word_of:ident;
    ) => {
        $(#[$meta])*
        $vis enum $name {
            $($(#[$own])* $member,)+
        }

        impl $name {
            $(#[$all_meta])*
            $all_vis const ALL: [Self; [$($word),+].len()] = [$(Self::$member),+];

            $(#[$word_meta])*
            $word_vis const fn $word_of(self) -> &'static str {
                match self {
                    $(Self::$member => $word,)+
                }
            }
        }
    };
}
