#![allow(clippy::unwrap_used)]

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;

const ORDER: &[&str] = &["title", "description", "date", "draft", "themas", "regio", "fase"];

fn text(text: &str) -> NewValue {
    NewValue::Text(text.into())
}

fn list(items: &[&str]) -> NewValue {
    NewValue::List(items.iter().map(|item| text(item)).collect())
}

fn set(source: &str, key: &str, value: NewValue) -> Result<String, Refused> {
    with_changes(source, &[Change { key: key.into(), value: Some(value) }], ORDER)
}

fn remove(source: &str, key: &str) -> Result<String, Refused> {
    with_changes(source, &[Change { key: key.into(), value: None }], ORDER)
}

#[test]
fn toml_keeps_comments_order_and_unknown_keys() {
    let before = "+++\n# Kop\ntitle = \"Oud\"  # de titel\nonbekend = { a = 1 }\ndate = 2026-01-02 # dag\n\n\
                  draft   =   true\n[extra]\nx = 'y' # z\n+++\n\nTekst\n";
    let after = set(before, "title", text("Regio's \"nieuw\"")).unwrap();
    assert_eq!(after, before.replace("\"Oud\"", r#""Regio's \"nieuw\"""#));
    let after = set(before, "date", NewValue::Date(Date::constant(2027, 3, 4))).unwrap();
    assert_eq!(after, before.replace("2026-01-02", "2027-03-04"));
    assert_eq!(remove(before, "draft").unwrap(), before.replace("draft   =   true\n", ""));
    let after = set(before, "description", text("Nieuw")).unwrap();
    assert_eq!(
        after,
        before.replace("# de titel\n", "# de titel\ndescription = \"Nieuw\"\n"),
        "a new key stands where the order has it"
    );
    let after = set(before, "fase", text("borgen")).unwrap();
    assert_eq!(after, before.replace("true\n[extra]", "true\nfase = \"borgen\"\n[extra]"));
    assert_eq!(set(before, "title", text("Oud")).unwrap(), before);
}

#[test]
fn a_place_that_was_kept_is_used() {
    let before =
        "+++\ntitle = \"T\"\n# Fase: kies uit verkennen\n# fase = \"\"\n# Regio\n# regio = \"\"\n+++\n";
    let after = set(before, "fase", text("verkennen")).unwrap();
    assert_eq!(after, before.replace("# fase = \"\"\n", "# fase = \"\"\nfase = \"verkennen\"\n"));
}

#[test]
fn lists_on_one_line_keep_the_items_that_stay() {
    let before = "+++\ntitle = 'T'\nthemas = [ 'a', \"b\" ] # twee\n+++\n";
    assert_eq!(
        set(before, "themas", list(&["b", "c"])).unwrap(),
        before.replace("[ 'a', \"b\" ]", "[ \"b\", 'c' ]")
    );
    assert_eq!(set(before, "themas", list(&[])).unwrap(), "+++\ntitle = 'T'\n+++\n");
    assert_eq!(set(before, "title", text("Ti")).unwrap(), before.replace("'T'", "'Ti'"));
}

#[test]
fn lists_of_lines_keep_the_lines_that_stay() {
    let before = "+++\ntitle = \"T\"\nthemas = [\n  \"a\", # eerste\n  # los\n  \"b\", # tweede\n  \"c\" # derde\n]\n+++\n";
    assert_eq!(
        set(before, "themas", list(&["a", "c", "d"])).unwrap(),
        "+++\ntitle = \"T\"\nthemas = [\n  \"a\", # eerste\n  # los\n  \"c\", # derde\n  \"d\"\n]\n+++\n"
    );
    assert_eq!(set(before, "themas", list(&["a", "b"])).unwrap(), before.replace("  \"c\" # derde\n", ""));
}

#[test]
fn yaml_keeps_its_ways_of_writing() {
    let before = "---\ntitle: Begin klein # titel\ndescription: >\n  een\n  twee\nthemas:\n  - a\n  - 'b' # twee\nregio: ~\nx: {y: 1}\nfase: \"f\"\n---\nTekst\n";
    for (key, value, old, new) in [
        ("title", text("Begin groot"), "Begin klein", "Begin groot"),
        ("title", text("Begin: groot"), "Begin klein", "\"Begin: groot\""),
        ("title", text("2026"), "Begin klein", "\"2026\""),
        ("title", text("true"), "Begin klein", "\"true\""),
        ("title", text("- x # y"), "Begin klein", "\"- x # y\""),
        ("description", text("drie"), ">\n  een\n  twee", "drie"),
        ("themas", list(&["a", "c", "b"]), "  - a\n", "  - a\n  - c\n"),
        ("themas", list(&["b"]), "  - a\n", ""),
        ("themas", list(&["a", "b", "x: y"]), "# twee\n", "# twee\n  - \"x: y\"\n"),
        ("fase", text("g"), "\"f\"", "\"g\""),
    ] {
        assert_eq!(set(before, key, value).unwrap(), before.replace(old, new), "{key}");
    }
    assert_eq!(remove(before, "themas").unwrap(), before.replace("themas:\n  - a\n  - 'b' # twee\n", ""));
    assert_eq!(
        set("---\ntitle: T\nthemas: [a, b ] # x\n---\n", "themas", list(&["b", "c"])).unwrap(),
        "---\ntitle: T\nthemas: [b, c] # x\n---\n"
    );
    assert_eq!(set("---\ntitle: # nog\n---\n", "title", text("T")).unwrap(), "---\ntitle: T # nog\n---\n");
}

#[test]
fn what_cannot_be_changed_alone_is_refused() {
    let before = "---\ntitle: &t Regio\ndescription: *t\n---\n";
    assert_eq!(set(before, "title", text("X")), Err(Refused::Key("title".into())));
    assert_eq!(set(before, "description", text("X")), Err(Refused::Key("description".into())));
    assert_eq!(set("+++\ntitle = Oud\n+++\n", "title", text("X")), Err(Refused::Unreadable));
    assert_eq!(set("zomaar tekst", "title", text("X")), Err(Refused::Unreadable));
}

#[test]
fn line_ends_and_a_missing_last_one_are_kept() {
    let before = "+++\r\ntitle = \"T\"\r\n+++\r\n\r\neen\r\ntwee";
    assert_eq!(
        set(before, "regio", text("x")).unwrap(),
        before.replace("T\"\r\n", "T\"\r\nregio = \"x\"\r\n")
    );
    assert_eq!(shown_body(before), "een\ntwee");
    assert_eq!(with_body(before, "een\nanders\ntwee"), before.replace("een\r\n", "een\r\nanders\r\n"));
    assert_eq!(with_body("+++\n+++", "x"), "+++\n+++\n\nx\n");
    assert_eq!(with_body("+++\n+++\n\noud\n", "nieuw"), "+++\n+++\n\nnieuw\n");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Regio",
        "é",
        " ",
        ": ",
        "#",
        " # ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "-",
        "- ",
        "\n",
        "\t",
        "\\",
        "+++",
        "---",
        "~",
        "true",
        "2026-01-02",
        "1",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        ",",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{7f}",
        "\u{1f600}",
    ]);
    prop_oneof![prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat()), any::<String>()]
}

/// Files in every way of writing that this knows of.
fn any_file() -> impl Strategy<Value = String> {
    let toml = [
        "title = \"T\" # t",
        "title = 'T'",
        "description = \"\"\"\neen\ntwee\"\"\"",
        "onbekend = 1",
        "# los",
        "",
        "themas = [\"a\", \"b\"]",
        "themas = [\n  \"a\", # x\n  \"b\"\n]",
        "regio = \"r\"",
        "date = 2026-01-02",
        "a.b = 1",
        "fase = \"f\"",
        "[extra]",
        "x = 1",
    ];
    let yaml = [
        "title: T # t",
        "title: 'T'",
        "title: \"T\"",
        "description: >\n  een\n  twee",
        "onbekend: 1",
        "# los",
        "",
        "themas: [a, b]",
        "themas:\n  - a # x\n  - b",
        "themas:\n- a\n- b",
        "regio: r",
        "date: 2026-01-02",
        "fase:",
        "x: {y: [1, 2]}",
        "z: |\n  blok\n",
    ];
    let file = |pieces: Vec<&'static str>, mark: &'static str| {
        (prop::collection::vec(prop::sample::select(pieces), 0..8), prop::bool::ANY, "[a-z\n\r]{0,12}")
            .prop_map(move |(lines, windows, body)| {
                let text = format!("{mark}\n{}\n{mark}\n", lines.join("\n"));
                let text = if windows { text.replace('\n', "\r\n") } else { text };
                text + &body
            })
    };
    prop_oneof![file(toml.to_vec(), "+++"), file(yaml.to_vec(), "---")]
}

fn any_value() -> impl Strategy<Value = NewValue> {
    let one = any_text().prop_map(NewValue::Text).boxed();
    prop_oneof![
        one.clone(),
        prop::bool::ANY.prop_map(NewValue::Boolean),
        (-1000..1000_i32).prop_map(|n| NewValue::Number(f64::from(n) / 4.0)),
        Just(NewValue::Date(Date::constant(2026, 2, 3))),
        prop::collection::vec(prop_oneof![one, Just(text("a")), Just(text("b"))], 0..4)
            .prop_map(NewValue::List),
    ]
}

proptest! {
    /// Whatever is changed, the file then says just that, and every line
    /// outside that key is the same.
    #[test]
    fn a_change_changes_what_it_says_and_nothing_else(
        file in any_file(),
        key in prop::sample::select(ORDER),
        value in prop::option::of(any_value()),
    ) {
        let change = Change { key: key.to_owned(), value: value.clone() };
        let Ok(after) = with_changes(&file, &[change], ORDER) else { return Ok(()) };
        let (before, now) = (Matter::of(&file).unwrap(), Matter::of(&after).unwrap());
        prop_assert!(before.says_the_same_as(&now, key));
        match value.filter(|value| !value.is_blank()) {
            Some(value) => prop_assert!(value.is(&now.table.get(key).unwrap().value.value)),
            None => prop_assert!(now.table.get(key).is_none()),
        }
        let (old, new): (Vec<&str>, Vec<&str>) = (file.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(old, new)| old == new).count();
        let of_key = before.table.get(key).map(|entry| {
            let first = file[..entry.key_range.start].matches('\n').count();
            first..file[..entry.value.range.end.max(entry.key_range.end)].matches('\n').count() + 2
        });
        for (line, text) in old.iter().enumerate().take(old.len() - end).skip(start) {
            prop_assert!(of_key.as_ref().is_some_and(|lines| lines.contains(&line)), "{text:?} of {file:?} → {after:?}");
        }
    }

    #[test]
    fn a_body_shown_and_given_back_is_the_same_bytes(file in prop_oneof![any_file(), any::<String>(), "[a\r\n+]{0,20}"]) {
        prop_assert_eq!(with_body(&file, &shown_body(&file)), file);
    }

    #[test]
    fn a_new_body_is_what_is_shown(file in any_file(), body in "[a-z\n ]{0,40}") {
        let after = with_body(&file, &body);
        let now = shown_body(&after);
        prop_assert_eq!(now.trim_end_matches('\n'), body.trim_start_matches('\n').trim_end_matches('\n'));
        prop_assert_eq!(&after[..body_start(&file)], &file[..body_start(&file)]);
    }
}
