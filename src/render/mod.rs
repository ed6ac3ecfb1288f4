//! Stage 5, [`Model`](crate::model::Model) and a theme → the pages of a [`Site`](crate::site::Site).
