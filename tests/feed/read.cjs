// What ical.js (Thunderbird's and Nextcloud's reader) finds in feeds: `node read.cjs a.ics b.ics` prints, for
// each, UIDs with their first day and the day after the last. NODE_PATH says where ical.js is.
const { readFileSync } = require("node:fs");
const found = require("ical.js");
const ICAL = found.default ?? found;
const day = (time) => (time ? time.toString().slice(0, 10) : null);
const feeds = process.argv.slice(2).map((path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  const entries = [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")];
  return entries.map((one) => [
    one.getFirstPropertyValue("uid"),
    day(one.getFirstPropertyValue("dtstart")),
    day(one.getFirstPropertyValue(one.name === "vevent" ? "dtend" : "due")),
  ]);
});
console.log(JSON.stringify(feeds));
