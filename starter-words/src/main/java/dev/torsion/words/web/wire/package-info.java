/**
 * The commands and events of web pages. Each is one JSON object (RFC 8259) in a text
 * frame, flat in the direction of the server. {@code do} names a command; {@code id}, if
 * there is one, comes back in {@code reply} of its answer, of which there is exactly one,
 * in the order of the commands. <pre>
 * {"do":"join","room":R}             comes in; "key", "since" (what was said after that sequence) or "last" (how many)
 * {"do":"part","room":R}             leaves; "reason"
 * {"do":"say","room":R,"text":T}     also "notice", which no program answers
 * {"do":"typing","room":R}           "active" is false when it is over
 * {"do":"edit","room":R,"message":M,"text":T}
 * {"do":"redact","room":R,"message":M}   "reason"
 * {"do":"topic","room":R,"text":T}
 * {"do":"history","room":R}          "after" or "before" a sequence or both, "limit"; without "after" the last of them
 * {"do":"members","room":R}
 * {"do":"rooms"}                     those one may know of
 * {"do":"whisper","to":N,"text":T}   to a participant alone
 * {"do":"away","text":T}             without text: back
 * {"do":"read","room":R,"sequence":S}    all up to there was read
 * </pre> Answers are {@code {"reply":I,...}}, or
 * {@code {"reply":I,"error":E,"message":T}} with the reason in E ({@code no-such-room},
 * {@code banned}, {@code malformed} ...). What happens is told by {@code {"event":...}}:
 * {@code welcome} first of all, with the own {@code nick} and {@code account};
 * {@code said}, {@code typing}, {@code edited}, {@code redacted}, {@code joined},
 * {@code parted}, {@code kicked}, {@code topic} and {@code rules} have {@code room},
 * {@code sequence}, {@code id}, {@code time} (ISO 8601, UTC) and {@code author}
 * ({@code nick}, {@code account}, {@code bot}); {@code departed} and {@code profile}
 * concern all rooms in common; {@code whispered}, {@code invited}, {@code read} and
 * {@code goodbye}.
 * <p>
 * Sequences of a room grow by one with all that happens in it, of which the history has
 * what was said. An event may arrive before the answer of a command that has asked for
 * the history, in which it is, too: who shows both knows it by its sequence. After an
 * edit the history has the new text, with the sequence of the old.
 */
@NullMarked
package dev.torsion.words.web.wire;

import org.jspecify.annotations.NullMarked;
