// Reads calendars as Thunderbird does: a JSON list of files on standard input, a list of what they say on the output.
// Usage: node read.mjs PATH_OF_ICAL_JS < files.json
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const { default: ICAL } = await import(pathToFileURL(process.argv[2]))
const text = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? ""

function event(component) {
  const { startDate, endDate } = new ICAL.Event(component)
  return {
    uid: text(component, "uid"),
    sequence: Number(text(component, "sequence")),
    stamp: component.getFirstPropertyValue("dtstamp").toUnixTime(),
    start: startDate.toUnixTime(),
    end: endDate.toUnixTime(),
    status: text(component, "status"),
    summary: text(component, "summary"),
    description: text(component, "description"),
    place: text(component, "location"),
    link: text(component, "url"),
    organizer: text(component, "organizer"),
    attendee: text(component, "attendee"),
  }
}

function calendar(file) {
  const root = new ICAL.Component(ICAL.parse(file))
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)
  return {
    method: text(root, "method"),
    name: text(root, "name"),
    refresh: text(root, "refresh-interval"),
    events: root.getAllSubcomponents("vevent").map(event),
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(calendar)))
