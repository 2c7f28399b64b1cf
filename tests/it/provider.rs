//! A tiny provider of single sign-on on loopback, which says what a story wants it to say: also what no real one would.
//! Knows no story.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

pub(crate) const CLIENT: &str = "polsslag";
pub(crate) const SECRET: &str = "between-us";

/// A key that signs tokens, with its name.
pub(crate) struct Key {
    name: String,
    pair: EcdsaKeyPair,
}

impl Key {
    /// A new key.
    pub(crate) fn named(name: &str) -> Self {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("a key");
        Self { name: name.to_owned(), pair }
    }

    /// The public half, as everybody knows it.
    pub(crate) fn public(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// The public half, as a provider tells it.
    fn jwk(&self) -> Value {
        let point = self.public();
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.name,
                "x": BASE64URL_NOPAD.encode(&point[1..33]), "y": BASE64URL_NOPAD.encode(&point[33..]) })
    }

    /// A token signed with this key.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        token(&json!({ "alg": "ES256", "kid": self.name }), claims, |message| {
            self.pair.sign(&SystemRandom::new(), message).expect("a signature").as_ref().to_vec()
        })
    }

    /// A token "signed" with something that both sides know.
    pub(crate) fn sign_with_shared(&self, shared: &[u8], claims: &Value) -> String {
        token(&json!({ "alg": "HS256", "kid": self.name }), claims, |message| {
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, shared), message).as_ref().to_vec()
        })
    }
}

/// A token with any header and any signature.
pub(crate) fn token(header: &Value, claims: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let message = format!("{}.{}", part(header), part(claims));
    let signature = BASE64URL_NOPAD.encode(&sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// What the provider says, and what it was asked.
pub(crate) struct Says {
    /// Its discovery document.
    pub(crate) document: Value,
    pub(crate) key: Key,
    /// The token and the challenge for each code that was not yet used.
    pub(crate) codes: BTreeMap<String, (String, String)>,
    /// What it tells about whoever has the access token.
    pub(crate) person: Value,
    /// How often each path was asked for.
    pub(crate) asked: BTreeMap<String, usize>,
}

/// A running provider; it ends with the test.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    says: Arc<Mutex<Says>>,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let document = json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"), "userinfo_endpoint": format!("{issuer}/me"),
            "jwks_uri": format!("{issuer}/keys"), "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"],
        });
        let (codes, asked) = (BTreeMap::new(), BTreeMap::new());
        let says = Says { document, key: Key::named("first"), codes, person: json!({}), asked };
        let says = Arc::new(Mutex::new(says));
        let of_thread = Arc::clone(&says);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let says = Arc::clone(&of_thread);
                thread::spawn(move || answer(stream, &says));
            }
        });
        Self { issuer, says }
    }

    pub(crate) fn says(&self) -> MutexGuard<'_, Says> {
        self.says.lock().expect("what it says")
    }
}

fn answer(stream: TcpStream, says: &Mutex<Says>) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut input = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        head.push(line.trim().to_owned());
    }
    let header = |name: &str| {
        head.iter().find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)))
    };
    let length = header("content-length").map_or(0, |(_, length)| length.parse().expect("a number"));
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    let path = head.first()?.split(' ').nth(1)?;
    let authorization = header("authorization").map(|(_, value)| value);
    let (status, content) = says.lock().ok()?.reply(path, authorization, &String::from_utf8(body).ok()?);
    let text = content.to_string();
    let length = text.len();
    let head = format!("HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {length}");
    out.write_all(format!("{head}\r\nLocation: /elsewhere\r\nConnection: close\r\n\r\n{text}").as_bytes()).ok()
}

impl Says {
    fn reply(&mut self, path: &str, authorization: Option<&str>, body: &str) -> (u16, Value) {
        *self.asked.entry(path.to_owned()).or_default() += 1;
        match path {
            "/.well-known/openid-configuration" if self.document.is_null() => (302, Value::Null),
            "/.well-known/openid-configuration" => (200, self.document.clone()),
            "/keys" => (200, json!({ "keys": [self.key.jwk()] })),
            "/me" if authorization == Some("Bearer access") => (200, self.person.clone()),
            "/token"
                if authorization
                    != Some(&format!("Basic {}", BASE64.encode(format!("{CLIENT}:{SECRET}").as_bytes()))) =>
            {
                (401, json!({ "error": "invalid_client" }))
            }
            "/token" => {
                let field = |name: &str| body.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
                let proof =
                    BASE64URL_NOPAD.encode(digest(&SHA256, field("code_verifier").unwrap_or("").as_bytes()).as_ref());
                match field("code").and_then(|code| self.codes.remove(code)) {
                    Some((token, challenge)) if challenge == proof => {
                        (200, json!({ "access_token": "access", "token_type": "Bearer", "id_token": token }))
                    }
                    _ => (400, json!({ "error": "invalid_grant" })),
                }
            }
            _ => (404, Value::Null),
        }
    }
}
