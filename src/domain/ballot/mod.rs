//! An answer's way in: a link's token, a sheet of answers, and the seal around it. Does not know who holds which token.

mod keys;
mod seal;
mod sheet;
mod slot;
mod token;

pub use keys::{BadKeyFile, WaveKeys, WavePublicKey};
pub(crate) use seal::Opener;
pub use seal::{SealError, Sealed};
pub use sheet::{BadAnswer, Sheet};
pub use slot::{Placement, SealedPlacement};
pub use token::{BadToken, BallotId, SlotId, Token};
