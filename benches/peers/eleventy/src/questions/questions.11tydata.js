module.exports = { layout: "letter.njk", permalink: (page) => `/questions/${page.slug}/` };
