//! Opens the comments of a closed wave for the confidential adviser. Shows them to nobody.

use domain::{Passphrase, UnitPath, WaveLabel};
use store::{Store, StoreError};

use crate::custody::admit;
use crate::{CustodyError, KeyFolder};

/// The comments of one class, in the order of the alphabet.
pub struct UnitComments {
    /// The unit under which they stand.
    pub unit: UnitPath,
    /// Their texts.
    pub texts: Vec<String>,
}

/// Why comments can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CommentsError {
    /// The custodian's key can't be used.
    #[error(transparent)]
    Custody(#[from] CustodyError),
    /// The comments were sealed for another custodian, or are damaged.
    #[error("the comments of wave {label} can't be opened with the custodian's key in the key folder")]
    Foreign {
        /// The wave.
        label: WaveLabel,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The comments of a closed wave, in the order of its tree; none when nowhere enough people wrote one.
///
/// # Errors
/// When the wave is not closed, the passphrase opens nothing, or disk or database refuse.
pub async fn comments(
    store: &Store,
    keys: &KeyFolder,
    label: &WaveLabel,
    passphrase: Option<Passphrase>,
) -> Result<Vec<UnitComments>, CommentsError> {
    let sealed = store.comments(label).await?;
    let Some(publication) = store.publication(label).await? else {
        return Err(StoreError::NotPublished { label: label.clone() }.into());
    };
    // Whoever asks must be admitted, also when there is nothing to read.
    let secret = admit(keys, passphrase).await?;
    let foreign = || CommentsError::Foreign { label: label.clone() };
    sealed
        .iter()
        .map(|class| {
            let unit = publication.units().get(class.unit as usize).ok_or_else(foreign)?;
            let texts = secret.read_comments(class, label).ok_or_else(foreign)?;
            Ok(UnitComments { unit: unit.path().clone(), texts })
        })
        .collect()
}
