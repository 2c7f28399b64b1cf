//! Passwords: hashed with Argon2id, checked one or two at a time. Does not know accounts.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest password, in bytes: nobody types more, and hashing more is work for an attacker to give away.
const LONGEST: usize = 256;

/// Why a password can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too few characters.
    #[error("a password needs at least {SHORTEST} characters; a sentence of a few words is easiest")]
    TooShort,
    /// Too many bytes.
    #[error("a password can't be longer than {LONGEST} bytes")]
    TooLong,
    /// The hash failed.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// OWASP's first choice for Argon2id: 19 MiB of memory, two passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// Hashes a new password with a salt of its own, as a PHC string.
///
/// # Errors
/// When the password is too short or too long, or the operating system gives no randomness.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::TooLong);
    }
    let hash = argon2().hash_password(password.as_bytes()).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// Lets two passwords be checked at a time, so that guessing can't eat the machine.
pub(crate) struct Turnstile(Semaphore);

impl Default for Turnstile {
    fn default() -> Self {
        Self(Semaphore::new(2))
    }
}

impl Turnstile {
    /// A place for other work of that kind.
    pub(crate) async fn pass(&self) -> Option<SemaphorePermit<'_>> {
        self.0.acquire().await.ok()
    }

    /// Whether `password` belongs to `hash`. Without a hash the same work is done in vain, so that the time of the
    /// answer does not tell which accounts exist.
    pub(crate) async fn check(&self, password: String, hash: Option<String>) -> bool {
        let Ok(_place) = self.0.acquire().await else { return false };
        let work = tokio::task::spawn_blocking(move || {
            if password.len() > LONGEST {
                return false;
            }
            let Some(hash) = hash else {
                let _ = argon2().hash_password(password.as_bytes());
                return false;
            };
            PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
        });
        work.await.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_a_least_and_a_most() {
        assert_eq!(hash("elevenchars"), Err(PasswordError::TooShort));
        assert_eq!(hash(&"x".repeat(257)), Err(PasswordError::TooLong));
    }

    #[tokio::test]
    async fn only_the_right_password_passes_and_hashes_are_salted() {
        let first = hash("four quiet green frogs").expect("a hash");
        let second = hash("four quiet green frogs").expect("a hash");
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, second);
        let turnstile = Turnstile::default();
        assert!(turnstile.check("four quiet green frogs".into(), Some(first.clone())).await);
        assert!(!turnstile.check("four quiet green frog".into(), Some(first)).await);
        assert!(!turnstile.check("four quiet green frogs".into(), None).await);
        assert!(!turnstile.check("four quiet green frogs".into(), Some("damaged".into())).await);
    }
}
