/**
 * Auto-configuration of the files of accounts.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.files;

import org.jspecify.annotations.NullMarked;
