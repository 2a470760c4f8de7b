/**
 * Changes of accounts, and who has to hear of them.
 */
@NullMarked
package dev.torsion.cred.service;

import org.jspecify.annotations.NullMarked;
