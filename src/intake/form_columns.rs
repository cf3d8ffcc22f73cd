//! The columns of the tables that form services give, by the names that people and services give them.

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormColumn {
    Words,
    Name,
    PenName,
    Email,
    Subject,
    Received,
    Id,
    Letter,
    To,
    /// A field that the service itself adds.
    Ignored,
    Other,
}

/// The names of columns, without anything but letters and digits.
const COLUMNS: [(FormColumn, &[&str]); 10] = [
    (
        FormColumn::Words,
        &[
            "letter",
            "message",
            "question",
            "body",
            "yourletter",
            "yourmessage",
            "yourquestion",
            "yourreply",
            "reply",
            "comment",
            "comments",
            "text",
            "content",
            "theletter",
            "brief",
            "ihrbrief",
            "frage",
            "nachricht",
            "lettre",
            "votrelettre",
            "carta",
            "mensaje",
            "bericht",
            "messaggio",
            "mensagem",
        ],
    ),
    (FormColumn::Name, &["name", "yourname", "fullname", "realname", "ihrname", "nom", "nombre", "naam", "nome"]),
    (
        FormColumn::PenName,
        &[
            "penname",
            "pseudonym",
            "signas",
            "signed",
            "nickname",
            "yourpenname",
            "whatshallwecallyou",
            "whatshouldwecallyou",
            "alias",
            "pseudonyme",
            "seudonimo",
        ],
    ),
    (
        FormColumn::Email,
        &[
            "email",
            "emailaddress",
            "youremail",
            "youremailaddress",
            "mail",
            "replyto",
            "from",
            "username",
            "courriel",
            "correo",
            "correoelectronico",
        ],
    ),
    (
        FormColumn::Subject,
        &["subject", "title", "topic", "betreff", "sujet", "objet", "asunto", "onderwerp", "oggetto", "assunto"],
    ),
    (
        FormColumn::Received,
        &[
            "date",
            "timestamp",
            "zeitstempel",
            "horodateur",
            "marcatemporal",
            "submittedat",
            "createdat",
            "created",
            "received",
            "submissiondate",
            "datecreated",
            "time",
        ],
    ),
    (FormColumn::Id, &["id", "submissionid", "uuid", "responseid", "entryid", "number"]),
    (FormColumn::Letter, &["letterslug", "inreplyto", "lettername", "aboutletter", "page", "slug"]),
    (FormColumn::To, &["to", "replytoreply", "parent", "answers"]),
    (
        FormColumn::Ignored,
        &[
            "gotcha",
            "honeypot",
            "botfield",
            "formname",
            "accesskey",
            "botcheck",
            "formid",
            "spam",
            "next",
            "redirect",
            "submit",
        ],
    ),
];

/// Returns the meaning of the column with this name.
pub(super) fn column_of(name: &str) -> FormColumn {
    let bare = bare(name);
    let is_meant = |(_, names): &&(FormColumn, &[&str])| names.contains(&bare.as_str());
    let begins = |(_, starts): &&(FormColumn, &[&str])| starts.iter().any(|start| bare.starts_with(start));
    COLUMNS
        .iter()
        .find(is_meant)
        .or_else(|| STARTS.iter().find(begins))
        .map_or(FormColumn::Other, |(column, _)| *column)
}

/// The beginnings of longer names: `Your letter (400 words or fewer)`.
const STARTS: [(FormColumn, &[&str]); 4] = [
    (FormColumn::PenName, &["penname", "yourpenname", "apenname"]),
    (FormColumn::Email, &["youremail", "emailaddress", "wheremaywewrite"]),
    (
        FormColumn::Words,
        &[
            "yourletter",
            "yourquestion",
            "yourmessage",
            "yourreply",
            "whatisyourquestion",
            "askyourquestion",
            "writeyourletter",
        ],
    ),
    (FormColumn::Name, &["yourname"]),
];

/// Returns the letters and digits of a name, in small letters.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
