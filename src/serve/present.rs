//! The state of this moment, for all threads that answer: one writes, many read, and whoever waits for news is woken.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::State;

/// Holds the state that is answered from.
#[derive(Debug, Default)]
pub(super) struct Present {
    state: Mutex<Option<Arc<State>>>,
    changed: Condvar,
}

impl Present {
    /// From now on it is this one.
    pub(super) fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(state));
        self.changed.notify_all();
    }

    /// The state; the first one is waited for.
    pub(super) fn get(&self, longest: Duration) -> Option<Arc<State>> {
        self.beyond(0, longest)
    }

    /// The first state of a generation beyond this one; none when there was no news for so long.
    pub(super) fn beyond(&self, generation: u64, longest: Duration) -> Option<Arc<State>> {
        let is_old = |state: &mut Option<Arc<State>>| state.as_ref().is_none_or(|s| s.generation <= generation);
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (state, waited) =
            self.changed.wait_timeout_while(state, longest, is_old).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() { None } else { state.clone() }
    }
}
