//! A panic is a bug of callslip or of a library. It must not end the preview: it becomes a mistake in the report.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, Once, PoisonError};

use crate::diagnostics::Diagnostic;

/// The last panic of any thread, with its place in the source: a worker's panic is caught by another thread.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Keeps the place of each panic for the report, and prints a panic once, however often the column is tried again.
pub(super) fn print_once() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let text = panic.to_string();
            let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
            if *last != text {
                last.clone_from(&text);
                drop(last);
                print(panic);
            }
        }));
    });
}

/// Calls a function; its panic becomes a diagnostic. What the function was working on must not be used afterwards.
pub(super) fn catch<T>(call: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    panic::catch_unwind(AssertUnwindSafe(call)).map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("for no reason given");
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let place = last.strip_suffix(text).and_then(|rest| rest.trim().strip_prefix("panicked at "));
        let place = place.map(|place| format!(" ({})", place.trim_end_matches(':'))).unwrap_or_default();
        let help =
            "undo your last change, or write it another way; and please send this line to the people who make callslip";
        Diagnostic::error(format!("this is a mistake in callslip itself, not yours: {text}{place}")).help(help)
    })
}
