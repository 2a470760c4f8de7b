/**
 * NickServ and ChanServ: accounts and rooms for people whose programs know no better. To
 * add a service, declare beans of {@link dev.torsion.words.irc.session.IrcCommand} with a
 * nickname.
 */
@NullMarked
package dev.torsion.words.irc.service;

import org.jspecify.annotations.NullMarked;
