//! Saving an article of this knowledge base from the desk leaves alone what
//! was not changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use polder::desk::edit::{Change, NewValue, front_matter, shown_body, with_body, with_changes};
use polder::table::{Node, NodeValue};

/// Every Markdown file of the knowledge base, with its text.
fn articles() -> Vec<(PathBuf, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let articles: Vec<_> = files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"))
        .map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    assert!(articles.len() > 250);
    articles
}

/// A value as the form holds it.
fn value_of(node: &Node) -> NewValue {
    match &node.value {
        NodeValue::Text(text) => NewValue::Text(text.clone()),
        NodeValue::Integer(number) => NewValue::Number(*number as f64),
        NodeValue::Float(number) => NewValue::Number(*number),
        NodeValue::Boolean(value) => NewValue::Boolean(*value),
        NodeValue::Date(day) => NewValue::Date(*day),
        NodeValue::Array(items) => NewValue::List(items.iter().map(value_of).collect()),
        other => panic!("no field of this site holds {other:?}"),
    }
}

/// Another value of the same kind.
fn other_than(value: &NewValue) -> NewValue {
    match value {
        NewValue::Text(text) => NewValue::Text(format!("{text} \"en\" meer: # 'x'")),
        NewValue::Number(number) => NewValue::Number(number + 1.5),
        NewValue::Boolean(value) => NewValue::Boolean(!value),
        NewValue::Date(day) => NewValue::Date(day.tomorrow().unwrap()),
        NewValue::List(items) => {
            let mut items = items.clone();
            items.push(NewValue::Text("iets-nieuws".into()));
            NewValue::List(items)
        }
    }
}

fn set(text: &str, key: &str, value: Option<NewValue>) -> String {
    with_changes(text, &[Change { key: key.to_owned(), value }], &[]).expect("every article can be changed")
}

#[test]
fn saving_without_a_change_gives_the_same_bytes() {
    for (path, text) in articles() {
        let (_, table) = front_matter(&text).unwrap();
        let same: Vec<Change> = table
            .entries
            .iter()
            .map(|entry| Change { key: entry.key.clone(), value: Some(value_of(&entry.value)) })
            .collect();
        assert_eq!(with_changes(&text, &same, &[]).unwrap(), text, "{}", path.display());
        assert_eq!(with_body(&text, &shown_body(&text)), text, "{}", path.display());
    }
}

#[test]
fn changing_one_field_changes_its_lines_alone_and_can_be_undone() {
    let mut changed = 0;
    for (path, text) in articles() {
        let (_, table) = front_matter(&text).unwrap();
        for entry in &table.entries {
            let about = format!("{}: {}", path.display(), entry.key);
            let value = value_of(&entry.value);
            let after = set(&text, &entry.key, Some(other_than(&value)));
            let line = text[..entry.key_range.start].matches('\n').count();
            let lines = text[entry.value.range.clone()].matches('\n').count() + 1;
            let (old, new): (Vec<&str>, Vec<&str>) =
                (text.split('\n').collect(), after.split('\n').collect());
            assert_eq!(old[..line], new[..line], "{about}");
            let rest = old.len() - line - lines;
            assert_eq!(old[old.len() - rest..], new[new.len() - rest..], "{about}");
            assert_ne!(text, after, "{about}");
            assert_eq!(set(&after, &entry.key, Some(value)), text, "{about}");
            let without = set(&text, &entry.key, None);
            assert_eq!(without.split('\n').count(), old.len() - lines, "{about}");
            changed += 1;
        }
    }
    assert!(changed > 2000, "{changed} fields were changed");
}
