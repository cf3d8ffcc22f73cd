//! How far a bare address goes.

/// Returns the length of the domain at the start of a text; `None` if it is none. A full one has a period.
pub(super) fn domain_length(text: &str, must_be_full: bool) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() && !is_cjk_punctuation(c) || matches!(c, '-' | '_' | '.');
    let domain = &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    let domain = &domain[..before_cjk(domain)];
    let trimmed = domain.trim_end_matches('.');
    let (mut parts, mut count) = (trimmed.rsplit('.'), 0);
    // No underscore in its last two parts.
    let has_underscore = parts.by_ref().take(2).inspect(|_| count += 1).any(|part| part.contains('_'));
    let is_full = count > 1 || !must_be_full;
    (is_full && !has_underscore && trimmed.starts_with(char::is_alphanumeric)).then_some(trimmed.len())
}

/// Returns the length of a domain without the Chinese or Japanese words that follow its top level in ASCII:
/// `example.org看`. A domain may be in Chinese as a whole.
fn before_cjk(domain: &str) -> usize {
    let ascii = domain.bytes().position(|byte| !byte.is_ascii()).unwrap_or(domain.len());
    let is_cjk = domain[ascii..].starts_with(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    let top = domain[..ascii].rsplit_once('.').map_or("", |(_, top)| top);
    let is_whole = top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_cjk && is_whole && !domain[ascii..].contains('.') { ascii } else { domain.len() }
}

/// Returns the length of the domain of a mail address at the start of a text; `None` if it is none.
pub(super) fn mail_domain_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_part = |at: usize| match bytes[at] {
        b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric),
        byte => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
    };
    let end = (0..bytes.len()).find(|at| !is_part(*at)).unwrap_or(bytes.len());
    let domain = &bytes[..end];
    let is_whole = domain.contains(&b'.') && domain.last()?.is_ascii_alphabetic() && bytes.get(end) != Some(&b'@');
    is_whole.then_some(end)
}

/// Returns true for punctuation that follows an address without a space, in Chinese and Japanese.
fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '"' | '…')
}

/// Returns the length of the resource after the domain of an XMPP address: `/desk`.
pub(super) fn resource_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('/') else { return 0 };
    1 + rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '.')).unwrap_or(rest.len())
}

/// Returns where an address without spaces ends.
pub(super) fn end_of_address(address: &str) -> usize {
    let mut open_brackets = 0_usize;
    let ends = |c: char| match c {
        '[' => {
            open_brackets += 1;
            false
        }
        ']' if open_brackets > 0 => {
            open_brackets -= 1;
            false
        }
        ']' | '>' => true,
        c => is_cjk_punctuation(c) || is_quotation_mark(c),
    };
    let mut end = address.find(ends).unwrap_or(address.len());
    let count = |text: &str, wanted: u8| text.bytes().filter(|byte| *byte == wanted).count();
    let mut unopened = count(&address[..end], b')').saturating_sub(count(&address[..end], b'('));
    while let Some(last) = address[..end].chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '’' => {}
            ';' => {
                // `&copy;` is no part of it.
                let name = address[..end - 1].trim_end_matches(|c: char| c.is_ascii_alphabetic());
                if name.len() < end - 1 && name.ends_with('&') {
                    end = name.len() - 1;
                    continue;
                }
            }
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
