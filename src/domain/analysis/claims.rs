//! The error rates that the product tells its readers, in one place. `polsslag simulate` measures them, so that anybody
//! can check them; a test holds the two together.

/// How many of ten amber signals of a fall are chance, where one team in ten really falls.
pub const FALSE_OF_TEN_AMBER: u8 = 6;
/// How many of ten red ones.
pub const FALSE_OF_TEN_RED: u8 = 4;
/// How many of ten signals that a unit fell silent are chance, where one unit in ten really does.
pub const FALSE_OF_TEN_SILENT: u8 = 6;
/// How many of a hundred teams whose views are not divided are called divided by chance.
pub const DIVIDED_BY_CHANCE_OF_HUNDRED: u8 = 4;
/// How many false amber signals a hundred teams in which nothing happens give in a year.
pub const FALSE_AMBER_OF_HUNDRED_TEAM_YEARS: u8 = 10;
