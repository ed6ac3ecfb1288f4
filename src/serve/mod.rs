//! The preview: the same [`Site`](crate::site::Site), from memory, on loopback.
