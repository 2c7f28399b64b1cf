//! What a relay's certificate says, for people to read. Does not decide whether it is believed.

use chrono::{DateTime, NaiveDate};
use tokio_rustls::rustls::pki_types::CertificateDer;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The names it is for.
    pub names: Vec<String>,
    /// Who has signed it.
    pub issuer: String,
    /// Its last day (UTC).
    pub until: NaiveDate,
}

impl Certificate {
    /// Reads a certificate; nothing where it is none.
    pub(super) fn read(certificate: &CertificateDer<'_>) -> Option<Self> {
        let (_, found) = X509Certificate::from_der(certificate).ok()?;
        let named = found.subject_alternative_name().ok().flatten();
        let names = named.iter().flat_map(|named| &named.value.general_names).filter_map(|name| match name {
            GeneralName::DNSName(name) => Some((*name).to_owned()),
            _ => None,
        });
        let until = DateTime::from_timestamp(found.validity().not_after.timestamp(), 0)?.date_naive();
        Some(Self { names: names.collect(), issuer: common_name(found.issuer()), until })
    }
}

fn common_name(name: &X509Name<'_>) -> String {
    let first = name.iter_organization().chain(name.iter_common_name()).find_map(|part| part.as_str().ok());
    first.map_or_else(|| name.to_string(), str::to_owned)
}
