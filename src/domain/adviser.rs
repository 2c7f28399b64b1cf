//! The confidential adviser's card: how to reach the person people can turn to. Does not know any conversation.

/// What is shown of the adviser in letters, on pages and on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adviser {
    /// The adviser's name.
    pub name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mailbox of the adviser's own.
    pub email: Option<String>,
    /// When the adviser can be reached.
    pub hours: Option<String>,
}

impl Adviser {
    /// The ways to reach the adviser, those that are known, in the order in which they are shown.
    pub fn ways(&self) -> Vec<&str> {
        [&self.phone, &self.email, &self.hours].into_iter().filter_map(|way| way.as_deref()).collect()
    }
}
