//! From the provider's code to a person whom it vouches for: fetches the token, checks it, and looks for an address.
//! Does not know accounts.

use std::sync::Arc;

use domain::EmailAddress;
use openidconnect::core::{
    CoreErrorResponseType, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AuthorizationCode, ClaimsVerificationError, Nonce, OAuth2TokenResponse, RequestTokenError,
    SignatureVerificationError, SubjectIdentifier, TokenResponse,
};
use store::Identity;

use super::SingleSignOn;
use super::pending::Login;
use super::provider::Need;
use super::refusal::{Cause, Reason, Turned};

/// Signatures with the provider's own private keys. Those with a secret that we share with it, and none at all, are not
/// among them: whoever has the secret could otherwise sign tokens.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// The longest name that a provider may give somebody, by its standard.
const LONGEST_SUBJECT: usize = 255;

/// Somebody for whom the provider vouches.
pub(super) struct Verified {
    /// Who it is, for the provider.
    pub(super) identity: Identity,
    /// Their address, if the provider has verified that it is theirs.
    pub(super) email: Option<EmailAddress>,
}

/// Whom this code of the provider stands for.
pub(super) async fn verify(sso: &SingleSignOn, login: Login, code: String) -> Result<Verified, Turned> {
    let metadata = sso.metadata(Need::Known).await?;
    let token = exchange(sso, &metadata, login.verifier, AuthorizationCode::new(code)).await?;
    let id_token = token.id_token().ok_or(Turned::Refused(Reason::NoToken))?;
    let claims = match check(sso, &metadata, id_token, &login.nonce) {
        Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
            let renewed = sso.metadata(Need::NewKeys).await?;
            check(sso, &renewed, id_token, &login.nonce)
        }
        checked => checked,
    };
    let claims = claims.map_err(|error| Turned::Refused(reason(&error)))?;
    let subject = claims.subject().clone();
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT {
        return Err(Turned::Refused(Reason::Token));
    }
    let trust = sso.settings.trust_email;
    let mut email = address(claims.email().map(|email| email.as_str()), claims.email_verified(), trust);
    if claims.email().is_none() {
        // By the standard, addresses are told at the endpoint for users; many providers put them into the token as well.
        let told = ask_about(sso, &metadata, token.access_token().clone(), subject.clone()).await?;
        email = told.and_then(|told| address(told.email().map(|email| email.as_str()), told.email_verified(), trust));
    }
    let issuer = sso.settings.issuer.to_string();
    Ok(Verified { identity: Identity { issuer, subject: subject.to_string() }, email })
}

impl SingleSignOn {
    /// The provider's endpoints and keys.
    pub(super) async fn metadata(&self, need: Need) -> Result<Arc<CoreProviderMetadata>, Turned> {
        self.provider.metadata(&self.client, &self.settings.issuer, need).await
    }
}

/// The provider's answer to a code.
async fn exchange(
    sso: &SingleSignOn,
    metadata: &CoreProviderMetadata,
    verifier: openidconnect::PkceCodeVerifier,
    code: AuthorizationCode,
) -> Result<CoreTokenResponse, Turned> {
    let party = sso.party(metadata);
    let answer = sso.client.talk(move |client| match party.exchange_code(code) {
        Ok(request) => request.set_pkce_verifier(verifier).request(client).map_err(|error| match error {
            RequestTokenError::ServerResponse(answer) => match answer.error() {
                CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                    Turned::Away(Cause::Secret)
                }
                _ => Turned::Refused(Reason::Code),
            },
            RequestTokenError::Request(error) => Turned::Away(Cause::Unreachable(error.to_string())),
            // A token that is no token at all, such as one without a signature's name, can't even be read.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Turned::Refused(Reason::Token),
        }),
        Err(_) => Err(Turned::Away(Cause::Token)),
    });
    answer.await?
}

/// Checks signature, issuer, audience, expiry and nonce of a token.
fn check<'a>(
    sso: &SingleSignOn,
    metadata: &CoreProviderMetadata,
    token: &'a CoreIdToken,
    nonce: &Nonce,
) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
    let (id, issuer) = (sso.settings.client_id.clone(), sso.settings.issuer.clone());
    // Without the secret it can't check a signature that was made with the secret, whatever a token says of itself.
    let verifier = CoreIdTokenVerifier::new_public_client(id, issuer, metadata.jwks().clone());
    token.claims(&verifier.set_allowed_algs(ALGORITHMS), nonce)
}

fn reason(error: &ClaimsVerificationError) -> Reason {
    match error {
        ClaimsVerificationError::Expired(_) => Reason::Expired,
        ClaimsVerificationError::InvalidAudience(_) => Reason::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => Reason::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => Reason::Nonce,
        ClaimsVerificationError::SignatureVerification(_) => Reason::Signature,
        _ => Reason::Token,
    }
}

/// What the provider tells about somebody beside the token, where it has an endpoint for it.
async fn ask_about(
    sso: &SingleSignOn,
    metadata: &CoreProviderMetadata,
    access: AccessToken,
    subject: SubjectIdentifier,
) -> Result<Option<CoreUserInfoClaims>, Turned> {
    let party = sso.party(metadata);
    sso.client.talk(move |client| party.user_info(access, Some(subject)).ok()?.request(client).ok()).await
}

/// An address that somebody certainly has: one that the provider has verified, or of which it says nothing where the
/// configuration trusts it to give out addresses itself. One that is said not to be verified never counts.
fn address(email: Option<&str>, verified: Option<bool>, trust: bool) -> Option<EmailAddress> {
    if verified.unwrap_or(trust) { email?.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_verified_address_counts() {
        let counts = |verified, trust| address(Some("ada@example.org"), verified, trust).is_some();
        assert!(counts(Some(true), false) && counts(Some(true), true) && counts(None, true));
        assert!(!counts(None, false) && !counts(Some(false), false) && !counts(Some(false), true));
        assert!(address(Some("ada"), Some(true), true).is_none() && address(None, Some(true), true).is_none());
    }
}
