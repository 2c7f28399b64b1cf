//! A long list a page at a time: which stretch is shown, and the addresses of the ones around it. Knows no list.

use rocket::http::RawStr;
use texts::Texts;

/// The stretch of a long list that a page shows.
pub(crate) struct Pages {
    /// `1–100 of 13,982`.
    pub(crate) shown: String,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl Pages {
    /// Page `number` (the first is 1) of a list of `of` entries, `most` to a page, at `address`; `None` when all fit
    /// on one page.
    pub(crate) fn of(number: u64, most: u64, of: u64, address: &Address, t: &Texts) -> Option<Self> {
        if of <= most && number == 1 {
            return None;
        }
        let last = of.div_ceil(most).max(1);
        let from = (skipped(number, most) + 1).min(of);
        let to = number.saturating_mul(most).min(of);
        let page = |number: u64| address.with("page", &number.to_string()).to_string();
        Some(Self {
            shown: t.tell("pages-shown", &[("from", from), ("to", to), ("of", of)]),
            previous: (number > 1).then(|| page(number.min(last + 1) - 1)),
            next: (number < last).then(|| page(number + 1)),
        })
    }
}

/// The page asked for. There are no more pages than this, and a database counts no further than its own numbers.
pub(crate) fn number(asked: Option<u64>) -> u64 {
    asked.unwrap_or(1).clamp(1, 1_000_000)
}

/// How many entries stand before page `number`.
pub(crate) const fn skipped(number: u64, most: u64) -> u64 {
    number.saturating_sub(1).saturating_mul(most)
}

/// An address with a query, put together piece by piece.
#[derive(Clone)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn of(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The address with one more field.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mark = if self.0.contains('?') { '&' } else { '?' };
        Self(format!("{}{mark}{name}={}", self.0, RawStr::new(value).percent_encode()))
    }

    /// The address with one more field, if there is a value.
    pub(crate) fn with_some(&self, name: &str, value: Option<impl ToString>) -> Self {
        value.map_or_else(|| self.clone(), |value| self.with(name, &value.to_string()))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    fn pages(number: u64, of: u64) -> Option<(String, Option<String>, Option<String>)> {
        let address = Address::of("/overview").with("inside", "Care & Cure/A");
        let t = Texts::of(Language::English);
        Pages::of(number, 50, of, &address, t).map(|pages| (pages.shown, pages.previous, pages.next))
    }

    fn page(number: u64) -> String {
        format!("/overview?inside=Care%20%26%20Cure%2FA&page={number}")
    }

    #[test]
    fn a_list_that_fits_has_no_pages() {
        assert_eq!(pages(1, 0), None);
        assert_eq!(pages(1, 50), None);
    }

    #[test]
    fn a_page_leads_to_the_ones_around_it_and_one_beyond_the_end_back_to_the_last() {
        assert_eq!(pages(1, 120), Some(("1–50 of 120".to_owned(), None, Some(page(2)))));
        assert_eq!(pages(3, 120), Some(("101–120 of 120".to_owned(), Some(page(2)), None)));
        assert_eq!(pages(9, 120).map(|(_, previous, next)| (previous, next)), Some((Some(page(3)), None)));
        assert_eq!(skipped(0, 50), 0);
    }
}
