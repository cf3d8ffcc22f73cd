const footnote = require("markdown-it-footnote");

const PER_PAGE = 20;
const MONTHS =
  "January February March April May June July August September October November December".split(" ");

// Into a map of lists, by each of the keys.
const add = (lists, keys, item) => {
  for (const key of keys) lists.has(key) ? lists.get(key).push(item) : lists.set(key, [item]);
};

module.exports = function (config) {
  let place = new Map(), letters = [], tagged = new Map(), programs = new Map();

  // Nobody promises in which order collections are made: each that needs the letters asks for them.
  const index = (api) => {
    letters = api.getFilteredByGlob("./src/questions/*.md").sort((a, b) => b.date - a.date);
    place = new Map(letters.map((letter, at) => [letter.inputPath, at]));
    tagged = new Map();
    for (const letter of letters) add(tagged, letter.data.tags, letter);
    return letters;
  };
  const tags = (api) => {
    index(api);
    return [...tagged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, letters]) => ({ tag, letters }));
  };
  config.addCollection("letters", index);
  config.addCollection("years", (api) => {
    const years = new Map();
    for (const letter of index(api)) add(years, [letter.date.getUTCFullYear()], letter);
    return [...years].map(([year, letters]) => ({ year, letters }));
  });
  config.addCollection("tagList", tags);
  config.addCollection("tagPages", (api) =>
    tags(api).flatMap(({ tag, letters }) => {
      const total = Math.ceil(letters.length / PER_PAGE);
      const page = (at) => letters.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
      return Array.from({ length: total }, (_, at) => ({ tag, number: at + 1, total, letters: page(at) }));
    }));
  config.addCollection("programs", (api) => {
    const all = api.getFilteredByGlob("./src/programs/*.md").sort((a, b) => (a.data.title < b.data.title ? -1 : 1));
    programs = new Map();
    for (const program of all) add(programs, program.data.topics, program);
    return all;
  });

  config.addFilter("newer", (path) => letters[place.get(path) - 1]);
  config.addFilter("older", (path) => letters[place.get(path) + 1]);
  config.addFilter("relatedLetters", (tags, path) =>
    (tagged.get(tags[0]) || []).slice(0, 6).filter((letter) => letter.inputPath !== path).slice(0, 5));
  config.addFilter("relatedPrograms", (tags) =>
    [...new Set(tags.flatMap((tag) => (programs.get(tag) || []).slice(0, 5)))]
      .sort((a, b) => (a.data.title < b.data.title ? -1 : 1)).slice(0, 5));
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("stamp", (date) => date.toISOString().slice(0, 19) + "Z");
  config.addFilter("human", (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  config.amendLibrary("md", (markdown) => markdown.use(footnote));
  config.addPassthroughCopy({ static: "/" });
  return { dir: { input: "src", includes: "_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
};
