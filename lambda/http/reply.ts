// What an operation answers, before it becomes a response of API Gateway.

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON when it is an object; otherwise the content itself, with its media type. */
  readonly body?: object | Content;
}

/** An answer that is not JSON. */
export class Content {
  readonly mediaType: string;
  readonly data: string | Uint8Array;

  constructor(mediaType: string, data: string | Uint8Array) {
    this.mediaType = mediaType;
    this.data = data;
  }
}

/** An answer that was given before to the same request, found while reading. It ends the request. */
export class AnsweredBefore extends Error {
  override readonly name = "AnsweredBefore";
  readonly reply: Reply;

  constructor(reply: Reply) {
    super("This request was answered before.");
    this.reply = reply;
  }
}
