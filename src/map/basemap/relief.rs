//! The relief under the fills: where its image lies, and its pixels.

use super::origin;
use crate::map::geo::MercatorPoint;

const IMAGE: &[u8] = include_bytes!("../../../assets/map/relief.png");
/// West, south, east, north of the image in degrees, as `scripts/basemap` cuts it.
const FRAME: [f64; 4] = [96.0, 16.0, 114.0, 30.0];

/// An image in grey.
pub(super) struct Relief {
    pub(super) size: [u32; 2],
    pub(super) pixels: Vec<u8>,
}

/// The image; one flat pixel where it can't be read.
pub(super) fn image() -> Relief {
    match image::load_from_memory_with_format(IMAGE, image::ImageFormat::Png) {
        Ok(image) => {
            let grey = image.into_luma8();
            Relief { size: [grey.width(), grey.height()], pixels: grey.into_raw() }
        }
        Err(_) => Relief { size: [1, 1], pixels: vec![128] },
    }
}

/// What the shader is told: by what a local place is multiplied and moved to lie in the image, how much of
/// the relief is seen, and room to a multiple of 16 bytes.
pub(super) fn placed(strength: f32) -> [f32; 8] {
    let [west, south, east, north] = FRAME;
    let (min, max, zero) = (MercatorPoint::of(north, west), MercatorPoint::of(south, east), origin());
    let (wide, high) = (max.x - min.x, max.y - min.y);
    let [wider, higher] = [1.0 / wide, 1.0 / high].map(|part| part as f32);
    let [right, down] = [(zero.x - min.x) / wide, (zero.y - min.y) / high].map(|part| part as f32);
    [wider, higher, right, down, strength, 0.0, 0.0, 0.0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::basemap::build::local;

    #[test]
    fn the_image_is_read_and_lies_where_it_is_cut() {
        let relief = image();
        assert_eq!(relief.pixels.len() as u32, relief.size[0] * relief.size[1]);
        assert!(relief.size[0] > 500, "{:?}", relief.size);
        let flat = relief.pixels.iter().filter(|grey| **grey == 128).count();
        assert!(flat > relief.pixels.len() / 20, "the sea is flat: {flat}");
        let placed = placed(0.5);
        let uv = |lat, lon| {
            let at = local(MercatorPoint::of(lat, lon));
            [0, 1].map(|axis| at[axis] * placed[axis] + placed[axis + 2])
        };
        for (place, wanted) in [((30.0, 96.0), [0.0, 0.0]), ((16.0, 114.0), [1.0, 1.0])] {
            let found = uv(place.0, place.1);
            assert!(
                (found[0] - wanted[0] as f32).abs() < 1e-3 && (found[1] - wanted[1] as f32).abs() < 1e-3,
                "{found:?}"
            );
        }
    }
}
