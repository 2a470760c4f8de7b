package dev.torsion.mail.store.memory;

import dev.torsion.mail.store.StoredMessage;

/**
 * A message of a mailbox.
 *
 * @param about what is known of it
 * @param bytes its content, shared with its copies
 */
record MemoryMessage(StoredMessage about, MessageBytes bytes) {

}
