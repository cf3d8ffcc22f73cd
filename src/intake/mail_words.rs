//! The words that mail programs write around what somebody wrote, by language.

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

/// The words that a letter begins with, in small letters.
#[rustfmt::skip]
const GREETINGS: [&str; 47] = [
    "ahoj", "beste", "bom", "bonjour", "buongiorno", "cara", "care", "cari", "caro", "cher", "chère", "chères", "chers", "ciao",
    "dear", "dobrý", "drahá", "drahý", "droga", "drogi", "estimada", "estimado", "geachte", "gentile", "good", "greetings",
    "grüezi", "guten", "hallo", "hei", "hej", "hello", "hey", "hi", "hola", "hyvä", "kjære", "kära", "kære", "liebe", "lieber",
    "moi", "olá", "querida", "querido", "salut", "sehr",
];

/// Returns true for the line that greets whoever a letter is for: `Dear Sol,`.
pub(super) fn is_greeting(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches([',', '!', ':']).to_lowercase();
    GREETINGS.contains(&first.as_str())
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
}
