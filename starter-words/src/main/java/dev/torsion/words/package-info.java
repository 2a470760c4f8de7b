/**
 * A chat server: rooms, and the doors to them.
 * <p>
 * The room is the model: who is in it, what is said, what it is about and who may do
 * what. {@code room} runs it, one change at a time, and hands what happens to the doors
 * by {@code loop}, a group of participants of one event loop at a time; {@code history}
 * keeps it. A door turns it into a protocol and back: {@code irc} with {@code wire},
 * {@code session} and a class a command, {@code web} for pages, and the beans of the
 * application, which say and hear by {@link dev.torsion.words.Room} or are a
 * {@link dev.torsion.words.RoomListener}.
 * <p>
 * To add a command of IRC declare one as a bean; to add a protocol implement a
 * {@link dev.torsion.words.Door} and make each of its conversations a
 * {@link dev.torsion.words.Participant}. Bots are methods, called by {@code listener}.
 */
@NullMarked
package dev.torsion.words;

import org.jspecify.annotations.NullMarked;
