//! Which numbers of answers are still possible. Does not know of which unit.

/// A set of numbers: each one below fifty by itself, from fifty on everything from some number up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Possible {
    /// Bit n stands for the number n, from 0 to 49.
    few: u64,
    /// Everything from here on, at least 50; `None` when all are below fifty.
    many: Option<u32>,
}

/// From this number on publications give no upper bound, so what lies above is never narrowed from above.
const MANY: u32 = 50;

/// The bits of the numbers below fifty that lie in this range.
const fn bits(from: u32, to: u32) -> u64 {
    let to = if to < MANY { to } else { MANY - 1 };
    if from > to { 0 } else { (1 << (to + 1)) - (1 << from) }
}

/// The numbers of a set of bits.
fn numbers(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let number = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(number)
    })
}

impl Possible {
    /// All numbers of a range; `None` stands for "and more".
    pub(super) fn between(from: u32, to: Option<u32>) -> Self {
        let few = bits(from, to.unwrap_or(MANY));
        Self { few, many: to.is_none_or(|to| to >= MANY).then_some(from.max(MANY)) }
    }

    /// One number below fifty.
    pub(super) fn only(number: u32) -> Self {
        Self::between(number, Some(number))
    }

    /// The smallest; `None` when nothing is possible.
    pub(super) fn least(self) -> Option<u32> {
        if self.few == 0 { self.many } else { Some(self.few.trailing_zeros()) }
    }

    /// The largest; `None` for "and more", and when nothing is possible.
    pub(super) fn most(self) -> Option<u32> {
        if self.many.is_some() { None } else { self.few.checked_ilog2() }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.few == 0 && self.many.is_none()
    }

    /// Whether there is no upper bound.
    pub(super) const fn is_open(self) -> bool {
        self.many.is_some()
    }

    /// The number, when it is the only one.
    pub(super) fn pinned(self) -> Option<u32> {
        self.least().filter(|_| self.many.is_none() && self.few.is_power_of_two())
    }

    /// What is possible in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { few: self.few & other.few, many: self.many.zip(other.many).map(|(a, b)| a.max(b)) }
    }

    /// What is possible in either.
    fn or(self, other: Self) -> Self {
        Self { few: self.few | other.few, many: self.many.into_iter().chain(other.many).min() }
    }

    /// Every sum of a number of each. Exact below fifty, with the exact smallest from fifty on.
    pub(super) fn plus(self, other: Self) -> Self {
        let sums = numbers(other.few).fold(0_u128, |sums, number| sums | u128::from(self.few) << number);
        let above = (sums >> MANY != 0).then(|| MANY + (sums >> MANY).trailing_zeros());
        let open = |many: Option<u32>, other: Self| Some(many?.saturating_add(other.least()?));
        let many = [above, open(self.many, other), open(other.many, self)].into_iter().flatten().min();
        #[expect(clippy::cast_possible_truncation, reason = "the sums below fifty fit in fifty bits")]
        let few = sums as u64 & bits(0, MANY);
        Self { few, many }
    }

    /// What a unit can hold when this is what the printed units inside it hold: as many, or at least `k` more.
    pub(super) fn and_a_rest(self, k: u32) -> Self {
        self.least().map_or(self, |least| self.or(Self::between(least.saturating_add(k), None)))
    }

    /// What one printed unit can hold when this is what the unit around it holds, and `others` what its neighbours hold.
    pub(super) fn room_beside(self, others: Self, k: u32) -> Self {
        if self.is_open() {
            // A rest can be as large as it takes.
            return Self::between(0, None);
        }
        let exactly = numbers(others.few).fold(0, |room, number| room | self.few >> number);
        let taken = others.least().map_or(u32::MAX, |least| least.saturating_add(k));
        let with_a_rest = self.most().and_then(|most| most.checked_sub(taken)).map_or(0, |most| bits(0, most));
        Self { few: exactly | with_a_rest, many: None }
    }

    /// What is left when this is what a unit holds and `inside` what the printed units inside it hold: 0, or at least
    /// `k`. Exact when this has an upper bound, otherwise the smallest non-empty rest is.
    pub(super) fn rest(self, inside: Self, k: u32) -> Self {
        let none = !self.and(inside).is_empty();
        let some = if self.is_open() {
            let least = inside.most().and_then(|most| self.least()?.checked_sub(most)).unwrap_or(0);
            Self::between(least.max(k), None)
        } else {
            let left = numbers(inside.few).fold(0, |left, number| left | self.few >> number);
            Self { few: left & bits(k, MANY), many: None }
        };
        if none { some.or(Self::only(0)) } else { some }
    }

    /// Without the possibility that there is nothing.
    pub(super) const fn of_something(self) -> Self {
        Self { few: self.few & !1, many: self.many }
    }
}
