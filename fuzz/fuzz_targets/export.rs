#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| callslip_fuzz::export::check(data));
