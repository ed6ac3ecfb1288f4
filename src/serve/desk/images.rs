//! Images that are put beside an article.

use axum::http::StatusCode;
use imagesize::ImageType;
use serde_json::json;

use super::Asked;
use super::reply::Reply;
use crate::load::slug_form;

/// Puts an image beside an article; gives the name by which its text shows it.
pub(super) fn upload(asked: &Asked) -> Result<Reply, Reply> {
    let (path, name) = (asked.parameter("path")?, asked.parameter("name")?);
    asked.form(&path)?;
    let extension =
        extension_of(&asked.body).ok_or(Reply::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "no-image"))?;
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let mut slug = slug_form(stem);
    if slug.is_empty() {
        slug = "afbeelding".to_owned();
    }
    // Beside other articles an image is named after its own.
    let own_folder = file == "index.md" && folder.matches('/').count() == 2;
    let of = file.trim_end_matches(".md").trim_start_matches('_');
    if !own_folder && !slug.starts_with(of) {
        slug = format!("{of}-{slug}");
    }
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    for number in 1..1000 {
        let name =
            if number == 1 { format!("{slug}.{extension}") } else { format!("{slug}-{number}.{extension}") };
        let place = format!("{folder}/{name}");
        match store.read(&place) {
            Ok(bytes) if bytes == asked.body => return Ok(Reply::done(json!({ "name": name }))),
            Ok(_) => {}
            Err(_) => {
                store.create(&place, &asked.body)?;
                return Ok(Reply::done(json!({ "name": name })));
            }
        }
    }
    Err(Reply::about(StatusCode::CONFLICT, "exists", slug))
}

/// The ending of an image's name, by what is in the file.
fn extension_of(bytes: &[u8]) -> Option<&'static str> {
    let extension = match imagesize::image_type(bytes).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        _ => return None,
    };
    // A picture without a size cannot be shown.
    imagesize::blob_size(bytes).ok().map(|_| extension)
}
