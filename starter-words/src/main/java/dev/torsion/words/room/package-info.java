/**
 * Rooms and participants as they live. What happens in a room is done one after another
 * by whoever comes with something to do, and handed to the event loops of its members;
 * each loop tells its members in the order in which it was handed things.
 */
@NullMarked
package dev.torsion.words.room;

import org.jspecify.annotations.NullMarked;
