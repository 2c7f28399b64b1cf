//! stub
pub fn benjamini_hochberg(p: &[f64], q: f64) -> Vec<bool> {
    let mut o: Vec<usize> = (0..p.len()).collect();
    o.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let m = p.len() as f64;
    let k = o
        .iter()
        .enumerate()
        .filter(|(r, i)| p[**i] <= q * (*r as f64 + 1.0) / m)
        .map(|(r, _)| r + 1)
        .max()
        .unwrap_or(0);
    let mut out = vec![false; p.len()];
    o.iter().take(k).for_each(|i| out[*i] = true);
    out
}
pub fn benjamini_bogomolov(f: &[Vec<f64>], q: f64) -> Vec<Vec<bool>> {
    let simes: Vec<f64> = f
        .iter()
        .map(|p| {
            let mut s = p.clone();
            s.sort_by(f64::total_cmp);
            s.iter().enumerate().map(|(i, p)| p * s.len() as f64 / (i as f64 + 1.0)).fold(1.0, f64::min)
        })
        .collect();
    let sel = benjamini_hochberg(&simes, q);
    let r = sel.iter().filter(|s| **s).count() as f64;
    f.iter()
        .zip(sel)
        .map(|(p, s)| if s { benjamini_hochberg(p, q * r / f.len() as f64) } else { vec![false; p.len()] })
        .collect()
}
