// What people type for a zone that is none: an abbreviation that several places share, an offset, a name of Windows, a city
// under another name. Each is read as the zones that it may mean, and only a person can choose.

import { MINUTE_MS } from "../../time/units.ts";
import { renamedZones, zonedAt } from "../../time/zones.ts";
import { fold } from "../read/text.ts";

/** The zones that most people mean by an offset, from all over the world. */
const WELL_KNOWN = `Europe/Tallinn Europe/Helsinki Europe/Kyiv Europe/Athens Europe/Bucharest Africa/Cairo
  Africa/Johannesburg Asia/Jerusalem Europe/Riga Europe/Vilnius Europe/Berlin Europe/Paris Europe/Warsaw Europe/Rome
  Africa/Lagos Europe/Madrid Europe/Stockholm Europe/London Europe/Dublin Europe/Lisbon Atlantic/Reykjavik
  Europe/Istanbul Europe/Moscow Asia/Riyadh Africa/Nairobi America/New_York America/Toronto America/Chicago
  America/Denver America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu America/Halifax
  America/St_Johns America/Sao_Paulo America/Argentina/Buenos_Aires America/Bogota America/Lima America/Santiago
  America/Mexico_City Atlantic/Azores Asia/Tehran Asia/Dubai Asia/Kabul Asia/Karachi Asia/Kolkata Asia/Kathmandu
  Asia/Dhaka Asia/Yangon Asia/Bangkok Asia/Jakarta Asia/Shanghai Asia/Singapore Asia/Manila Australia/Perth
  Asia/Tokyo Asia/Seoul Australia/Adelaide Australia/Brisbane Australia/Sydney Pacific/Auckland`.split(/\s+/);

/** Abbreviations, https://www.timeanddate.com/time/zones/: those of a place's summer time mean the place. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  cet: "Europe/Berlin Europe/Paris Europe/Rome Europe/Warsaw Europe/Madrid Europe/Stockholm",
  cest: "Europe/Berlin Europe/Paris Europe/Rome Europe/Warsaw Europe/Madrid Europe/Stockholm",
  mez: "Europe/Berlin Europe/Vienna Europe/Zurich",
  mesz: "Europe/Berlin Europe/Vienna Europe/Zurich",
  eet: "Europe/Tallinn Europe/Helsinki Europe/Riga Europe/Vilnius Europe/Kyiv Europe/Athens Africa/Cairo",
  eest: "Europe/Tallinn Europe/Helsinki Europe/Riga Europe/Vilnius Europe/Kyiv Europe/Athens Africa/Cairo",
  wet: "Europe/Lisbon Atlantic/Canary",
  west: "Europe/Lisbon Atlantic/Canary",
  msk: "Europe/Moscow",
  trt: "Europe/Istanbul",
  bst: "Europe/London Asia/Dhaka",
  ist: "Asia/Kolkata Europe/Dublin Asia/Jerusalem",
  idt: "Asia/Jerusalem",
  est: "America/New_York America/Toronto America/Panama Australia/Sydney",
  edt: "America/New_York America/Toronto",
  et: "America/New_York America/Toronto",
  cst: "America/Chicago America/Mexico_City Asia/Shanghai America/Havana",
  cdt: "America/Chicago America/Havana",
  ct: "America/Chicago America/Winnipeg",
  mst: "America/Denver America/Phoenix",
  mdt: "America/Denver",
  pst: "America/Los_Angeles America/Vancouver Asia/Manila",
  pdt: "America/Los_Angeles America/Vancouver",
  pt: "America/Los_Angeles America/Vancouver Europe/Lisbon",
  ast: "America/Halifax America/Puerto_Rico Asia/Riyadh",
  akst: "America/Anchorage",
  hst: "Pacific/Honolulu",
  brt: "America/Sao_Paulo",
  art: "America/Argentina/Buenos_Aires",
  sast: "Africa/Johannesburg",
  wat: "Africa/Lagos",
  cat: "Africa/Maputo",
  eat: "Africa/Nairobi",
  gst: "Asia/Dubai",
  pkt: "Asia/Karachi",
  wib: "Asia/Jakarta",
  sgt: "Asia/Singapore",
  hkt: "Asia/Hong_Kong",
  jst: "Asia/Tokyo",
  kst: "Asia/Seoul",
  aest: "Australia/Sydney Australia/Brisbane",
  aedt: "Australia/Sydney",
  acst: "Australia/Adelaide Australia/Darwin",
  awst: "Australia/Perth",
  nzst: "Pacific/Auckland",
  nzdt: "Pacific/Auckland",
};

/** Windows' names without "Standard Time", https://unicode.org/cldr/charts/latest/supplemental/zone_tzid.html. */
const WINDOWS: Readonly<Record<string, string>> = {
  fle: "Europe/Kyiv Europe/Tallinn Europe/Helsinki Europe/Riga Europe/Vilnius Europe/Sofia",
  gtb: "Europe/Bucharest Europe/Athens",
  "e europe": "Europe/Chisinau",
  "w europe": "Europe/Berlin Europe/Rome Europe/Stockholm Europe/Vienna Europe/Amsterdam Europe/Zurich",
  "central europe": "Europe/Budapest Europe/Prague Europe/Bratislava Europe/Ljubljana Europe/Belgrade",
  "central european": "Europe/Warsaw Europe/Zagreb Europe/Sarajevo Europe/Skopje",
  romance: "Europe/Paris Europe/Madrid Europe/Brussels Europe/Copenhagen",
  gmt: "Europe/London Europe/Dublin Europe/Lisbon",
  greenwich: "Atlantic/Reykjavik Africa/Abidjan",
  russian: "Europe/Moscow",
  belarus: "Europe/Minsk",
  kaliningrad: "Europe/Kaliningrad",
  turkey: "Europe/Istanbul",
  israel: "Asia/Jerusalem",
  egypt: "Africa/Cairo",
  morocco: "Africa/Casablanca",
  "south africa": "Africa/Johannesburg",
  "w central africa": "Africa/Lagos",
  "e africa": "Africa/Nairobi",
  arab: "Asia/Riyadh",
  arabian: "Asia/Dubai",
  arabic: "Asia/Baghdad",
  iran: "Asia/Tehran",
  georgian: "Asia/Tbilisi",
  caucasus: "Asia/Yerevan",
  azerbaijan: "Asia/Baku",
  pakistan: "Asia/Karachi",
  india: "Asia/Kolkata",
  "sri lanka": "Asia/Colombo",
  nepal: "Asia/Kathmandu",
  bangladesh: "Asia/Dhaka",
  myanmar: "Asia/Yangon",
  "se asia": "Asia/Bangkok",
  china: "Asia/Shanghai",
  singapore: "Asia/Singapore",
  taipei: "Asia/Taipei",
  tokyo: "Asia/Tokyo",
  korea: "Asia/Seoul",
  "w australia": "Australia/Perth",
  "cen australia": "Australia/Adelaide",
  "e australia": "Australia/Brisbane",
  "aus eastern": "Australia/Sydney",
  "new zealand": "Pacific/Auckland",
  eastern: "America/New_York America/Toronto",
  "us eastern": "America/Indiana/Indianapolis",
  central: "America/Chicago America/Winnipeg",
  "canada central": "America/Regina",
  "central america": "America/Guatemala",
  mountain: "America/Denver",
  "us mountain": "America/Phoenix",
  pacific: "America/Los_Angeles America/Vancouver",
  atlantic: "America/Halifax",
  newfoundland: "America/St_Johns",
  alaskan: "America/Anchorage",
  hawaiian: "Pacific/Honolulu",
  "e south america": "America/Sao_Paulo",
  "sa pacific": "America/Bogota America/Lima",
  argentina: "America/Argentina/Buenos_Aires",
};

/** Cities that no zone is named after, or no longer by that name. */
const CITIES: Readonly<Record<string, string>> = {
  beijing: "Asia/Shanghai",
  bangalore: "Asia/Kolkata",
  delhi: "Asia/Kolkata",
  mumbai: "Asia/Kolkata",
  "new delhi": "Asia/Kolkata",
  "tel aviv": "Asia/Jerusalem",
  geneva: "Europe/Zurich",
  strasbourg: "Europe/Paris",
  "the hague": "Europe/Amsterdam",
  washington: "America/New_York",
  "washington dc": "America/New_York",
  "san francisco": "America/Los_Angeles",
  barcelona: "Europe/Madrid",
  munich: "Europe/Berlin",
  frankfurt: "Europe/Berlin",
  tartu: "Europe/Tallinn",
};

/** Zones offered for one text. */
const MOST_READINGS = 8;

/** The zones that a text which names none may mean, the likeliest first; none where nothing is near. `now` in ms. */
export function zoneReadings(text: string, now: number): readonly string[] {
  const said = fold(text);
  const listed =
    own(ABBREVIATIONS, said) ??
    own(WINDOWS, said.replace(/ (?:standard|daylight|summer) time$/, "#").match(/^(.*)#$/)?.[1]) ??
    own(CITIES, said) ??
    renamedZones().find(([old]) => fold(old.split("/").at(-1) ?? "") === said)?.[1];
  if (listed !== undefined) return listed.split(/\s+/).slice(0, MOST_READINGS);
  const minutes = offsetOf(text);
  return minutes === undefined ? [] : zonesAt(minutes, now);
}

function own(table: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `+05:30`, `UTC+2`, `GMT-0330`, in minutes east of Greenwich; undefined for other texts. */
function offsetOf(text: string): number | undefined {
  const match = /^(?:utc|gmt|z)? ?([+-]) ?(\d{1,2})(?::?(\d{2}))?$/i.exec(text.trim().replace(/[−–]/g, "-"));
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === "-" ? -minutes : minutes;
}

/** The zones whose clocks differ from Greenwich by so much now. */
function zonesAt(minutes: number, now: number): readonly string[] {
  return WELL_KNOWN.filter(
    (zone) => zonedAt(zone, now).offsetNanoseconds === minutes * MINUTE_MS * 1_000_000,
  ).slice(0, MOST_READINGS);
}
