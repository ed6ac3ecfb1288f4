//! The site as files: what `render` and `export` hand to `publish` and
//! `serve`. A sorted map of path → content that is made when asked for.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostics::Diagnostic;

/// A path of a file under the published folder: `/` between folders, no
/// first `/`, never `.` or `..` or empty parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl SitePath {
    /// A path from its text; `None` if it could lead out of the folder.
    pub fn new(path: impl Into<String>) -> Option<Self> {
        let path = path.into();
        let safe = !path.contains('\\')
            && !path.contains('\0')
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        safe.then_some(Self(path))
    }

    /// The file that answers for a route: `index.html` in its folder for a
    /// page, itself for a file.
    pub fn of_route(route: &str) -> Option<Self> {
        if route.is_empty() || route.ends_with('/') {
            Self::new(format!("{route}index.html"))
        } else {
            Self::new(route)
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes a file's content; fails with what is wrong in a template.
pub type Maker = Arc<dyn Fn() -> Result<Vec<u8>, Vec<Diagnostic>> + Send + Sync>;

/// What tells the ingredients of one file from those of another: files of one
/// path with one fingerprint are the same bytes.
pub type Fingerprint = [u8; 32];

/// Makes a file's content, or says that it has this fingerprint already.
pub type PageMaker = Arc<dyn Fn(Option<&Fingerprint>) -> Result<Page, Vec<Diagnostic>> + Send + Sync>;

/// A page as it was asked for.
#[derive(Debug)]
pub enum Page {
    /// It is made of what the given fingerprint says.
    Known,
    /// Its content, and the fingerprint of what that is made of.
    New(Vec<u8>, Fingerprint),
}

/// A file's content, or how to get it.
#[derive(Clone)]
pub enum Content {
    /// The bytes themselves.
    Bytes(Cow<'static, [u8]>),
    /// A file to copy.
    File(PathBuf),
    /// To be made when asked for; the same bytes each time.
    Made(Maker),
    /// To be made when asked for, unless what it is made of is known.
    Page(PageMaker),
}

impl Page {
    /// The content; empty of a page that is known.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::New(bytes, _) => bytes,
            Self::Known => Vec::new(),
        }
    }
}

impl Content {
    /// What has to be made: the content, or all that is wrong. `None` for
    /// what is there already.
    pub fn make(&self) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        match self {
            Self::Made(make) => Some(make()),
            Self::Page(make) => Some(make(None).map(Page::into_bytes)),
            Self::Bytes(_) | Self::File(_) => None,
        }
    }
}

/// Files, sorted by path.
pub type Files = BTreeMap<SitePath, Content>;

/// Finds out which files a folder has, or what keeps it from having any.
pub type FolderMaker = Arc<dyn Fn() -> Result<Files, Vec<Diagnostic>> + Send + Sync>;

/// Every file of a site.
#[derive(Clone, Default)]
pub struct Site {
    /// Path → content.
    pub files: Files,
    /// Folders whose files are not known before somebody asks: who publishes
    /// a site need not wait for them with all the others. All that is in them
    /// comes from their maker.
    pub folders: BTreeMap<SitePath, FolderMaker>,
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    #[test]
    fn refuses_paths_that_lead_out() {
        for wrong in ["", "/a", "a//b", "../a", "a/./b", "a\\b", "a/"] {
            assert!(SitePath::new(wrong).is_none(), "{wrong}");
        }
        assert_eq!(SitePath::of_route("regios/").as_ref().map(SitePath::as_str), Some("regios/index.html"));
        assert_eq!(SitePath::of_route("").as_ref().map(SitePath::as_str), Some("index.html"));
        assert_eq!(SitePath::of_route("atom.xml").as_ref().map(SitePath::as_str), Some("atom.xml"));
    }
}
