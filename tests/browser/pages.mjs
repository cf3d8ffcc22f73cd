// The kinds of pages that callslip makes.

/** A page of each kind in the example. The letter has two columnists, a list, a link to a program, an update, and cards. */
export const PAGES = {
  home: "",
  letter: "questions/certificate-without-experience/",
  letters: "questions/",
  withdrawn: "questions/leaving-quietly/",
  subjects: "tags/",
  subject: "tags/certificates/",
  programs: "programs/",
  program: "programs/rare-book-school-certificate-of-completion/",
  compare: "programs/rare-book-school-certificate-of-completion/compare/",
  columnists: "people/",
  columnist: "people/sol-marchetti/",
  glossary: "glossary/",
  page: "about/",
  subscribe: "subscribe/",
  search: "search/?q=scaner",
  "not-found": "questions/there-is-no-such-letter/",
};
