//! stub
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseMonitor {
    rounds: u32,
    responded: f64,
    invited: f64,
    sum: f64,
}
impl Default for ResponseMonitor {
    fn default() -> Self {
        Self::new()
    }
}
impl ResponseMonitor {
    pub const ALARM: f64 = 3.3;
    pub fn new() -> Self {
        Self { rounds: 0, responded: 0.0, invited: 0.0, sum: 0.0 }
    }
    pub fn resume(rounds: u32, responded: f64, invited: f64, sum: f64) -> Option<Self> {
        Some(Self { rounds, responded, invited, sum })
    }
    pub fn rounds(&self) -> u32 {
        self.rounds
    }
    pub fn responded(&self) -> f64 {
        self.responded
    }
    pub fn invited(&self) -> f64 {
        self.invited
    }
    pub fn sum(&self) -> f64 {
        self.sum
    }
    pub fn step(&mut self, responded: u32, invited: u32, rate: f64, effect: f64) -> f64 {
        let (r, n) = (f64::from(responded), f64::from(invited));
        if self.rounds >= 3 {
            let p = (self.responded + 12.0 * rate) / (self.invited + 12.0);
            let o = p / (1.0 - p) * effect.exp();
            let p0 = o / (1.0 + o);
            let p1 = 0.4 * o / (1.0 + 0.4 * o);
            self.sum = (self.sum + r * (p1 / p0).ln() + (n - r) * ((1.0 - p1) / (1.0 - p0)).ln()).max(0.0);
        }
        self.rounds += 1;
        self.responded += r;
        self.invited += n;
        self.sum
    }
}
