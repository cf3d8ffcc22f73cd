#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| callslip_fuzz::intake::check(data));
