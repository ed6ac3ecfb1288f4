//! What is for programs that read: feeds and the sitemap.

use crate::render::value::shown;

shown! {
    /// A feed.
    pub struct Feed {
        /// Its title.
        pub title: String,
        /// Who it is by.
        pub author: String,
        /// What it is about; may be empty.
        pub description: String,
        /// Its own absolute address.
        pub address: String,
        /// The absolute address of the page that it belongs to.
        pub page_address: String,
        /// The moment of the newest change in it.
        pub updated: String,
        /// The newest entries, newest first.
        pub entries: Vec<FeedEntry>,
    }

    /// An entry in a feed.
    pub struct FeedEntry {
        /// Its title.
        pub title: String,
        /// Its absolute address, by which readers of feeds know it again.
        pub address: String,
        /// When it was last changed.
        pub updated: String,
        /// When it was written.
        pub published: Option<String>,
        /// One or two sentences.
        pub description: Option<String>,
        /// One of its collection.
        pub label: Option<String>,
    }

    /// A page in the sitemap.
    pub struct SitemapAddress {
        /// Its absolute address.
        pub address: String,
        /// When it was last changed.
        pub changed: Option<String>,
    }
}
