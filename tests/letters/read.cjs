// What postal-mime, a reader of mails that shares nothing with Python, finds in them: `node read.cjs a.eml b.eml`
// prints a line of JSON for each. NODE_PATH says where it is.
const { readFileSync } = require("node:fs");
const found = require("postal-mime");
const PostalMime = found.default ?? found;

(async () => {
  for (const path of process.argv.slice(2)) {
    const { from, to, replyTo, subject, messageId, references, text, html, headers, attachments } = await PostalMime.parse(readFileSync(path));
    const names = headers.map((one) => one.key);
    console.log(JSON.stringify({ from, to, replyTo, subject, messageId, references, text, html, names, attachments }));
  }
})();
