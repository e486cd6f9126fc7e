// What ical.js (Thunderbird's and Nextcloud's reader) finds in feeds: `node read.cjs 2028-01-01 a.ics b.ics` prints,
// for each, UIDs with their first day and the day after the last (`entries`), and for what comes back all times
// before the day that is given (`times`): days, or instants in UTC. NODE_PATH says where ical.js is.
const { readFileSync } = require("node:fs");
const found = require("ical.js");
const ICAL = found.default ?? found;
const MOST = 20000;
const day = (time) => (time ? time.toString().slice(0, 10) : null);
const told = (time) => (time.isDate ? day(time) : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19) + "Z");

function withExceptions(component, others, limit) {
  const exceptions = others.map((one) => new ICAL.Event(one));
  const event = new ICAL.Event(component, { exceptions, strictExceptions: true });
  const times = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && times.length < MOST; next = iterator.next()) {
    // What is moved far away may come before the limit although its time by the rule does not.
    if (day(next) >= limit) break;
    times.push(told(event.getOccurrenceDetails(next).startDate));
  }
  return times;
}

function expanded(component, limit) {
  const start = component.getFirstPropertyValue("dtstart");
  const times = [];
  const expansion = new ICAL.RecurExpansion({ component, dtstart: start });
  for (let next = expansion.next(); next && times.length < MOST; next = expansion.next()) {
    if (day(next) >= limit) break;
    times.push(told(next));
  }
  return times;
}

const [limit, ...paths] = process.argv.slice(2);
const feeds = paths.map((path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const all = [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")];
  const entries = all.map((one) => [
    one.getFirstPropertyValue("uid"),
    day(one.getFirstPropertyValue("dtstart")),
    day(one.getFirstPropertyValue(one.name === "vevent" ? "dtend" : "due")),
  ]);
  const again = all.filter((one) => one.hasProperty("rrule") || one.hasProperty("rdate"));
  const uid = (one) => one.getFirstPropertyValue("uid");
  const instead = new Map();
  for (const one of all.filter((one) => one.hasProperty("recurrence-id"))) {
    instead.set(uid(one), [...(instead.get(uid(one)) ?? []), one]);
  }
  const once = all.filter((one) => !again.includes(one) && !one.hasProperty("recurrence-id"));
  const times = again.map((one) => {
    const others = instead.get(uid(one));
    return [uid(one), others ? withExceptions(one, others, limit) : expanded(one, limit)];
  });
  times.push(...once.filter((one) => one.hasProperty("dtstart")).map((one) => [
    uid(one), [told(one.getFirstPropertyValue("dtstart"))],
  ]));
  return { entries, times };
});
console.log(JSON.stringify(feeds));
