//! stub
pub fn phi(m: &[(f64, f64, f64)]) -> Option<f64> {
    let a: f64 = m.iter().map(|(n, _, s)| (n - 1.0) * s).sum();
    let b: f64 = m.iter().map(|(n, y, _)| (n - 1.0) * y * (100.0 - y)).sum();
    (b > 0.0).then(|| a / b)
}
pub fn variance_ratio(m: &[(f64, f64, f64)], phi: f64, centre: f64) -> Option<f64> {
    let a: f64 = m.iter().map(|(n, _, s)| (n - 1.0) * s).sum();
    let b: f64 = m
        .iter()
        .map(|(n, y, _)| {
            let y = (n * y + 4.0 * centre) / (n + 4.0);
            (n - 1.0) * phi * y * (100.0 - y)
        })
        .sum();
    (b > 0.0).then(|| a / b)
}
