//! An answer's way in: a link's token, a sheet of answers and a comment, and the seals around them. Does not know who
//! holds which token.

mod comment;
mod custodian;
mod custody;
mod envelope;
mod key_file;
mod keys;
mod passphrase;
mod seal;
mod sheet;
mod slot;
mod suite;
mod token;
mod wrap;

pub use comment::{Comment, CommentTooLong};
pub use custodian::{Custody, CustodySecrets, Holder, NotAdmitted};
pub(crate) use custody::alphabetical;
pub use custody::{CustodyPublicKey, CustodySecret, LockedKeys, SealedComments};
pub use envelope::{Address, BadEnvelope, Envelope, Part};
pub use key_file::{BadKeyFile, Opening, WaveSecrets};
pub use keys::{BadPublicKey, LetterKey, NoRandomness, WaveKeys, WavePublicKey};
pub use passphrase::{BadPassphrase, Passphrase};
pub(crate) use seal::Opener;
pub use seal::{Sealed, Submission};
pub use sheet::{BadAnswer, Sheet};
pub use slot::{Placement, SealedPlacement};
pub use suite::SealError;
pub use token::{BadToken, BallotId, SlotId, Token};
pub use wrap::{SealedWrappingKey, WrappingKey};
