module.exports = { layout: "program.njk", permalink: (page) => `/programs/${page.slug}/` };
