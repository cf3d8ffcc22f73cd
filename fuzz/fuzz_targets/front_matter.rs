#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| callslip_fuzz::front_matter::check(data));
