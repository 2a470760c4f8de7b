"""Twisted's SMTP and POP3 over a Maildir for each user: what `twistd mail --maildirdbmdomain --user` would be.

That command of Twisted 22.4 ends in a TypeError on Python 3, because its MaildirDirdbmDomain takes text for bytes. So the protocols, FileMessage and
MaildirMailbox are Twisted's own, and what joins them is here.
"""

import hashlib
import os
import sys

from twisted.cred import checkers, portal
from twisted.internet import defer, protocol, reactor
from twisted.mail import mail, maildir, pop3, smtp
from zope.interface import implementer


@implementer(smtp.IMessageDelivery)
class Delivery:
    """Any user has a mailbox."""

    def __init__(self, root):
        self.root = root

    def receivedHeader(self, helo, origin, recipients):
        return b'Received: from ' + helo[0] + b' by mx.bench.test; ' + smtp.rfc822date()

    def validateFrom(self, helo, origin):
        return origin

    def validateTo(self, user):
        return defer.succeed(lambda: self.message(user.dest.local.decode()))

    def message(self, user):
        home, name = os.path.join(self.root, user), maildir._generateMaildirName()
        maildir.initializeMaildir(home)
        temporary = os.path.join(home, 'tmp', name)
        return mail.FileMessage(open(temporary, 'wb'), temporary, os.path.join(home, 'new', name))


class Mailbox(maildir.MaildirMailbox):
    """With bytes where Twisted's own has text."""

    def getMessage(self, i):
        return open(self.list[i], 'rb')

    def getUidl(self, i):
        return hashlib.md5(os.path.basename(self.list[i]).encode()).hexdigest().encode()


@implementer(portal.IRealm)
class Realm:

    def __init__(self, root):
        self.root = root

    def requestAvatar(self, avatar, mind, *interfaces):
        return pop3.IMailbox, Mailbox(os.path.join(self.root, avatar.decode())), lambda: None


class Reader(pop3.POP3):
    """Without Nagle's algorithm, which makes a client that asks for one message after another wait 40 ms for each."""

    def connectionMade(self):
        self.transport.setTcpNoDelay(True)
        super().connectionMade()


class Senders(protocol.ServerFactory):

    noisy = False

    def __init__(self, root):
        self.root = root

    def buildProtocol(self, address):
        conversation = smtp.SMTP(Delivery(self.root))
        conversation.factory = self
        return conversation


class Readers(protocol.ServerFactory):

    noisy = False

    def __init__(self, root, password):
        self.portal = portal.Portal(Realm(root), [checkers.InMemoryUsernamePasswordDatabaseDontUse(user0=password)])

    def buildProtocol(self, address):
        conversation = Reader()
        conversation.factory = self
        conversation.portal = self.portal
        return conversation


def main():
    smtp_port, pop3_port, root, password = sys.argv[1:]
    reactor.listenTCP(int(smtp_port), Senders(root), interface='127.0.0.1')
    reactor.listenTCP(int(pop3_port), Readers(root, password.encode()), interface='127.0.0.1')
    reactor.run()


if __name__ == '__main__':
    main()
