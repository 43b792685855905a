//! Points as Well-Known Text, longitude first.

use crate::model::parts::Position;

use super::notation::push_number;

/// `POINT (106.7 21.9)`, or several as `MULTIPOINT`; nothing for none.
pub(super) fn push(points: &[&Position], out: &mut Vec<u8>) {
    let name = match points {
        [] => return,
        [_] => "POINT (",
        _ => "MULTIPOINT (",
    };
    out.extend(name.as_bytes());
    for (at, position) in points.iter().enumerate() {
        out.extend(if at == 0 { &b""[..] } else { b", " });
        push_number(position.lon, out);
        out.push(b' ');
        push_number(position.lat, out);
    }
    out.push(b')');
}
