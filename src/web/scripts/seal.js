// Seals the answers in the browser before they are sent: HPKE (RFC 9180) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256
// and AES-128-GCM, base mode, one message. Needs nothing but WebCrypto; without it the form is sent as it is and the
// server seals on arrival. Does not know who answers.
"use strict";
(() => {
  const form = document.querySelector("form[data-key]");
  const subtle = globalThis.crypto?.subtle;
  if (!form || !globalThis.isSecureContext || !subtle) return;

  const utf8 = new TextEncoder();
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };
  const bytes = (base64url) =>
    Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (array) => {
    let binary = "";
    for (const byte of array) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const two = (number) => Uint8Array.of(number >> 8, number & 255);

  // HKDF-SHA256 with the labels of RFC 9180, section 4.
  const KEM = join(utf8.encode("KEM"), two(0x10));
  const SUITE = join(utf8.encode("HPKE"), two(0x10), two(1), two(1));
  const VERSION = utf8.encode("HPKE-v1");
  const hmac = async (key, data) => {
    // WebCrypto refuses an empty key; HMAC pads it with zeros anyway.
    const raw = key.length ? key : new Uint8Array(32);
    const imported = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await subtle.sign("HMAC", imported, data));
  };
  const extract = (suite, salt, label, ikm) => hmac(salt, join(VERSION, suite, utf8.encode(label), ikm));
  // All lengths here are at most 32, so that one block is enough.
  const expand = async (suite, prk, label, info, length) =>
    (await hmac(prk, join(two(length), VERSION, suite, utf8.encode(label), info, Uint8Array.of(1)))).slice(0, length);

  const P256 = { name: "ECDH", namedCurve: "P-256" };
  const NOTHING = new Uint8Array();

  // Encapsulated key and ciphertext in one.
  const seal = async (recipient, info, aad, plain) => {
    const key = await subtle.importKey("raw", recipient, P256, false, []);
    const ephemeral = await subtle.generateKey(P256, false, ["deriveBits"]);
    const encapsulated = new Uint8Array(await subtle.exportKey("raw", ephemeral.publicKey));
    const shared = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: key }, ephemeral.privateKey, 256));
    const extracted = await extract(KEM, NOTHING, "eae_prk", shared);
    const secret = await expand(KEM, extracted, "shared_secret", join(encapsulated, recipient), 32);
    const context = join(
      Uint8Array.of(0),
      await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
      await extract(SUITE, NOTHING, "info_hash", info),
    );
    const scheduled = await extract(SUITE, secret, "secret", NOTHING);
    const aes = await subtle.importKey("raw", await expand(SUITE, scheduled, "key", context, 16), "AES-GCM", false, ["encrypt"]);
    const nonce = await expand(SUITE, scheduled, "base_nonce", context, 12);
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, aes, plain);
    return join(encapsulated, new Uint8Array(sealed));
  };

  // A check in front keeps out what was cut short or belongs to another wave or link.
  const envelope = async (info, name, plain) => {
    const purpose = utf8.encode(info);
    const sealed = await seal(bytes(form.dataset.key), purpose, name, plain);
    const check = new Uint8Array(await subtle.digest("SHA-256", join(purpose, name, sealed))).slice(0, 16);
    return text(join(check, sealed));
  };

  // One byte for each statement, in the order of the page; 0 is no answer.
  const scores = () => {
    const plain = new Uint8Array(Number(form.dataset.scoresLength));
    form.querySelectorAll("fieldset").forEach((statement, place) => {
      const chosen = statement.querySelector("input:checked");
      plain[place] = chosen && chosen.value !== "-" ? Number(chosen.value) : 0;
    });
    return plain;
  };

  const complain = (sentence) => {
    const place = document.getElementById("complaint");
    place.textContent = sentence;
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
  };

  const hidden = (name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    return field;
  };

  const send = async () => {
    const answers = scores();
    const comment = utf8.encode(form.elements.comment.value.replaceAll("\r\n", "\n").trim().normalize("NFC"));
    const room = Number(form.dataset.commentLength) - 2;
    if (answers.every((answer) => answer === 0)) return complain(form.dataset.empty);
    if (comment.length > room) return complain(form.dataset.long);
    const padded = join(two(comment.length), comment, new Uint8Array(room - comment.length));
    const { scoresInfo, scoresName, commentInfo, commentName } = form.dataset;
    const sealed = [
      hidden("sealed.scores", await envelope(scoresInfo, bytes(scoresName), answers)),
      hidden("sealed.comment", await envelope(commentInfo, bytes(commentName), padded)),
    ];
    // A form of its own: what was chosen and written stays on the page and is never sent.
    const letter = document.createElement("form");
    Object.assign(letter, { method: "post", action: form.getAttribute("action"), hidden: true });
    letter.append(...sealed);
    document.body.append(letter);
    letter.submit();
    // Back in the history, everything still stands here and can be sent again.
    letter.remove();
  };

  document.getElementById("sealing").textContent = form.dataset.here;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Nothing is sent unsealed once the page has said that it seals.
    send().catch(() => complain(form.dataset.failed));
  });
})();
