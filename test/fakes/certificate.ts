// A certificate of our own for far ends of the network that speak TLS: made for a test and trusted by its process alone.
// X.509 (RFC 5280) as DER, as little of it as OpenSSL needs.

import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const [INTEGER, BIT_STRING, OCTET_STRING, OID, UTF8, UTC_TIME, SEQUENCE, SET] = [
  0x02, 0x03, 0x04, 0x06, 0x0c, 0x17, 0x30, 0x31,
];
const [DNS_NAME, VERSION, EXTENSIONS] = [0x82, 0xa0, 0xa3];

const ECDSA_SHA256 = Buffer.from("2a8648ce3d040302", "hex");
const COMMON_NAME = Buffer.from("550403", "hex");
const SUBJECT_ALT_NAME = Buffer.from("551d11", "hex");
const BASIC_CONSTRAINTS = Buffer.from("551d13", "hex");
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** Both as PEM; good for these names from 2020 to 2049. */
export function createCertificate(names: readonly string[]): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const algorithm = der(SEQUENCE, der(OID, ECDSA_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, COMMON_NAME), der(UTF8, Buffer.from("test")))));
  const times = ["200101000000Z", "491231235959Z"].map((time) => der(UTC_TIME, Buffer.from(time)));
  const altNames = der(SEQUENCE, ...names.map((one) => der(DNS_NAME, Buffer.from(one))));
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, ...times),
    name,
    publicKey,
    der(
      EXTENSIONS,
      der(
        SEQUENCE,
        der(SEQUENCE, der(OID, BASIC_CONSTRAINTS), TRUE, der(OCTET_STRING, der(SEQUENCE, TRUE))),
        der(SEQUENCE, der(OID, SUBJECT_ALT_NAME), der(OCTET_STRING, altNames)),
      ),
    ),
  );
  const signature = sign("sha256", body, createPrivateKey(privateKey));
  const whole = der(SEQUENCE, body, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
  const base64 = (whole.toString("base64").match(/.{1,64}/g) ?? []).join("\n");
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}

/** Tag, length, contents. */
function der(tag: number | undefined, ...contents: readonly Buffer[]): Buffer {
  if (tag === undefined) throw new Error("no tag");
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
