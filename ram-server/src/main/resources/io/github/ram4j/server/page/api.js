import { keep, kept } from "./kept.js";

const TRIES = 4;
const LONGEST_WAIT_SECONDS = 10;

/** An answer that is no result: a problem of RFC 9457, or none at all. */
export class Problem extends Error {
  constructor(code, detail, status = 0) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

let token = kept("token");

/** Sends a token with all further requests. */
export function useToken(value) {
  token = value;
  keep("token", value);
}

/**
 * The JSON of an answer. Asks again where the server is busy and says when.
 *
 * @throws Problem where there is none; AbortError where the signal says so
 */
export async function ask(path, { body, parameters = {}, signal } = {}) {
  const query = new URLSearchParams(parameters).toString();
  const request = {
    method: body ? "POST" : "GET",
    body,
    signal,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  };
  for (let attempt = 1; ; attempt++) {
    const answer = await send(query ? `${path}?${query}` : path, request);
    if (answer.ok) {
      return answer.json();
    }
    const seconds = Number(answer.headers.get("Retry-After"));
    if (![429, 503].includes(answer.status) || !seconds || attempt === TRIES) {
      throw await problem(answer);
    }
    await pause(Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000, signal);
  }
}

async function send(address, request) {
  try {
    return await fetch(address, request);
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    await requireReadable(request.body);
    throw new Problem("unreachable", String(failure.message));
  }
}

/** A folder, or a file that has changed, fails like a lost connection. */
async function requireReadable(body) {
  try {
    await body?.slice(0, 1).arrayBuffer();
  } catch (failure) {
    throw new Problem("unreadable", String(failure.message));
  }
}

async function problem(answer) {
  try {
    const found = await answer.json();
    return new Problem(found.code, found.detail ?? found.title, answer.status);
  } catch {
    return new Problem("other", `${answer.status} ${answer.statusText}`, answer.status);
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
