// Draws the base map from buffers that never change: what moves is in the uniform.

struct Paint {
    // Gamma space, multiplied by its alpha.
    color: vec4<f32>,
    // Half the width of a line in points, its dash and its gap; a line without dashes has none.
    shape: vec4<f32>,
}

struct Frame {
    // Local coordinates to points on the screen.
    scale: f32,
    // Points over which the edge of a line fades: one pixel.
    feather: f32,
    offset: vec2<f32>,
    // The part of the screen, in points, that clip space spans.
    view_min: vec2<f32>,
    view_size: vec2<f32>,
    // Local coordinates to those of the relief's image, and how much of it is seen.
    relief: vec4<f32>,
    relief_strength: vec4<f32>,
    paints: array<Paint, PAINTS>,
}

@group(0) @binding(0) var<uniform> frame: Frame;
@group(0) @binding(1) var relief: texture_2d<f32>;
@group(0) @binding(2) var relief_sampler: sampler;

struct Out {
    @builtin(position) position: vec4<f32>,
    // Points from the middle of the line, and along it.
    @location(0) across: f32,
    @location(1) along: f32,
    @location(2) @interpolate(flat) slot: u32,
    // Where in the relief's image.
    @location(3) uv: vec2<f32>,
}

@vertex
fn vertex(
    @location(0) place: vec2<f32>,
    @location(1) normal: vec2<f32>,
    @location(2) side: f32,
    @location(3) along: f32,
    @location(4) slot: u32,
) -> Out {
    // pushed out after the scaling, so that a line is as wide at every zoom
    let across = side * (frame.paints[slot].shape.x + frame.feather * 0.5);
    let point = place * frame.scale + frame.offset + normal * across - frame.view_min;
    var out: Out;
    out.position = vec4<f32>(
        2.0 * point.x / frame.view_size.x - 1.0,
        1.0 - 2.0 * point.y / frame.view_size.y,
        0.0,
        1.0,
    );
    out.across = across;
    out.along = along * frame.scale;
    out.slot = slot;
    out.uv = place * frame.relief.xy + frame.relief.zw;
    return out;
}

fn shaded(in: Out) -> vec4<f32> {
    let paint = frame.paints[in.slot];
    let cover = clamp((paint.shape.x - abs(in.across)) / frame.feather + 0.5, 0.0, 1.0);
    let period = paint.shape.y + paint.shape.z;
    let on_dash = period <= 0.0 || in.along % period < paint.shape.y;
    let color = paint.color * select(0.0, cover, on_dash);
    // land only, and fading out towards the image's edges
    let land = in.slot == 0u || in.slot >= UNITSu;
    let edge = min(min(in.uv.x, 1.0 - in.uv.x), min(in.uv.y, 1.0 - in.uv.y));
    let strength = select(0.0, frame.relief_strength.x, land) * smoothstep(0.0, 0.16, edge);
    let shade = textureSampleLevel(relief, relief_sampler, in.uv, 0.0).r - 128.0 / 255.0;
    return vec4<f32>(min(color.rgb * (1.0 + 2.0 * strength * shade), vec3<f32>(color.a)), color.a);
}

@fragment
fn gamma_target(in: Out) -> @location(0) vec4<f32> {
    return shaded(in);
}

// A target that turns what it is given into gamma space itself.
@fragment
fn linear_target(in: Out) -> @location(0) vec4<f32> {
    let color = shaded(in);
    let low = color.rgb / vec3<f32>(12.92);
    let high = pow((color.rgb + vec3<f32>(0.055)) / vec3<f32>(1.055), vec3<f32>(2.4));
    return vec4<f32>(select(high, low, color.rgb < vec3<f32>(0.04045)), color.a);
}
