import { type Topic, tableOf } from './topic.ts';

/** Expressions of the page; a test parses each. */
export const FILTER_EXAMPLES = [
  ['responsetime > 5', 'the root took more than 5 seconds'],
  ['duration >= 5 AND duration <= 8', 'the whole trace took 5 to 8 seconds'],
  ['ok !partial duration < 3', 'succeeded, complete, under 3 seconds'],
  ['http.status != 200', 'the root answered anything but 200'],
  ['http.url CONTAINS "/api/users"', 'a part of the URL'],
  ['service("checkout") { fault }', 'this service failed, wherever it stands'],
  ['service() { fault }', 'any service failed'],
  ['edge("web", "checkout") { error }', 'this call was answered with a 4xx'],
  ['annotation.customer = "12345"', 'an annotation, text'],
  ['annotation.items > 10', 'an annotation, number'],
  ['!annotation.customer', 'an annotation that is not there'],
  ['group.name = "slow" AND user = "alice"', 'a stored group, and more'],
  ['rootcause.fault.exception { last and message = "timeout" }', 'what it all came from'],
] as const;

export const filter: Topic = {
  name: 'filter',
  brief: 'the filter language of traces --filter',
  text: `The filter language: what traces --filter, groups and the X-Ray API understand.

Examples
${tableOf(FILTER_EXAMPLES)}

What a keyword alone tests
${tableOf([
  ['ok error throttle fault', 'how the ROOT request ended; of any service: service() { fault }'],
  ['partial', 'something of the trace has not arrived'],
  ['responsetime', 'SECONDS the root took to answer'],
  ['duration', 'SECONDS from the first start to the last end'],
  ['http.status .url .method', 'the root request; also http.useragent, http.clientip'],
  ['user instance.id', 'on any segment; also availabilityzone, resource.arn'],
  ['annotation.KEY', 'on any segment; annotation[a.b] for keys with dots'],
])}

Operators
${tableOf([
  ['numbers', '=  !=  <  <=  >  >='],
  ['text', '=  !=  CONTAINS  BEGINSWITH  ENDSWITH; always in "double quotes"'],
  ['booleans', 'fault, !fault, fault = true'],
  ['together', 'AND binds tighter than OR; side by side means AND; ! and ( ) as usual'],
])}

Times are seconds: responsetime > 0.5, never 500ms. Words and field names ignore case; text and
annotation keys do not. traces --print-filter shows the expression its flags make.`,
};
