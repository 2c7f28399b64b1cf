//! How published figures are written, the same on every page, chart and paper. Adds no precision to them.

use domain::{Answered, Bound, CaseBand, CaseKind, Interval, Language, Mean, Participation, Share};

use crate::Texts;

impl Texts {
    /// A number with `places` decimals and the language's decimal mark: `3.5`, `3,5`.
    pub fn decimal(&self, value: f64, places: usize) -> String {
        let text = format!("{value:.places$}");
        match self.language() {
            Language::English => text,
            Language::Dutch => text.replace('.', ","),
        }
    }

    /// A mean from 0 to 100 in whole points: `56`, `13 or lower`.
    pub fn mean_points(&self, mean: Mean) -> String {
        self.bounded(whole(mean.points()), mean.bound())
    }

    /// The same in three letters, for narrow cells: `56`, `≤13`.
    pub fn mean_briefly(&self, mean: Mean) -> String {
        let number = whole(mean.points());
        match mean.bound() {
            Bound::Exact => number,
            Bound::OrLower => format!("≤{number}"),
            Bound::OrHigher => format!("≥{number}"),
        }
    }

    /// A mean on the scale from 1 to 5: `3.25`, `1.5 or lower`.
    pub fn mean_on_scale(&self, mean: Mean) -> String {
        self.bounded(self.on_scale(mean.hundredths()), mean.bound())
    }

    /// A value in hundredths of a scale point: `3.25`.
    pub fn on_scale(&self, hundredths: u16) -> String {
        let places = if hundredths.is_multiple_of(10) { 1 } else { 2 };
        self.decimal(f64::from(hundredths) / 100.0, places)
    }

    fn bounded(&self, value: String, bound: Bound) -> String {
        match bound {
            Bound::Exact => value,
            Bound::OrLower => self.tell("or-lower", &[("value", value)]),
            Bound::OrHigher => self.tell("or-higher", &[("value", value)]),
        }
    }

    /// An interval from 0 to 100 in whole points: `44–69`.
    pub fn interval_points(&self, interval: Interval) -> String {
        let (low, high) = self.interval_ends(interval);
        format!("{low}–{high}")
    }

    /// The two ends of an interval from 0 to 100, each in whole points.
    pub fn interval_ends(&self, interval: Interval) -> (String, String) {
        let (low, high) = interval.points();
        (whole(low), whole(high))
    }

    /// A share: `about 40%`, `less than 15%`.
    pub fn share(&self, share: Share) -> String {
        match share {
            Share::UnderFifteen => self.say("under-fifteen-percent"),
            Share::About(percent) => self.tell("about-percent", &[("value", percent.to_string())]),
            Share::EightyFiveOrMore => self.say("eighty-five-percent-or-more"),
        }
    }

    /// How many of all people took part, as a sentence.
    pub fn took_part(&self, share: Participation) -> String {
        let percent = [("percent", share.percent().to_string())];
        if share.is_cut_off() {
            self.tell("method-took-part-most", &percent)
        } else {
            self.tell("method-took-part", &percent)
        }
    }

    /// The same in a table: `75%`, `95% or more`.
    pub fn took_part_short(&self, share: Participation) -> String {
        let percent = self.tell("chart-percent", &[("value", share.percent().to_string())]);
        if share.is_cut_off() { self.tell("or-more", &[("value", percent)]) } else { percent }
    }

    /// What somebody came about.
    pub fn case(&self, kind: CaseKind) -> String {
        self.say(&format!("case-{}", kind.name()))
    }

    /// How many people came: `fewer than 5`, `5–9`, `50 or more`; `None` where it would say nothing.
    pub fn cases(&self, band: CaseBand) -> Option<String> {
        match (band.from(), band.to()) {
            (0, None) => None,
            (0, Some(to)) => Some(self.tell("case-fewer", &[("value", to + 1)])),
            (from, Some(to)) => Some(format!("{from}–{to}")),
            (from, None) => Some(self.tell("or-more", &[("value", from.to_string())])),
        }
    }

    /// How many answered: `5–9`, `50 or more`.
    pub fn answered(&self, answered: Answered) -> String {
        match answered.to() {
            Some(to) => format!("{}–{to}", answered.from()),
            None => self.tell("or-more", &[("value", answered.from().to_string())]),
        }
    }
}

/// Whole points, halves upwards: `62.5` is `63`.
fn whole(points: f64) -> String {
    format!("{:.0}", (points + 0.5).floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wear_the_mark_of_their_language() {
        assert_eq!(Texts::of(Language::English).decimal(3.5, 1), "3.5");
        assert_eq!(Texts::of(Language::Dutch).decimal(3.25, 2), "3,25");
        assert_eq!(whole(62.5), "63");
        assert_eq!(whole(56.25), "56");
        assert_eq!(whole(0.0), "0");
    }

    #[test]
    fn the_ends_of_a_share_are_words() {
        let texts = Texts::of(Language::English);
        assert_eq!(texts.share(Share::About(40)), "about 40%");
        assert_eq!(texts.share(Share::UnderFifteen), "less than 15%");
    }
}
