//! Points as Well-Known Text, longitude first.

use crate::model::parts::Position;

use super::notation::push_number;

/// `POINT (106.7 21.9)`, or several as `MULTIPOINT`; nothing for none.
pub(super) fn push(points: &[&Position], out: &mut Vec<u8>) {
    push_each(points, out, |point, out| degrees(point, out));
}

/// As [`push`], of what `degrees` writes the position of.
pub(super) fn push_each<T>(points: &[T], out: &mut Vec<u8>, mut degrees: impl FnMut(&T, &mut Vec<u8>)) {
    let name = match points {
        [] => return,
        [_] => "POINT (",
        _ => "MULTIPOINT (",
    };
    out.extend(name.as_bytes());
    for (at, point) in points.iter().enumerate() {
        out.extend(if at == 0 { &b""[..] } else { b", " });
        degrees(point, out);
    }
    out.push(b')');
}

/// `106.7 21.9`.
pub(super) fn degrees(position: &Position, out: &mut Vec<u8>) {
    push_number(position.lon, out);
    out.push(b' ');
    push_number(position.lat, out);
}
