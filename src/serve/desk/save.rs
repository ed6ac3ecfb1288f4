//! Trying out, saving, making and deleting articles.

use std::sync::PoisonError;

use axum::http::StatusCode;
use jiff::Zoned;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Asked;
use super::reply::Reply;
use super::requests::Of;
use crate::desk::article::{Edits, article, copied, with_edits};
use crate::desk::edit::{front_matter, shown_body};
use crate::desk::problems::{Found, of_file};
use crate::diagnostics::{Diagnostic, Severity};
use crate::draft::{Draft, front_matter as draft, short_slug};
use crate::load::{CONTENT_FOLDER, Unsaved, place_of_path};
use crate::serve::content_type::content_type;
use crate::serve::state::Shown;
use crate::serve::{Built, Changes};
use crate::site::SitePath;

/// An article with what was changed in its form.
#[derive(Debug, Deserialize)]
struct Changed {
    #[serde(flatten)]
    of: Of,
    #[serde(default)]
    values: Map<String, Value>,
    body: Option<String>,
    /// The whole file, typed by hand.
    text: Option<String>,
    /// The file as it was loaded.
    base: Option<String>,
    /// Whether it is saved although it keeps the site from being published.
    #[serde(default)]
    with_errors: bool,
}

impl Changed {
    fn edits(&self) -> Edits {
        Edits { values: self.values.clone(), body: self.body.clone(), text: self.text.clone() }
    }
}

/// What a text would be on the site.
struct Tried {
    page: Option<String>,
    problems: Vec<Found>,
    /// Errors in other files that are not there now.
    elsewhere: Vec<Found>,
}

/// Shows what is in the form as a page, and what is wrong with it.
pub(super) fn try_out(asked: &Asked) -> Result<Reply, Reply> {
    let changed: Changed = asked.json()?;
    let file = asked.same_version(&changed.of.path, &changed.of.version)?;
    let form = asked.form(&changed.of.path)?;
    let text = with_edits(&form, &file.text, &changed.edits())?;
    let tried = tried(asked, &changed.of.path, &text, true);
    Ok(Reply::done(json!({
        "page": tried.page,
        "problems": tried.problems,
        "elsewhere": tried.elsewhere,
        "text": text,
    })))
}

fn tried(asked: &Asked, path: &str, text: &str, with_page: bool) -> Tried {
    let unsaved = Unsaved { path: path.to_owned(), text: text.to_owned() };
    let Built { site, mut diagnostics, base_path, model, language, .. } =
        (asked.desk.build)(Some(&unsaved), &Changes::default());
    let route = model.and_then(|model| {
        model.entries.iter().find(|entry| entry.path == path).map(|entry| entry.route.clone())
    });
    let file = route.as_deref().and_then(SitePath::of_route);
    let page = site.zip(file).filter(|_| with_page).and_then(|(site, file)| {
        let is_picture = |path: &SitePath| content_type(path.as_str()).starts_with("image/");
        let pictures = site.files.iter().filter(|(path, _)| is_picture(path));
        let pictures = pictures.map(|(path, content)| (path.clone(), content.clone())).collect();
        *asked.desk.pictures.lock().unwrap_or_else(PoisonError::into_inner) = pictures;
        match Shown::alone(site, base_path).content(&file) {
            Ok(page) => String::from_utf8(page.to_vec()).ok(),
            Err(crate::serve::state::Failure::Wrong(wrong, _)) => {
                diagnostics.extend(wrong);
                None
            }
            Err(_) => None,
        }
    });
    // What a text says can shift the places of errors, not those of others.
    let is_new = |found: &&Diagnostic| {
        found.severity == Severity::Error
            && found.span.source.path() != path
            && !asked.moment.diagnostics.iter().any(|known| {
                known.problem == found.problem && known.span.source.path() == found.span.source.path()
            })
    };
    let elsewhere = diagnostics.iter().filter(is_new);
    let elsewhere = elsewhere.map(|found| crate::desk::problems::found(found, language)).collect();
    Tried { page, problems: of_file(&diagnostics, path, language), elsewhere }
}

/// Saves, unless that would keep the site from being published and nobody
/// said that it may.
pub(super) fn save(asked: &Asked) -> Result<Reply, Reply> {
    let changed: Changed = asked.json()?;
    let _one_at_a_time = asked.desk.store.lock();
    let path = &changed.of.path;
    let file = asked.same_version(path, &changed.of.version)?;
    let form = asked.form(path)?;
    let text = with_edits(&form, &file.text, &changed.edits())?;
    let tried = tried(asked, path, &text, false);
    let is_error = |found: &Found| found.severity == "error";
    let errors = tried.problems.iter().any(is_error) || !tried.elsewhere.is_empty();
    if errors && !changed.with_errors {
        let about = json!({ "problems": tried.problems, "elsewhere": tried.elsewhere });
        return Err(Reply::about(StatusCode::UNPROCESSABLE_ENTITY, "errors", about));
    }
    let bytes = file.bytes_with(&text);
    if text != file.text {
        asked.desk.store.replace(path, &changed.of.version, &bytes)?;
    }
    Ok(Reply::done(json!({
        "path": path,
        "version": super::store::version_of(&bytes),
        "article": article(&form, &text),
        "problems": tried.problems,
        "elsewhere": tried.elsewhere,
    })))
}

/// Both versions of an article that two people changed, and the two in one
/// where they changed different things.
pub(super) fn versions(asked: &Asked) -> Result<Reply, Reply> {
    let changed: Changed = asked.json()?;
    let base = changed.base.as_deref().ok_or(Reply::refused(StatusCode::BAD_REQUEST, "bad-request"))?;
    let theirs = asked.desk.store.read_text(&changed.of.path)?;
    let form = asked.form(&changed.of.path)?;
    let edits = changed.edits();
    let mine = with_edits(&form, base, &edits)?;
    let merged = if edits.text.is_none() && differs_elsewhere(base, &theirs.text, &edits) {
        with_edits(&form, &theirs.text, &edits).ok()
    } else {
        None
    };
    Ok(Reply::done(json!({
        "mine": mine,
        "theirs": theirs.text,
        "merged": merged,
        "version": theirs.version,
    })))
}

/// Whether somebody else left alone what these edits change.
fn differs_elsewhere(base: &str, theirs: &str, edits: &Edits) -> bool {
    let (Some((_, before)), Some((_, after))) = (front_matter(base), front_matter(theirs)) else {
        return false;
    };
    let written = |text: &str, table: &crate::table::Table, key: &str| {
        table.get(key).and_then(|entry| text.get(entry.value.range.clone())).map(str::to_owned)
    };
    let same_values =
        edits.values.keys().all(|key| written(base, &before, key) == written(theirs, &after, key));
    same_values && (edits.body.is_none() || shown_body(base) == shown_body(theirs))
}

#[derive(Debug, Deserialize)]
struct New {
    /// Nothing for a page of its own.
    collection: Option<String>,
    title: String,
}

/// Makes a new draft.
pub(super) fn new(asked: &Asked) -> Result<Reply, Reply> {
    let New { collection, title } = asked.json()?;
    let config = &asked.model()?.config;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let (folder, text) = match collection {
        Some(name) => {
            let unknown = || Reply::about(StatusCode::NOT_FOUND, "unknown", &name);
            let schema = config.collection(config.collection_named(&name).ok_or_else(unknown)?);
            let day = Zoned::now().date();
            let text = draft(config, schema, &Draft { title: &title, description: "", day }) + "\n";
            (format!("{CONTENT_FOLDER}/{name}"), text)
        }
        None => {
            let text = format!("+++\ntitle = {}\ndraft = true\n+++\n\n", toml::Value::from(title.as_str()));
            (CONTENT_FOLDER.to_owned(), text)
        }
    };
    let path = create(asked, &folder, &title, &text)?;
    Ok(Reply::done(json!({ "path": path })))
}

/// Makes a file of this title; gives its path.
fn create(asked: &Asked, folder: &str, title: &str, text: &str) -> Result<String, Reply> {
    let slug = short_slug(title);
    if slug.is_empty() {
        return Err(Reply::refused(StatusCode::UNPROCESSABLE_ENTITY, "no-title"));
    }
    let path = format!("{folder}/{slug}.md");
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    if store.exists(&format!("{folder}/{slug}"))? {
        return Err(Reply::about(StatusCode::CONFLICT, "exists", &path));
    }
    place_of_path(&asked.model()?.config, &path).ok_or(Reply::refused(StatusCode::FORBIDDEN, "outside"))?;
    store.create(&path, text.as_bytes())?;
    Ok(path)
}

#[derive(Debug, Deserialize)]
struct Duplicate {
    #[serde(flatten)]
    of: Of,
    title: String,
}

/// Makes a draft that is a copy of an article. Its images stay where they
/// are: a copy in a folder of its own gets its own.
pub(super) fn duplicate(asked: &Asked) -> Result<Reply, Reply> {
    let Duplicate { of, title } = asked.json()?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let file = asked.same_version(&of.path, &of.version)?;
    let text = copied(&file.text, &title)?;
    let (folder, name) = of.path.rsplit_once('/').unwrap_or((CONTENT_FOLDER, ""));
    if matches!(name, "_index.md") || (name == "index.md" && folder.matches('/').count() < 2) {
        return Err(Reply::refused(StatusCode::UNPROCESSABLE_ENTITY, "no-address"));
    }
    if name != "index.md" {
        let path = create(asked, folder, &title, &text)?;
        return Ok(Reply::done(json!({ "path": path })));
    }
    let slug = short_slug(&title);
    let (above, _) = folder.rsplit_once('/').unwrap_or((CONTENT_FOLDER, ""));
    let to = format!("{above}/{slug}");
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    if slug.is_empty() || store.exists(&to)? || store.exists(&format!("{to}.md"))? {
        return Err(Reply::about(StatusCode::CONFLICT, "exists", &to));
    }
    // The article last: without it the images are files that nobody uses.
    for image in store.files_in(folder)?.iter().filter(|image| **image != of.path) {
        let name = image.rsplit('/').next().unwrap_or_default();
        store.create(&format!("{to}/{name}"), &store.read(image)?)?;
    }
    let path = format!("{to}/index.md");
    store.create(&path, text.as_bytes())?;
    Ok(Reply::done(json!({ "path": path })))
}

/// Moves an article to the trash, with its images.
pub(super) fn delete(asked: &Asked) -> Result<Reply, Reply> {
    let of: Of = asked.json()?;
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    asked.same_version(&of.path, &of.version)?;
    asked.form(&of.path)?;
    let stamp = Zoned::now().strftime("%Y%m%d-%H%M%S-%3f").to_string();
    let there = store.discard(whole(&of.path), &stamp)?;
    Ok(Reply::done(json!({ "trash": there })))
}

/// What is moved with an article: its folder, where it has one of its own.
fn whole(path: &str) -> &str {
    let folder = path.strip_suffix("/index.md").filter(|folder| folder.matches('/').count() == 2);
    folder.unwrap_or(path)
}

/// What lies in the trash.
pub(super) fn trash(asked: &Asked) -> Result<Reply, Reply> {
    let found = asked.desk.store.trash().into_iter().map(|(trash, path)| {
        let text = asked.desk.store.read_text(&trash).map(|file| file.text).unwrap_or_default();
        let title = front_matter(&text).and_then(|(_, table)| match &table.get("title")?.value.value {
            crate::table::NodeValue::Text(title) => Some(title.clone()),
            _ => None,
        });
        json!({ "trash": trash, "path": path, "title": title })
    });
    Ok(Reply::done(found.collect::<Vec<_>>()))
}

#[derive(Debug, Deserialize)]
struct Trashed {
    trash: String,
}

/// Takes an article out of the trash.
pub(super) fn restore(asked: &Asked) -> Result<Reply, Reply> {
    let Trashed { trash } = asked.json()?;
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    let found = store.trash().into_iter().find(|(place, _)| *place == trash);
    let (trash, path) = found.ok_or(Reply::refused(StatusCode::NOT_FOUND, "missing"))?;
    // What has a folder of its own lies there with it.
    let with_folder = whole(&path) != path;
    let source = trash.strip_suffix("/index.md").filter(|_| with_folder).unwrap_or(&trash);
    store.rename(source, whole(&path))?;
    Ok(Reply::done(json!({ "path": path })))
}
