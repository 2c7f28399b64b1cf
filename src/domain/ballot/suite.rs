//! The one way of sealing to a key: HPKE (RFC 9180) in base mode. Does not know what it seals, or why.

use hpke::aead::AesGcm128;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use zeroize::Zeroizing;

pub(super) type PrivateKey = <DhP256HkdfSha256 as Kem>::PrivateKey;
pub(super) type PublicKey = <DhP256HkdfSha256 as Kem>::PublicKey;

/// The encapsulated key: an uncompressed point of P-256.
const ENCAPSULATED: usize = 65;
/// What sealing adds: the encapsulated key in front, the tag of AES-128-GCM behind.
pub(super) const ADDED: usize = ENCAPSULATED + 16;

/// Something could not be sealed; says nothing about what it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the answer could not be sealed")]
pub struct SealError;

/// The key pair of a secret (`DeriveKeyPair` of RFC 9180, section 7.1.3).
pub(super) fn key_pair(secret: &[u8]) -> (PrivateKey, PublicKey) {
    DhP256HkdfSha256::derive_keypair(secret)
}

/// Encapsulated key and ciphertext in one.
pub(super) fn seal(key: &PublicKey, info: &[u8], name: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let (encapsulated, ciphertext) =
        single_shot_seal::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(&OpModeS::Base, key, info, plain, name)
            .map_err(|_| SealError)?;
    let mut bytes = Vec::with_capacity(plain.len() + ADDED);
    bytes.extend_from_slice(&encapsulated.to_bytes());
    bytes.extend(ciphertext);
    Ok(bytes)
}

/// What was sealed; `None` when the key, the purpose, the name or a byte is wrong.
pub(super) fn open(key: &PrivateKey, info: &[u8], name: &[u8], bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, ciphertext) = bytes.split_at_checked(ENCAPSULATED)?;
    let encapsulated = encapsulated_key(encapsulated)?;
    single_shot_open::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(
        &OpModeR::Base,
        key,
        &encapsulated,
        info,
        ciphertext,
        name,
    )
    .ok()
    .map(Zeroizing::new)
}

/// Whether the bytes begin with a point of the curve, as everything sealed does.
pub(super) fn begins_with_a_point(bytes: &[u8]) -> bool {
    bytes.get(..ENCAPSULATED).and_then(encapsulated_key).is_some()
}

fn encapsulated_key(bytes: &[u8]) -> Option<<DhP256HkdfSha256 as Kem>::EncappedKey> {
    Deserializable::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).expect("hexadecimal")
    }

    /// RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
    #[test]
    fn the_published_vector_opens() {
        let (private, public) = key_pair(&hex("668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550"));
        assert_eq!(
            private.to_bytes().to_vec(),
            hex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2")
        );
        assert_eq!(
            public.to_bytes().to_vec(),
            hex("04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30a\
                 d6aa8f80e30f1d128aafd68a2ce72ea0")
        );
        let sealed =
            hex("04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c09\
                          00be863c403ce65c9bfcb9382657222d18c4\
                          5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434");
        let info = hex("4f6465206f6e2061204772656369616e2055726e");
        let plain = open(&private, &info, b"Count-0", &sealed).expect("the published ciphertext");
        assert_eq!(plain.as_slice(), hex("4265617574792069732074727574682c20747275746820626561757479"));
        assert!(open(&private, &info, b"Count-1", &sealed).is_none());
    }
}
