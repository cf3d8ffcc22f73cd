//! The words that mail programs write around what somebody wrote, by language: one file because they are one table to keep.

/// The fields of a head that programs repeat above a mail that they quote or forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadField {
    From,
    Date,
    Subject,
    To,
    Other,
}

/// The names of these fields, in small letters.
const FIELDS: [(HeadField, &[&str]); 5] = [
    (
        HeadField::From,
        &["from", "von", "de", "van", "da", "från", "fra", "od", "lähettäjä", "отправитель", "от", "差出人", "发件人"],
    ),
    (
        HeadField::Date,
        &[
            "date",
            "sent",
            "datum",
            "gesendet",
            "envoyé",
            "envoyé le",
            "enviado",
            "enviado el",
            "enviada em",
            "enviado em",
            "fecha",
            "verzonden",
            "inviato",
            "data",
            "skickat",
            "sendt",
            "dato",
            "wysłano",
            "lähetetty",
            "päiväys",
            "дата",
            "отправлено",
            "日付",
            "送信日時",
            "发送时间",
            "日期",
        ],
    ),
    (
        HeadField::Subject,
        &[
            "subject",
            "betreff",
            "objet",
            "asunto",
            "onderwerp",
            "oggetto",
            "assunto",
            "ämne",
            "emne",
            "temat",
            "aihe",
            "тема",
            "件名",
            "主题",
        ],
    ),
    (
        HeadField::To,
        &["to", "an", "à", "pour", "para", "aan", "a", "till", "til", "do", "vastaanottaja", "кому", "宛先", "收件人"],
    ),
    (
        HeadField::Other,
        &[
            "cc",
            "bcc",
            "kopie",
            "kopie an",
            "copie à",
            "copia",
            "reply-to",
            "antwort an",
            "répondre à",
            "responder a",
            "antwoord aan",
            "rispondi a",
            "organization",
            "organisation",
            "resent-from",
            "importance",
            "wichtigkeit",
            "priority",
            "attachments",
            "anlagen",
            "message-id",
            "reply to",
        ],
    ),
];

/// Returns the field whose name this is.
pub(super) fn head_field(name: &str) -> Option<HeadField> {
    let name = name.trim().to_lowercase();
    FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// The verbs of a line such as `On Monday Jane wrote:`.
const WROTE: [&str; 17] = [
    "wrote",
    "writes",
    "schrieb",
    "geschrieben",
    "a écrit",
    "a ecrit",
    "escribió",
    "escribio",
    "schreef",
    "ha scritto",
    "escreveu",
    "skrev",
    "napisał",
    "kirjoitti",
    "написал",
    "пишет",
    "写道",
];

/// Returns true if a line that ends with a colon says that somebody wrote what follows.
pub(super) fn says_wrote(line: &str) -> bool {
    let line = line.to_lowercase();
    // In English, the verb is the last word: `As she wrote in chapter 3:` says nothing of the kind.
    let is_last = |verb: &str| line.trim_end_matches([':', '：', ' ', '\u{a0}']).ends_with(verb);
    WROTE.iter().any(|verb| if verb.starts_with("wr") { is_last(verb) } else { line.contains(verb) })
}

/// The words between hyphens, or alone on a line, above an older mail, in small letters.
const ORIGINAL: [&str; 12] = [
    "original message",
    "original appointment",
    "ursprüngliche nachricht",
    "message d'origine",
    "message d’origine",
    "mensaje original",
    "oorspronkelijk bericht",
    "messaggio originale",
    "mensagem original",
    "ursprungligt meddelande",
    "oprindelig meddelelse",
    "reply message",
];

/// Returns true for the line above an older mail that is quoted.
pub(super) fn is_above_original(line: &str) -> bool {
    let inner = line.trim_matches(['-', '_', '=', '*', ' ']).to_lowercase();
    line.starts_with("--") && line.ends_with("--") && ORIGINAL.contains(&inner.as_str())
}

/// The words above a mail that is forwarded, in small letters.
const FORWARDED: [&str; 22] = [
    "forwarded message",
    "forwarded mail",
    "begin forwarded message",
    "weitergeleitete nachricht",
    "weitergeleitete mail",
    "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail",
    "message transféré",
    "message transmis",
    "début du message réexpédié",
    "début du message transféré",
    "mensaje reenviado",
    "inicio del mensaje reenviado",
    "doorgestuurd bericht",
    "begin doorgestuurd bericht",
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "mensagem encaminhada",
    "mensagem reencaminhada",
    "início da mensagem reencaminhada",
    "início da mensagem encaminhada",
    "vidarebefordrat meddelande",
];

/// Returns true for the line above a mail that is forwarded.
pub(super) fn is_above_forwarded(line: &str) -> bool {
    let inner = line.trim_matches(['-', '_', '=', '*', ' ', ':']).trim_end_matches("\u{a0}").to_lowercase();
    let inner = inner.split(" from ").next().unwrap_or_default();
    let is_apart = line.starts_with("--") || line.ends_with(':');
    is_apart && FORWARDED.contains(&inner)
}

/// The beginnings of subjects that programs add, in small letters, and true for those of forwarded mails.
const PREFIXES: [(&str, bool); 27] = [
    ("re", false),
    ("aw", false),
    ("antw", false),
    ("antwort", false),
    ("sv", false),
    ("vs", false),
    ("odp", false),
    ("res", false),
    ("ref", false),
    ("rif", false),
    ("r", false),
    ("ynt", false),
    ("回复", false),
    ("答复", false),
    ("fwd", true),
    ("fw", true),
    ("wg", true),
    ("wtr", true),
    ("tr", true),
    ("rv", true),
    ("reenv", true),
    ("enc", true),
    ("i", true),
    ("doorst", true),
    ("vl", true),
    ("pd", true),
    ("转发", true),
];

/// A subject without what programs and lists add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MailSubject {
    /// The words.
    pub(super) words: String,
    /// True if it began with `Re:` or the like.
    pub(super) is_reply: bool,
    /// True if it began with `Fwd:` or the like.
    pub(super) is_forward: bool,
}

impl MailSubject {
    /// Reads a subject.
    pub(super) fn of(text: &str) -> Self {
        let mut subject = Self::default();
        let mut rest = text.trim();
        loop {
            if let Some((name, after)) = rest.split_once([':', '：']) {
                let name = name.trim().to_lowercase();
                // `Re[2]:` and `Re^2:` count.
                let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^ ".contains(c));
                if let Some((_, is_forward)) = PREFIXES.iter().find(|(known, _)| *known == name) {
                    subject.is_forward |= is_forward;
                    subject.is_reply |= !is_forward;
                    rest = after.trim_start();
                    continue;
                }
            }
            // The tag of a mailing list, a form, or a spam filter.
            let tag = rest.strip_prefix('[').and_then(|inner| inner.split_once(']'));
            let Some((_, after)) = tag.filter(|(tag, after)| tag.len() < 40 && !after.trim().is_empty()) else { break };
            rest = after.trim_start();
        }
        rest.clone_into(&mut subject.words);
        subject
    }
}

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
    let is_sender = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', ';', '!']);
        SENDERS.contains(&word) || word.split('-').any(|part| SENDERS.contains(&part))
    };
    let has_sender =
        known.contains("outlook") || words.iter().skip(first).take(MOST_BEFORE).any(|word| is_sender(&word));
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
    let is_banner = |known: &&str| {
        // `External email is a horror` is a sentence.
        text.strip_prefix(known).is_some_and(|rest| !known.starts_with("external ") || !rest.starts_with(' '))
    };
    BANNERS.iter().any(|known| is_banner(&known))
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
    fn subjects_lose_what_programs_add() {
        let shown = |text: &str| {
            let subject = MailSubject::of(text);
            format!("{} {} {}", subject.words, u8::from(subject.is_reply), u8::from(subject.is_forward))
        };
        assert_eq!(shown("Re: FW: [letters] AW: Is it too late?"), "Is it too late? 1 1");
        assert_eq!(shown("Re[2]: Question: what now"), "Question: what now 1 0");
        assert_eq!(shown("[urgent]"), "[urgent] 0 0");
        assert_eq!(shown("TR : Une question"), "Une question 0 1");
        assert_eq!(shown(""), " 0 0");
    }

    #[test]
    fn lines_of_programs_are_known() {
        assert!(is_above_forwarded("---------- Forwarded message ---------"));
        assert!(is_above_forwarded("Begin forwarded message:"));
        assert!(is_above_forwarded("-------- Weitergeleitete Nachricht --------"));
        assert!(is_above_forwarded("----- Forwarded message from Jane <j@example.org> -----"));
        assert!(is_above_original("-----Ursprüngliche Nachricht-----"));
        assert!(!is_above_original("original message"));
    }

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
