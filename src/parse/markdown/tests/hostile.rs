//! Texts made to break a parser.

use super::*;

#[test]
fn deep_nesting_is_refused() {
    let too_deep = |markdown: &str| {
        let (body, diagnostics) = parsed(markdown);
        body == Body::default()
            && matches!(diagnostics[..], [Diagnostic { problem: Problem::TooDeep { most: 100 }, .. }])
    };
    assert!(too_deep(&"> ".repeat(20_000)));
    assert!(too_deep(&(0..2000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<String>()));
    assert!(too_deep(&format!("{}x", "<div>".repeat(20_000))));
    assert!(too_deep(&format!("a {}", "<b>".repeat(20_000))));
    assert!(!too_deep(&format!("{}x", "> ".repeat(98))));
}

#[test]
fn long_and_odd_texts_come_to_an_end() {
    let texts = [
        "[".repeat(50_000),
        "[a](".repeat(20_000),
        "[[".repeat(20_000),
        "![[".repeat(20_000),
        "![".repeat(50_000),
        "*a ".repeat(20_000),
        "`".repeat(50_000),
        "<".repeat(50_000),
        "<!--".repeat(10_000),
        "<a ".repeat(10_000),
        "<p \"=".repeat(10_000),
        "<p>".to_owned() + &"<svg>".repeat(10_000),
        "'a ".repeat(20_000),
        "a'".repeat(20_000),
        "| ".repeat(20_000),
        format!("|a|\n|-|\n{}", "|b|\n".repeat(10_000)),
        "[^1]".repeat(10_000) + "\n\n[^1]: x",
        (0..5000).map(|n| format!("[^{n}]\n\n[^{n}]: [^{}]\n\n", n + 1)).collect(),
        "[^1]\n\n[^1]: ".to_owned() + &"[^2] ".repeat(20_000) + "\n\n[^2]: x",
        "## a\n".repeat(10_000),
        "> [!LES]\n\n".repeat(5000),
        "\u{0}\r\u{85}\u{feff}\u{202e}".repeat(1000),
    ];
    for text in texts {
        parsed(&text);
    }
}
