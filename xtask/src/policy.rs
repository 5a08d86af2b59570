//! The content policy and the build id of the upload folder: the page and its workers can reach only their own origin.
//!
//! Trunk's start script is inline and known only after the build, so it is allowed here by its hash. `serve` has no
//! policy, because Trunk's reload socket is inline too.

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

const CHARSET: &str = "<meta charset=\"utf-8\" />";

/// `html` with the policy and the build id directly after the character set, because a policy applies only to what
/// follows it.
pub fn add(html: &str, build: &str) -> Result<String> {
    ensure!(
        html.matches(CHARSET).count() == 1,
        "index.html must hold `{CHARSET}` once: the content policy goes behind it"
    );
    let policy = policy(&inline_scripts(html));
    let metas = format!(
        "{CHARSET}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />\n    \
         <meta name=\"benyuan-build\" content=\"{build}\" />"
    );
    // Its name has no hash, so a browser might keep it longer than the page.
    let html = html.replacen("src=\"boot.js\"", &format!("src=\"boot.js?v={build}\""), 1);
    Ok(html.replacen(CHARSET, &metas, 1))
}

/// The build id that `add` wrote.
pub fn build_of(html: &str) -> Option<&str> {
    html.split_once("name=\"benyuan-build\" content=\"")?.1.split('"').next()
}

fn policy(scripts: &[&str]) -> String {
    let hashes: String =
        scripts.iter().map(|script| format!(" 'sha256-{}'", base64(&Sha256::digest(script)))).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'self'; \
         form-action 'none'"
    )
}

/// The text of each script element without a `src`.
fn inline_scripts(html: &str) -> Vec<&str> {
    let elements = html.split("<script").skip(1).filter_map(|rest| rest.split_once("</script>"));
    let parts = elements.filter_map(|(element, _)| element.split_once('>'));
    parts.filter(|(attributes, _)| !attributes.contains("src=")).map(|(_, text)| text).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0u32, |word, at| word << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn only_inline_scripts_are_hashed() {
        let html = "<script src=\"boot.js\"></script><script type=\"module\">\nstart()\n</script>";
        assert_eq!(inline_scripts(html), ["\nstart()\n"]);
    }

    #[test]
    fn nothing_unsafe_is_allowed_but_webassembly() {
        let policy = policy(&["start()"]);
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.replace("'wasm-unsafe-eval'", "").contains("unsafe"), "{policy}");
        assert!(!policy.contains("http") && !policy.contains('*'), "{policy}");
    }

    #[test]
    fn the_build_is_found_again() {
        let html = add("<head><meta charset=\"utf-8\" /><title></title></head>", "0123456789ab").unwrap();
        assert_eq!(build_of(&html), Some("0123456789ab"));
        assert!(add("<meta charset=\"utf-8\" /><script src=\"boot.js\">", "01").unwrap().contains("\"boot.js?v=01\""));
        assert!(html.find("Content-Security-Policy") < html.find("<title>"));
    }
}
