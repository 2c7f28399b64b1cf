//! The error rates that the product tells its readers, in one place. `polsslag simulate` measures them, so that anybody
//! can check them; a test holds the two together.

/// How many of ten amber signals of a fall are chance, where one team in ten really falls 15 points in two years: 0.62.
pub const FALSE_OF_TEN_AMBER: u8 = 6;
/// How many of ten red ones: 0.41.
pub const FALSE_OF_TEN_RED: u8 = 4;
/// How many of ten signals that a unit fell silent are chance, where one unit in ten really does: 0.63.
pub const FALSE_OF_TEN_SILENT: u8 = 6;
/// How many of a hundred teams whose views are not divided are called divided by chance, at most: 0.6 of those of eight.
pub const DIVIDED_BY_CHANCE_OF_HUNDRED: u8 = 1;
/// How many false amber signals a hundred teams in which nothing happens give in a year: 10.
pub const FALSE_AMBER_OF_HUNDRED_TEAM_YEARS: u8 = 10;
