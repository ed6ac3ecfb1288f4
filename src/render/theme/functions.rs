//! The functions and filters that templates can call beside tera's own.
//!
//! | call | gives |
//! | --- | --- |
//! | `asset(path="site.css")` | the link to a static file, with its hash |
//! | `day \| date` | a day (`2026-11-19`) in words |
//! | `slug \| plots` | the pattern of plots of this name: paths of SVG, one for each kind of ground |
//! | `number \| number` | a number as the language writes it |
//! | `t.articles \| count(n=3)` | a counted text, with `{n}` filled in |
//! | `t.page_of \| fill(page=2, pages=4)` | a text with its places filled in |

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::plots;
use super::translation::Translation;
use crate::config::BaseUrl;
use crate::diagnostics::nearest;

/// Registers them; has to come before the templates.
pub(super) fn register(tera: &mut Tera, assets: &Assets, base: &BaseUrl, translation: &Arc<Translation>) {
    let links: BTreeMap<String, String> =
        assets.iter().map(|(path, asset)| (path.clone(), base.link(&asset.route))).collect();
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path = arguments.must_get::<&str>("path")?;
        links.get(path).cloned().ok_or_else(|| {
            let hint = nearest(path, links.keys().map(String::as_str));
            let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Error::message(format!("there is no static file `{path}`{hint}"))
        })
    });

    let words = Arc::clone(translation);
    tera.register_filter("date", move |day: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        day.parse::<Date>().map(|day| words.date(day)).map_err(|error| Error::message(error.to_string()))
    });

    tera.register_filter("plots", |name: &str, _: Kwargs, _: &State<'_>| plots::paths(name));

    let words = Arc::clone(translation);
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State<'_>| words.number(number));

    let words = Arc::clone(translation);
    tera.register_filter(
        "count",
        move |text: &Value, arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let n = arguments.must_get::<u64>("n")?;
            let form = if n == 1 { "one" } else { "other" };
            let text = text.get_from_path(form).and_then(Value::as_str).or_else(|| text.as_str());
            let text = text.ok_or_else(|| Error::message("`count` wants a text of the translations"))?;
            // Exact up to 2^53, far beyond what a site can hold.
            Ok(text.replace("{n}", &words.number(n as f64)))
        },
    );

    tera.register_filter("fill", |text: &str, arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let mut filled = text.to_owned();
        for (name, value) in arguments.iter() {
            let place = format!("{{{}}}", name.as_str().unwrap_or_default());
            if !filled.contains(&place) {
                return Err(Error::message(format!("the text `{text}` has no place {place}")));
            }
            filled = filled.replace(&place, &value.to_string());
        }
        Ok(filled)
    });
}
