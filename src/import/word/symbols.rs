//! Signs of symbol fonts, whose codes mean nothing without the font.

/// Whether a font is one of signs.
pub(super) fn is_symbol_font(name: &str) -> bool {
    matches!(name, "Symbol" | "Wingdings" | "Wingdings 2" | "Wingdings 3" | "Webdings")
}

/// The character that shows a code of a symbol font; `None` if it is not
/// known.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    // Word keeps the codes in the private area.
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match font {
        "Symbol" => symbol(code),
        "Wingdings" => wingdings(code),
        "Wingdings 2" => match code {
            0x50 | 0x52 => Some('✓'),
            0x4f | 0x51 | 0x53 => Some('✗'),
            0xa3 => Some('☐'),
            0x54 => Some('☒'),
            _ => None,
        },
        "Wingdings 3" => match code {
            0x7d | 0x84 => Some('▶'),
            0x7c => Some('◀'),
            _ => None,
        },
        "Webdings" => match code {
            0x61 => Some('✓'),
            0x72 => Some('✗'),
            0x34 => Some('▶'),
            _ => None,
        },
        _ => None,
    }
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x21 => '✏',
        0x28 => '☎',
        0x2a => '✉',
        0x45 | 0x46 => '☞',
        0x4a => '☺',
        0x4b => '😐',
        0x4c => '☹',
        0x6c => '●',
        0x6e | 0xa7 => '▪',
        0x6f | 0xa8 => '☐',
        0x71 => '❑',
        0x76 => '❖',
        0x9f => '•',
        0xab => '★',
        0xd8 => '➢',
        0xdf | 0xe7 => '←',
        0xe0 | 0xe8 => '→',
        0xe1 | 0xe9 => '↑',
        0xe2 | 0xea => '↓',
        0xf0 => '⇨',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

fn symbol(code: u32) -> Option<char> {
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x41..=0x5a => return GREEK.chars().nth(code as usize - 0x41),
        0x61..=0x7a => return GREEK_SMALL.chars().nth(code as usize - 0x61),
        0x20..=0x40 => return char::from_u32(code),
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xbc => '…',
        0xd6 => '√',
        0xde => '⇒',
        0xe5 => '∑',
        _ => return None,
    })
}
