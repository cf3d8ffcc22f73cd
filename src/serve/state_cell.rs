//! The state that is served now, shared by all threads: one writes it, many read it, and those that wait for the next one
//! are woken.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::ServeState;

/// Holds the current state.
#[derive(Debug, Default)]
pub(super) struct StateCell {
    state: Mutex<Option<Arc<ServeState>>>,
    changed: Condvar,
}

impl StateCell {
    /// Replaces the state and wakes all threads that wait for it.
    pub(super) fn set(&self, state: ServeState) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(state));
        self.changed.notify_all();
    }

    /// Returns the state. Waits for the first one; `None` if it did not come in time.
    pub(super) fn get(&self, timeout: Duration) -> Option<Arc<ServeState>> {
        self.newer_than(0, timeout)
    }

    /// Waits for a state of a later generation; `None` if none came in time.
    pub(super) fn newer_than(&self, generation: u64, timeout: Duration) -> Option<Arc<ServeState>> {
        let is_old = |state: &mut Option<Arc<ServeState>>| state.as_ref().is_none_or(|s| s.generation <= generation);
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (state, waited) =
            self.changed.wait_timeout_while(state, timeout, is_old).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() { None } else { state.clone() }
    }
}
