// What a failed request tells a person. Without a connection the page stays as it is, with what was typed; anything but a
// refusal or a lost connection is a fault and goes on to the error page.
import { say } from "../app/language";
import { Refused, Unreachable } from "./client";
import { toldTexts } from "./told_texts";

export function told(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof Unreachable) return say(toldTexts.unreachable);
  throw error;
}
