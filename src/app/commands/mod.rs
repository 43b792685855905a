//! The one list of commands. The menu bar, the palette, the keys and the sheet of keys show it,
//! and nothing else names a shortcut.

mod changes;
mod list;

use egui::{Context, Event, Key, KeyboardShortcut};
use km0_core::named_enum;

use crate::app::app_ctx::AppCtx;

use super::state::State;
use crate::app::input::Input;

pub(super) use list::COMMANDS;

named_enum! {
    /// Where a command stands in the menu bar.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub(super) enum Menu {
        File = "menu-file",
        Recent = "menu-recent",
        CopyAs = "menu-copy-as",
        Edit = "menu-edit",
        Go = "menu-go",
        View = "menu-view",
        Theme = "menu-theme",
        Language = "menu-language",
        Views = "menu-views",
        Help = "menu-help",
    }

    /// All of them, in this order.
    pub(super) ALL;
    /// The message with its title.
    pub(super) title;
}

impl Menu {
    /// The menus behind the button of the bar, from top to bottom.
    pub(super) const BAR: [Self; 7] =
        [Self::File, Self::Edit, Self::Go, Self::View, Self::Views, Self::Theme, Self::Help];
    /// The message above a group of its commands: what serves those who edit the data is told apart
    /// and stands last.
    pub(super) fn heading(self, group: u8) -> Option<&'static str> {
        (self == Self::Edit && group == 2).then_some("menu-curators")
    }

    /// The menu that it opens from, and the group of commands that it follows there.
    pub(super) fn parent(self) -> Option<(Self, u8)> {
        match self {
            Self::Recent => Some((Self::File, 0)),
            Self::CopyAs => Some((Self::Edit, 2)),
            Self::Theme | Self::Language => Some((Self::View, 3)),
            _ => None,
        }
    }
}

/// Whether a command can be given now; else the message that says why not.
pub(super) type Able = Result<(), &'static str>;

/// A command as people meet it.
#[derive(Debug)]
pub(super) struct CommandEntry {
    /// The message that names it. Ends in an ellipsis where a question follows.
    pub(super) label: &'static str,
    pub(super) menu: Menu,
    /// Commands of one group stand together, between lines.
    pub(super) group: u8,
    pub(super) keys: &'static [KeyboardShortcut],
    pub(super) able: fn(&State) -> Able,
    /// For a switch: whether it is on.
    pub(super) on: Option<fn(&State) -> bool>,
    /// The message that explains it, where its name leaves a question.
    pub(super) help: Option<&'static str>,
    /// What it would do now, where that can be said more exactly than by its name.
    now: Option<fn(&AppCtx<'_>) -> Option<String>>,
    pub(super) command: fn() -> Input,
}

impl CommandEntry {
    /// What it is called in its menu.
    pub(super) fn label(&self, ctx: &AppCtx<'_>) -> String {
        let now = self.now.and_then(|now| now(ctx));
        now.unwrap_or_else(|| ctx.words.t(self.label).to_owned())
    }

    /// What it is called where its menu is not in sight.
    pub(super) fn full_text(&self, ctx: &AppCtx<'_>) -> String {
        let text = self.label(ctx);
        if self.menu.parent().is_none() {
            return text;
        }
        ctx.words.with("command-of", &[("menu", ctx.words.t(self.menu.title()).into()), ("command", text.into())])
    }

    /// Its first keys as the desktop writes them; empty without.
    pub(super) fn keys_text(&self, ctx: &Context) -> String {
        self.keys.first().map(|keys| written(ctx, *keys)).unwrap_or_default()
    }

    /// All its keys.
    pub(super) fn all_keys_text(&self, ctx: &Context) -> String {
        self.keys.iter().map(|keys| written(ctx, *keys)).collect::<Vec<_>>().join("   ")
    }

    /// Its name with its keys, for a tooltip.
    pub(super) fn tooltip(&self, egui: &Context, ctx: &AppCtx<'_>) -> String {
        format!("{} ({})", self.label(ctx), self.keys_text(egui))
    }
}

/// The keys with the signs that are on them.
fn written(ctx: &Context, keys: KeyboardShortcut) -> String {
    let key = keys.logical_key;
    let sign = match key {
        // the toolkit's own arrows are in no bundled face
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        key => key.symbol_or_name(),
    };
    ctx.format_shortcut(&keys).replace(key.name(), sign)
}

/// The command of this label.
pub(super) fn find(label: &str) -> Option<&'static CommandEntry> {
    COMMANDS.iter().find(|entry| entry.label == label)
}

/// The commands of the keys that were pressed, which are taken out of the input.
pub(super) fn pressed(ctx: &Context, state: &State) -> Vec<Input> {
    let keys = || COMMANDS.iter().flat_map(|entry| entry.keys.iter().map(move |keys| (keys, entry)));
    let many = |keys: &KeyboardShortcut| keys.modifiers.shift || keys.modifiers.alt;
    // a key with fewer modifiers would take the presses of one with more
    let order = keys().filter(|(keys, _)| many(keys)).chain(keys().filter(|(keys, _)| !many(keys)));
    let found: Vec<_> = ctx.input_mut(|input| {
        let mut pressed = |keys: &KeyboardShortcut| {
            untype(&mut input.events, *keys);
            input.consume_shortcut(keys)
        };
        order.filter(|(keys, _)| pressed(keys)).map(|(_, entry)| entry).collect()
    });
    found.into_iter().filter(|entry| (entry.able)(state).is_ok()).map(|entry| (entry.command)()).collect()
}

/// Takes out the sign that a key types beside its command, which would land in the field that has the keyboard. The
/// toolkit does so for Ctrl; Alt types signs of its own on some keyboards.
fn untype(events: &mut Vec<Event>, keys: KeyboardShortcut) {
    let mut follows = false;
    events.retain(|event| match event {
        Event::Key { key, pressed: true, modifiers, .. } => {
            follows = *key == keys.logical_key && modifiers.alt && modifiers.matches_logically(keys.modifiers);
            true
        }
        Event::Text(_) => !std::mem::take(&mut follows),
        _ => true,
    });
}

/// Every command with its menu and its keys, as the rows of a Markdown table, for the manual.
pub fn command_table(lang: km0_core::model::Lang) -> String {
    let words = km0_core::words::Words::new(lang);
    let ctx = Context::default();
    ctx.set_os(egui::os::OperatingSystem::Nix);
    let row = |entry: &CommandEntry| {
        let keys: Vec<String> = entry.keys.iter().map(|keys| written(&ctx, *keys)).collect();
        let name = words.t(entry.label).trim_end_matches('…');
        format!("| {} | {name} | {} |\n", words.t(entry.menu.title()), keys.join(", "))
    };
    COMMANDS.iter().map(row).collect()
}
