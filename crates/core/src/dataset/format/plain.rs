//! Text out of HTML, as descriptions of places and slides come.

use memchr::memchr;

/// The text without tags; paragraphs and breaks become line ends.
pub(in crate::dataset) fn plain_text(html: &str) -> String {
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
    if let Some(comment) = inner.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let closes = inner.starts_with('/');
    let is_tag = inner.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    let end = inner.find('>').filter(|_| is_tag);
    let Some(end) = end else {
        out.push('<');
        return inner;
    };
    let name = inner.get(..end).unwrap_or_default().trim_start_matches('/').to_ascii_lowercase();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = inner.get(end + 1..).unwrap_or_default();
    match name {
        "script" | "style" | "head" | "title" if !closes => return after_end(rest, name),
        // cells stand apart, and their row is one line
        "td" | "th" if !closes && !out.is_empty() && !out.ends_with('\n') => out.push_str(" | "),
        "br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" | "hr"
        | "dt" | "dd" | "blockquote" | "pre" | "section" | "article" | "header" | "footer" | "caption" | "figure"
            if !out.ends_with('\n') =>
        {
            out.push('\n');
        }
        _ => {}
    }
    rest
}

/// What stands behind the end of an element that is not read.
fn after_end<'a>(rest: &'a str, name: &str) -> &'a str {
    let is_end =
        |at: &usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    let end = rest.match_indices("</").map(|(at, _)| at).find(is_end);
    end.and_then(|at| rest.get(at..)?.split_once('>')).map_or("", |(_, rest)| rest)
}

/// Whether a text has tags that are those of HTML.
pub(in crate::dataset) fn is_html(text: &str) -> bool {
    // most texts need no more of a look
    memchr(b'<', text.as_bytes()).is_some()
        && ["</", "<br", "<p>", "<BR", "<P>", "<img"].iter().any(|tag| text.contains(tag))
        && text.contains('>')
}

/// Whether a text has characters in the form of HTML: `&#7897;`.
pub(in crate::dataset) fn is_coded(text: &str) -> bool {
    memchr(b'&', text.as_bytes()).is_some()
        && ["&#", "&amp;", "&nbsp;", "&quot;"].iter().any(|code| text.contains(code))
}

/// The addresses on the web that HTML refers to, each once; text alone has none.
pub(in crate::dataset) fn links(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if !html.contains('<') {
        return found;
    }
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        for name in ["href", "src"] {
            let value = tag.split_once(name).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
            let Some(value) = value.map(str::trim_start) else { continue };
            let value = match value.strip_prefix(['"', '\'']) {
                Some(rest) => rest.split(['"', '\'']).next(),
                None => value.split_whitespace().next(),
            };
            let value = unescaped(value.unwrap_or_default());
            let web = value.starts_with("http://") || value.starts_with("https://");
            if web && found.len() < MOST_LINKS && !found.contains(&value) {
                found.push(value);
            }
        }
    }
    found
}

/// Addresses that are kept of one text.
const MOST_LINKS: usize = 50;

/// `&amp;`, `&#7841;`, `&#x1EA1;`; what is none stays as it is.
fn entity<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let known = rest.get(1..).and_then(|inner| {
        let end = inner.bytes().take(11).position(|byte| byte == b';')?;
        let (name, after) = (inner.get(..end)?, inner.get(end + 1..)?);
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
        _ => return NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    })
}

/// Characters that HTML has names for, as pages in Vietnamese and English have them.
const NAMED: &[(&str, char)] = &[
    ("iexcl", '¡'),
    ("cent", '¢'),
    ("pound", '£'),
    ("yen", '¥'),
    ("sect", '§'),
    ("copy", '©'),
    ("laquo", '«'),
    ("reg", '®'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("para", '¶'),
    ("middot", '·'),
    ("raquo", '»'),
    ("frac12", '½'),
    ("iquest", '¿'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("times", '×'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("divide", '÷'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("yuml", 'ÿ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("euro", '€'),
    ("trade", '™'),
    ("hellip", '…'),
    ("bull", '•'),
    ("prime", '′'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("permil", '‰'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("larr", '←'),
    ("rarr", '→'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("minus", '−'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("shy", '\u{ad}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(
            plain_text("<p>Ký kết &amp; trao đổi</p><p>2 < 3 &#7841;<br/>x</p>"),
            "Ký kết & trao đổi\n2 < 3 ạ\nx"
        );
        assert_eq!(plain_text("a & b"), "a & b");
        assert_eq!(plain_text("<b onclick='x'>đậm</b>"), "đậm");
        assert_eq!(plain_text("<style>p{}</style>a<!-- b -->c<script>1<2</SCRIPT>"), "ac");
        assert_eq!(plain_text("H&ograve;a B&igrave;nh &ndash; &unknown; &"), "Hòa Bình – &unknown; &");
    }

    #[test]
    fn cells_of_a_table_stand_apart() {
        let table =
            "<table><tr><th>Ngày</th><th>Nội dung</th></tr><tr><td>25/4</td><td>Hội đàm</td></tr></table><p>x</p>";
        assert_eq!(plain_text(table), "Ngày | Nội dung\n25/4 | Hội đàm\nx");
    }

    #[test]
    fn addresses_are_found_in_tags_alone() {
        let html = "<a href='https://example.org/?a=1&amp;b=2'>x</a> https://example.org/y <img src=http://e.org/p><a href=\"javascript:1\">";
        assert_eq!(links(html), ["https://example.org/?a=1&b=2", "http://e.org/p"]);
        assert_eq!(links("https://example.org"), Vec::<String>::new());
    }
}
