//! What exports add to records that can be worked out from the rest: written for other programs,
//! and passed over when it is read back.

/// Properties of this program's own GeoJSON features.
pub const OF_FEATURES: [&str; 9] = [
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "gates",
    "places",
    "placed_by",
    "placed_at",
    "error_m",
];

/// Columns of this program's own tables.
pub(super) const OF_TABLES: [&str; 10] = [
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "gates",
    "gates_vi",
    "gates_en",
    "places",
    "places_vi",
    "places_en",
];
