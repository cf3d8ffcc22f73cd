//! Keeps a panic of the template engine from ending the program.
//!
//! Tera 2.4.0 panics in the filter `sort` when it gets more than twenty values that have no order, such as `[1]` and
//! `["a"]`: its `Ord` calls them equal and the standard library notices the contradiction.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// True while this thread is in tera.
    static IN_TERA: Cell<bool> = const { Cell::new(false) };
}

/// Calls tera. The error is the message of a panic, which is not printed.
///
/// What tera was working on is dropped with it: nothing that it left half done is used afterwards.
pub(super) fn call<T>(tera: impl FnOnce() -> T) -> Result<T, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IN_TERA.get() {
                print(panic);
            }
        }));
    });
    let outer = IN_TERA.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(tera));
    IN_TERA.set(outer);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("for no reason given").to_owned()
    })
}
