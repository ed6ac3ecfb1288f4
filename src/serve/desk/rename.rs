//! Giving an article another address.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::Asked;
use super::reply::Reply;
use super::requests::Of;
use super::store::version_of;
use crate::desk::rename::{Plan, plan};
use crate::model::EntryId;

#[derive(Debug, Deserialize)]
struct Asking {
    #[serde(flatten)]
    of: Of,
    /// The new last part of the address.
    slug: String,
    /// Whether the old address leads on to the new one.
    alias: bool,
    /// The articles whose references are brought up to date.
    #[serde(default)]
    update: Vec<String>,
}

/// What would change.
pub(super) fn show(asked: &Asked) -> Result<Reply, Reply> {
    let asking: Asking = asked.json()?;
    Ok(Reply::done(planned(asked, &asking)?))
}

fn planned(asked: &Asked, asking: &Asking) -> Result<Plan, Reply> {
    asked.same_version(&asking.of.path, &asking.of.version)?;
    let model = asked.model()?;
    let place = model.entries.iter().position(|entry| entry.path == asking.of.path);
    let id = place.and_then(|place| u32::try_from(place).ok()).map(EntryId);
    let id = id.ok_or(Reply::refused(StatusCode::UNPROCESSABLE_ENTITY, "no-address"))?;
    let read = |entry: &crate::model::Entry| {
        let file = asked.desk.store.read_text(&entry.path).ok()?;
        let known = blake3::Hash::from_bytes(entry.hash).to_hex();
        (file.version == known.as_str()).then_some(file.text)
    };
    let plan = plan(model, id, &asking.slug, asking.alias, &read)?;
    let store = &asked.desk.store;
    let beside = match plan.to.strip_suffix(".md") {
        Some(folder) => folder.to_owned(),
        None => format!("{}.md", plan.to),
    };
    if plan.from != plan.to && (store.exists(&plan.to)? || store.exists(&beside)?) {
        return Err(Reply::about(StatusCode::CONFLICT, "exists", &plan.to));
    }
    Ok(plan)
}

/// Renames. The article goes first and its referrers follow: whatever stops
/// this halfway, no text is lost and the check names what is left to do.
pub(super) fn rename(asked: &Asked) -> Result<Reply, Reply> {
    let asking: Asking = asked.json()?;
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    let plan = planned(asked, &asking)?;
    let file = asked.same_version(&asking.of.path, &asking.of.version)?;
    let bytes = file.bytes_with(&plan.text);
    if plan.text != file.text {
        store.replace(&asking.of.path, &asking.of.version, &bytes)?;
    }
    if plan.from != plan.to {
        store.rename(&plan.from, &plan.to)?;
    }
    let (mut updated, mut left) = (Vec::new(), Vec::new());
    for referrer in &plan.referrers {
        let wanted = asking.update.contains(&referrer.path) && referrer.text != referrer.before;
        let done = wanted
            && store.read_text(&referrer.path).is_ok_and(|file| {
                let same = file.text == referrer.before;
                same && store.replace(&referrer.path, &file.version, &file.bytes_with(&referrer.text)).is_ok()
            });
        if done && referrer.by_hand.is_empty() {
            updated.push(&referrer.path);
        } else {
            left.push(&referrer.path);
        }
    }
    Ok(Reply::done(json!({
        "path": plan.path,
        "version": version_of(&bytes),
        "updated": updated,
        "left": left,
    })))
}
