//! Text out of HTML, as descriptions of places and slides come.

/// The text without tags; paragraphs and breaks become line ends.
pub(super) fn text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        rest = if rest.starts_with('<') { tag(rest, &mut out) } else { entity(rest, &mut out) };
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// The text with its entities put in, and otherwise as it is.
pub(super) fn unescaped(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = entity(rest.get(rest.len() - after.len() - 1..).unwrap_or_default(), &mut out);
    }
    out.push_str(rest);
    out
}

/// Skips a tag; what only looks like one is text.
fn tag<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let inner = rest.get(1..).unwrap_or_default();
    let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let end = inner.find('>').filter(|_| is_tag);
    let Some(end) = end else {
        out.push('<');
        return inner;
    };
    let name = inner.get(..end).unwrap_or_default().trim_start_matches('/').to_ascii_lowercase();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if matches!(name, "br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3") && !out.ends_with('\n') {
        out.push('\n');
    }
    inner.get(end + 1..).unwrap_or_default()
}

/// `&amp;`, `&#7841;`, `&#x1EA1;`; what is none stays as it is.
fn entity<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let known = rest.get(1..).and_then(|inner| {
        let (name, after) = inner.split_once(';').filter(|(name, _)| name.len() <= 10)?;
        Some((named(name)?, after))
    });
    let (c, after) = known.unwrap_or_else(|| ('&', rest.get(1..).unwrap_or_default()));
    out.push(c);
    after
}

/// The character that an entity of HTML or XML stands for.
pub(super) fn named(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let code = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(text("<p>Ký kết &amp; trao đổi</p><p>2 < 3 &#7841;<br/>x</p>"), "Ký kết & trao đổi\n2 < 3 ạ\nx");
        assert_eq!(text("a & b"), "a & b");
        assert_eq!(text("<b onclick='x'>đậm</b>"), "đậm");
    }
}
