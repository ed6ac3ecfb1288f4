//! Last stage, [`Site`](crate::site::Site) → the published folder, all or nothing.
