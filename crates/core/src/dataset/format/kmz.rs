//! KMZ: a packed KML file, and whatever pictures go with it.

use std::borrow::Cow;
use std::io::Read;

use super::Broken;
use super::zip_bomb_guard::open_archive;
use crate::dataset::problem::Rule;

/// Bytes that a map may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;

/// The maps in an archive, the main one first, with their names.
pub(in crate::dataset) fn maps(bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Broken> {
    let remedy = "pack it again, or open the .kml in it";
    let broken = |what: String| Broken::new(Rule::Syntax, 1, what, remedy);
    let mut archive = open_archive(bytes, remedy)?;
    let mut names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(Cow::into_owned).filter(|name| is_map(name)).collect();
    // the one that a program opens is called doc.kml, or is the first that lies at the top
    names.sort_by_key(|name| (!name.eq_ignore_ascii_case("doc.kml"), name.contains('/'), name.clone()));
    let mut maps = Vec::new();
    let mut left = MAX_UNPACKED;
    for name in names {
        let file = archive.by_name(&name).map_err(|error| broken(format!("{name} can't be unpacked: {error}")))?;
        let mut bytes = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut bytes);
        read.map_err(|error| broken(format!("{name} can't be unpacked: {error}")))?;
        if bytes.len() as u64 > left {
            return Err(Broken::new(Rule::TooLarge, 1, "the maps in it unpack to more than 256 MiB", "split them"));
        }
        left -= bytes.len() as u64;
        maps.push((name, bytes));
    }
    if maps.is_empty() {
        return Err(Broken::new(Rule::Empty, 1, "the archive holds no KML file", "open an archive with a .kml in it"));
    }
    Ok(maps)
}

fn is_map(name: &str) -> bool {
    let is_kml = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("kml"));
    is_kml && !name.starts_with("__MACOSX/")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_main_map_comes_first() {
        let bytes = packed(&[("files/a.kml", b"1"), ("icon.png", b"x"), ("doc.kml", b"2"), ("__MACOSX/doc.kml", b"3")]);
        let names: Vec<String> = maps(bytes).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["doc.kml", "files/a.kml"]);
        assert_eq!(maps(packed(&[("icon.png", b"x")])).unwrap_err().rule, Rule::Empty);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_not_unpacked() {
        let huge = vec![b' '; usize::try_from(MAX_UNPACKED).unwrap() + 1];
        let bytes = packed(&[("doc.kml", &huge)]);
        assert!(bytes.len() < 1 << 20);
        assert_eq!(maps(bytes).unwrap_err().rule, Rule::TooLarge);
        assert_eq!(maps(b"PK\x03\x04 no archive".to_vec()).unwrap_err().rule, Rule::Syntax);
    }
}
