import { weightOf } from '../http/pages/page-type';
import { remembered } from '../remembered';
import { FILE_FORMATS, FORMATS, type FileFormat } from './file-format';

/** The media types of an answer that is no file, and the ranges that they are in. */
const ANSWERS = ['application/graphql-response+json', 'application/json', 'text/event-stream'];
const RANGES = ['application/*', '*/*'];

/**
 * The file that an `Accept` header asks for; false if it asks for an ordinary answer. Only a format that it names counts, and only if it wants it more
 * than each other type that it names, and no less than a wildcard. Of equal formats, the first that it names.
 */
export const acceptedFormat = remembered((accept: string): FileFormat | false => {
  const places = new Map(FILE_FORMATS.map((format) => [format, placeOf(accept, format)]));
  const named = FILE_FORMATS.filter((format) => weightOf(accept, FORMATS[format].type) > 0);
  const wanted = (format: FileFormat): number => weightOf(accept, FORMATS[format].type);
  const [best] = named.sort((a, b) => wanted(b) - wanted(a) || Number(places.get(a)) - Number(places.get(b)));
  if (!best) return false;
  const isFirst =
    ANSWERS.every((type) => weightOf(accept, type) < wanted(best)) &&
    RANGES.every((range) => weightOf(accept, range) <= wanted(best));
  return isFirst && best;
});

function placeOf(accept: string, format: FileFormat): number {
  return accept.toLowerCase().indexOf(FORMATS[format].type);
}
