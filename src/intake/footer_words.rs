//! The words that programs and companies put below and above a letter.

/// The beginnings of lines that programs put below a mail, in small letters.
const BELOW: [&str; 32] = [
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo",
    "sent from proton mail",
    "sent from the all new aol app",
    "sent with proton",
    "sent via ",
    "sent with spark",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "diese nachricht wurde von meinem ",
    "outlook für ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir de ",
    "télécharger outlook",
    "enviado desde mi ",
    "enviado desde ",
    "obtener outlook",
    "verstuurd vanaf mijn ",
    "verzonden vanaf mijn ",
    "verzonden met ",
    "inviato da ",
    "inviato dal mio ",
    "enviado do meu ",
    "enviado a partir do ",
    "enviado via ",
    "skickat från min ",
    "obtenir outlook",
];

/// The words of which such a line has one: without it, `sent from my old department` is part of a letter.
const SENDERS: [&str; 50] = [
    "android",
    "aol",
    "apple",
    "at&t",
    "blackberry",
    "bluemail",
    "celular",
    "cellulare",
    "fastmail",
    "galaxy",
    "gmail",
    "gmx",
    "handy",
    "huawei",
    "ios",
    "ipad",
    "iphone",
    "ipod",
    "mac",
    "macbook",
    "mail",
    "mobile",
    "mobiel",
    "mobil",
    "mobiltelefon",
    "motorola",
    "móvil",
    "nokia",
    "oneplus",
    "outlook",
    "phone",
    "pixel",
    "portable",
    "proton",
    "samsung",
    "smartphone",
    "spark",
    "t-mobile",
    "tablet",
    "telefon",
    "telefono",
    "telefoon",
    "telemóvel",
    "teléfono",
    "thunderbird",
    "téléphone",
    "verizon",
    "web.de",
    "windows",
    "yahoo",
];

/// The most words of such a line.
const MOST_BELOW: usize = 12;

/// The most words before the name of the program or the telephone.
const MOST_BEFORE: usize = 5;

/// Returns true for a line that programs put below a mail: `Sent from my iPhone`.
pub(super) fn is_below_mail(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', '(', ')', '-', '–', '—', ' ']);
    let small = line.to_lowercase();
    let Some(known) = BELOW.iter().find(|known| small.starts_with(**known)) else { return false };
    let words: Vec<&str> = small.split(' ').collect();
    let first = known.split(' ').count().saturating_sub(1);
    let is_sender = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ';', '!']);
        SENDERS.contains(&word) || word.split('-').any(|part| SENDERS.contains(&part))
    };
    let has_sender =
        known.contains("outlook") || words.iter().skip(first).take(MOST_BEFORE).any(|word| is_sender(word));
    // `Von meinem Handy aus` begins a sentence.
    let is_whole = *known != "von meinem " || small.trim_end_matches('.').ends_with(" gesendet");
    // In the middle of a paragraph that a program broke, it begins with a small letter.
    let is_start = line.starts_with(char::is_uppercase) || words.len() <= first + MOST_SMALL;
    words.len() <= MOST_BELOW && has_sender && is_whole && is_start
}

/// The most words after `sent from my`, if it is written with a small letter.
const MOST_SMALL: usize = 2;

/// The beginnings of paragraphs that companies put below every mail, in small letters.
const NOTICES: [&str; 9] = [
    "confidentiality:",
    "disclaimer:",
    "important:",
    "notice:",
    "this e-mail",
    "this email",
    "this message",
    "this communication",
    "the information contained in this ",
];

/// The beginnings of those that begin nothing else.
const SURE_NOTICES: [&str; 4] = [
    "confidentiality notice",
    "diese e-mail enthält vertrauliche",
    "ce message et toutes les pièces jointes",
    "este mensaje y sus archivos",
];

/// The parts of words that only lawyers put below a letter. Two of them make a notice.
const LEGAL: [&str; 16] = [
    "intended",
    "recipient",
    "addressee",
    "addressed",
    "privileged",
    "unauthor",
    "dissemin",
    "confidential",
    "disclos",
    "liabil",
    "virus",
    "attachment",
    "transmitted",
    "prohibited",
    "delete",
    "notify",
];

/// Returns true for a paragraph that a company puts below every mail.
pub(super) fn is_notice(paragraph: &str) -> bool {
    let text = paragraph.trim_start_matches(['*', '_', ' ']).to_lowercase();
    let known = NOTICES.iter().find_map(|known| text.strip_prefix(known));
    known.is_some_and(|rest| legal_words(rest) >= 2)
        || SURE_NOTICES.iter().any(|known| text.starts_with(known))
        || text.strip_prefix("please consider the environment before printing").is_some_and(is_of_paper)
}

/// Returns the number of different words of lawyers in a text.
pub(super) fn legal_words(text: &str) -> usize {
    let text = text.to_lowercase();
    LEGAL.iter().filter(|word| text.contains(*word)).count()
}

/// Returns true for what follows in `Please consider the environment before printing this email`.
fn is_of_paper(rest: &str) -> bool {
    let rest = rest.trim_matches(['.', '!', ' ']);
    matches!(rest, "" | "this" | "this email" | "this e-mail" | "this message" | "this mail" | "it")
}

/// The beginnings of what companies put above every mail that comes from elsewhere, in small letters.
const BANNERS: [&str; 17] = [
    "caution: external",
    "caution: this e",
    "caution: this m",
    "warning: external",
    "warning: this e",
    "[external]",
    "[extern]",
    "external email",
    "external sender",
    "external message",
    "this email originated from outside",
    "this message originated from outside",
    "this email came from outside",
    "you don't often get email from",
    "achtung: extern",
    "achtung: diese e",
    "attention: external",
];

/// Returns true for a line that companies put above every mail that comes from elsewhere.
pub(super) fn is_banner(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| c != '[' && !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    let is_banner = |known: &str| {
        // `External email is a horror` is a sentence.
        text.strip_prefix(known).is_some_and(|rest| !known.starts_with("external ") || !rest.starts_with(' '))
    };
    BANNERS.iter().any(|known| is_banner(known))
}

/// Returns true for the first line of a postscript.
pub(super) fn is_postscript(line: &str) -> bool {
    let word = line.trim_start_matches(['*', '_', '(', ' ']).split([' ', ':', ',']).next().unwrap_or_default();
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_marked = word.contains('.') || line.contains(&format!("{word}:"));
    let is_short = word.chars().all(|c| c.is_alphabetic() || c == '.');
    is_short && matches!(&*letters.to_uppercase(), "PS" | "PPS" | "PPPS") && (is_marked || letters.starts_with('P'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_put_below_a_mail_is_known_as_a_whole() {
        for line in [
            "Sent from my iPhone",
            "sent from my iphone",
            "Sent from my Verizon, Samsung Galaxy smartphone",
            "Sent from Mail for Windows",
            "Get Outlook for iOS",
            "Sent from my phone, please excuse typos.",
            "Von meinem iPhone gesendet",
            "Gesendet von meinem iPhone",
            "Gesendet mit der GMX Mail App",
            "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
            "Envoyé de mon iPhone",
            "Enviado desde mi Huawei",
        ] {
            assert!(is_below_mail(line), "{line}");
        }
        for line in [
            "Sentimental",
            "sent from my old department to the new one, and nobody opened it.",
            "sent from my phone to the dean, who asked",
            "von meinem Chef, die ich nicht erledigen kann",
            "Von meinem Mann weiß ich, dass es geht.",
            "Von meinem Handy aus kann ich nichts sehen.",
            "sent via the intranet",
            "gesendet von einem Leser",
            "enviado desde la central",
            "envoyé de mon bureau",
        ] {
            assert!(!is_below_mail(line), "{line}");
        }
    }

    #[test]
    fn a_notice_has_the_words_of_lawyers() {
        for text in [
            "CONFIDENTIALITY NOTICE: This email is for you alone.",
            "This email and any attachments are confidential.",
            "Disclaimer: If you are not the intended recipient, please notify the sender.",
            "Please consider the environment before printing this email.",
        ] {
            assert!(is_notice(text), "{text}");
        }
        for text in [
            "Disclaimer: I have never studied cataloging, so be gentle.",
            "This email and any reply you give may be printed, I do not mind.",
            "Confidentiality: how much may I disclose?",
            "Please consider the environment before printing - is the sign above our printer.",
        ] {
            assert!(!is_notice(text), "{text}");
        }
        assert!(is_banner("CAUTION: External email. Do not click links.") && is_banner("[EXTERNAL]"));
        assert!(!is_banner("Caution: I am new here.") && !is_banner("External email is a horror."));
    }

    #[test]
    fn postscripts_begin_with_their_letters() {
        for line in ["P.S. I forgot", "PS: nobody else knows", "PS I love it", "ps. one more", "PPS, too"] {
            assert!(is_postscript(line), "{line}");
        }
        for line in ["ps aux shows it", "PSA for all", "Psst", "P. Smith"] {
            assert!(!is_postscript(line), "{line}");
        }
    }
}
